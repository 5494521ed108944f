/** What is found in a library while one importer is compiled concerns that importer: it is shown at the import. */
import type { LangiumDocument } from 'langium';
import type { File } from '../../generated/ast.js';
import type { Span } from '../../model/graph.js';
import type { Issue } from '../issues.js';
import { pathSpan } from '../checks/imports.js';
import { fileName } from './addresses.js';
import type { Imports } from './imports.js';

/** A library as it is by itself. */
export interface Library {
  readonly document: LangiumDocument<File>;
  readonly issues: readonly Issue[];
  readonly complete: boolean;
}

/** Codes whose messages name both files already. */
const NAMES_FILES: ReadonlySet<string> = new Set(['ion.undeclared', 'name.duplicate']);

/** All issues at places of the importer's own text. What a library says of itself is not said again. */
export function atTheImports(
  document: LangiumDocument<File>,
  issues: readonly Issue[],
  imports: Imports,
  libraries: readonly Library[],
): Issue[] {
  const placed = issues.flatMap((issue) => {
    const { file } = issue.span;
    if (file === undefined) return [issue];
    const library = libraries.find((entry) => entry.document.uri.toString() === file);
    const span = importOf(document, file, imports);
    if (span === undefined || library?.issues.some((own) => isSame(own, issue))) return [];
    const line = (library?.document.textDocument.positionAt(issue.span.start).line ?? 0) + 1;
    const message = NAMES_FILES.has(issue.code)
      ? issue.message
      : `\`${fileName(file)}\`, line ${line}: ${issue.message}`;
    const fixes = issue.fixes.filter(({ edits }) => edits.every((edit) => edit.span.file === undefined));
    return [{ ...issue, span, message, fixes }];
  });
  const broken = libraries.flatMap((library) => brokenLibrary(document, library, imports));
  const all = [...placed, ...broken];
  return all.filter(
    (issue, i) => all.findIndex((other) => isSame(other, issue) && other.message === issue.message) === i,
  );
}

function isSame(a: Issue, b: Issue): boolean {
  return a.code === b.code && a.span.start === b.span.start && a.span.end === b.span.end;
}

function brokenLibrary(document: LangiumDocument<File>, library: Library, imports: Imports): Issue[] {
  // Of a circle it is enough to say that it is one.
  if (library.complete || imports.closure(library.document).includes(document)) return [];
  const uri = library.document.uri.toString();
  const span = importOf(document, uri, imports);
  if (span === undefined) return [];
  const first = library.issues.find(({ severity }) => severity === 'error');
  const line = first && library.document.textDocument.positionAt(first.span.start).line + 1;
  const what = first === undefined ? 'a syntax error.' : `an error on line ${line}: ${first.message}`;
  return [{ code: 'import.broken', severity: 'error', span, message: `\`${fileName(uri)}\` has ${what}`, fixes: [] }];
}

/** The import that brings a file, directly or through others. */
function importOf(document: LangiumDocument<File>, uri: string, imports: Imports): Span | undefined {
  const entry = imports.of(document).find(({ document: library }) => {
    if (library === undefined) return false;
    return [library, ...imports.closure(library)].some((reached) => reached.uri.toString() === uri);
  });
  return entry && pathSpan(entry);
}
