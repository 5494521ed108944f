/** From the path in an `import` to an address: always beside or below or above the importing file, never elsewhere. */
import { URI, UriUtils } from 'langium';

export type Address =
  | { readonly ok: true; readonly uri: URI }
  /** `mended`: the path as it was probably meant. */
  | { readonly ok: false; readonly message: string; readonly mended?: string };

const EXTENSION = '.memb';

/** `from` is the importing file; `path` the text between the quotes. */
export function addressOf(from: URI, path: string): Address {
  return addressBeside(from, path, {
    empty: 'An import names a file: `import "channels/kv.memb"`.',
    example: '../channels/kv.memb',
    reader: 'the importing file',
    what: 'Only files are imported',
    isWanted: (name) => name.endsWith(EXTENSION),
    wanted: 'Only .memb files are imported.',
    mended: (name) => name.replace(/\.\w*$|$/, EXTENSION),
  });
}

/** What kind of file a path may lead to, and how messages speak of it. */
export interface PathRule {
  readonly empty: string;
  readonly example: string;
  /** What a path begins at. */
  readonly reader: string;
  readonly what: string;
  readonly isWanted: (path: string) => boolean;
  readonly wanted: string;
  readonly mended?: (path: string) => string;
}

export function addressBeside(from: URI, path: string, rule: PathRule): Address {
  if (path.trim() === '') return { ok: false, message: rule.empty };
  if (from.scheme === 'untitled') {
    const message = `\`${path}\` is looked for beside this file, and this file lies nowhere yet: save it first.`;
    return { ok: false, message };
  }
  if (path.includes('\\')) {
    const mended = path.replace(/\\+/g, '/');
    return { ok: false, message: 'Folders in a path are separated by `/`, on every system.', mended };
  }
  if (/^[a-z][a-z\d+.-]*:/i.test(path) || path.startsWith('//')) {
    return { ok: false, message: `${rule.what}, by a path from this file; nothing is fetched from elsewhere.` };
  }
  if (path.startsWith('/')) {
    const message = `A path begins at ${rule.reader}, as in \`${rule.example}\`, not at the root of one computer.`;
    return { ok: false, message };
  }
  if (!rule.isWanted(path)) {
    const mended = rule.mended?.(path);
    return { ok: false, message: rule.wanted, ...(mended !== undefined && { mended }) };
  }
  return { ok: true, uri: UriUtils.resolvePath(UriUtils.dirname(from), path) };
}

/** `kv.memb`: a file as messages name it. */
export function fileName(uri: URI | string): string {
  const { path } = typeof uri === 'string' ? URI.parse(uri) : uri;
  return path.slice(path.lastIndexOf('/') + 1);
}
