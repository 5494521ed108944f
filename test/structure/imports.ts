/** Reads what the source files of a folder import. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

export interface Import {
  /** The importing file, from the repository's root. */
  readonly file: string;
  /** A package or Node module as it is named, or a file from the repository's root. */
  readonly target: string;
  /** Nothing of it is left when the program runs. */
  readonly typesOnly: boolean;
}

const statement = /^(?:import|export)\s+(?<type>type\s)?(?<names>[\w\s{},*$]+?)\s+from\s+'(?<source>[^']+)'/gm;
const sideEffect = /^import\s+'(?<source>[^']+)'/gm;
const dynamic = /\bimport\(\s*'(?<source>[^']+)'\s*\)/g;

/** Every import of a TypeScript file, or of all below a folder; of none when it does not exist. */
export function importsOf(place: string): readonly Import[] {
  return sourceFiles(place).flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return [statement, sideEffect, dynamic]
      .flatMap((kind) => [...text.matchAll(kind)])
      .map(({ groups = {} }) => ({
        file,
        target: resolveSource(file, groups['source'] ?? ''),
        typesOnly: groups['type'] !== undefined || namesTypesAlone(groups['names'] ?? ''),
      }));
  });
}

export function sourceFiles(place: string): readonly string[] {
  if (place.endsWith('.ts')) return [place];
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .map((name) => join(place, name))
    .filter((name) => name.endsWith('.ts') && statSync(name).isFile());
}

function resolveSource(file: string, source: string): string {
  return source.startsWith('.') ? posix.join(posix.dirname(file), source).replace(/\.js$/, '.ts') : source;
}

/** `{ type A, type B }` */
function namesTypesAlone(names: string): boolean {
  const listed = /^\{(?<list>[^}]*)\}\s*$/.exec(names.trim())?.groups?.['list'];
  const each = listed
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return each !== undefined && each.length > 0 && each.every((name) => name.startsWith('type '));
}
