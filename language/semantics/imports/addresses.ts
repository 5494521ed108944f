/** From the path in an `import` to an address: always beside or below or above the importing file, never elsewhere. */
import { URI, UriUtils } from 'langium';

export type Address =
  | { readonly ok: true; readonly uri: URI }
  /** `mended`: the path as it was probably meant. */
  | { readonly ok: false; readonly message: string; readonly mended?: string };

const EXTENSION = '.memb';

/** `from` is the importing file; `path` the text between the quotes. */
export function addressOf(from: URI, path: string): Address {
  if (path.trim() === '') return { ok: false, message: 'An import names a file: `import "channels/kv.memb"`.' };
  if (from.scheme === 'untitled') {
    const message = `\`${path}\` is looked for beside this file, and this file lies nowhere yet: save it first.`;
    return { ok: false, message };
  }
  if (path.includes('\\')) {
    const mended = path.replace(/\\+/g, '/');
    return { ok: false, message: 'Folders in a path are separated by `/`, on every system.', mended };
  }
  if (/^[a-z][a-z\d+.-]*:/i.test(path) || path.startsWith('//')) {
    return {
      ok: false,
      message: 'Only files are imported, by a path from this file; nothing is fetched from elsewhere.',
    };
  }
  if (path.startsWith('/')) {
    const message =
      'A path begins at the importing file, as in `../channels/kv.memb`, not at the root of one computer.';
    return { ok: false, message };
  }
  if (!path.endsWith(EXTENSION)) {
    return { ok: false, message: 'Only .memb files are imported.', mended: path.replace(/\.\w*$|$/, EXTENSION) };
  }
  return { ok: true, uri: UriUtils.resolvePath(UriUtils.dirname(from), path) };
}

/** `kv.memb`: a file as messages name it. */
export function fileName(uri: URI | string): string {
  const { path } = typeof uri === 'string' ? URI.parse(uri) : uri;
  return path.slice(path.lastIndexOf('/') + 1);
}
