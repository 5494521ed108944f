/** What the language says about a text, in a form that tests can compare. */
import { readdir, readFile } from 'node:fs/promises';
import { URI, UriUtils, type LangiumDocument } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import { createMembServices } from '../../language/memb-module.js';
import type { DiagnosticFixes } from '../../language/semantics/document-validator.js';
import { ReadingFileSystem, type FileReader } from '../../language/semantics/imports/file-reader.js';
import type { Fix } from '../../language/semantics/issues.js';

/** Where `import "channels/kv.memb"` leads in the texts of tests and of the reference. */
const LIBRARIES = 'test/libraries';

/** Each text is the file `cell.memb` of a folder of its own, in which the libraries lie as well. */
const files: FileReader = {
  read: ({ path }) => readFile(`${LIBRARIES}/${path.replace(/^\/\d+\//, '')}`, 'utf8'),
  list: ({ path }) => readdir(`${LIBRARIES}/${path.replace(/^\/\d+\/?/, '')}`),
};

const { shared, memb } = createMembServices({ fileSystemProvider: () => new ReadingFileSystem(files) });
let count = 0;

export const { Compilations } = memb.semantics;

/** Builds and validates a text, and forgets it again. */
export async function build(text: string): Promise<LangiumDocument> {
  const { LangiumDocumentFactory, LangiumDocuments, DocumentBuilder } = shared.workspace;
  const folder = URI.parse(`memory:/${count++}`);
  const document = LangiumDocumentFactory.fromString(text, UriUtils.joinPath(folder, 'cell.memb'));
  LangiumDocuments.addDocument(document);
  await DocumentBuilder.build([document], { validation: true });
  await DocumentBuilder.update([], [folder]);
  return document;
}

export async function diagnose(text: string): Promise<Diagnostic[]> {
  return (await build(text)).diagnostics ?? [];
}

export function fixesOf(diagnostic: Diagnostic): readonly Fix[] {
  return (diagnostic.data as DiagnosticFixes).fixes;
}

export function applyFix(text: string, fix: Fix): string {
  const edits = fix.edits.toSorted((a, b) => b.span.start - a.span.start);
  return edits.reduce((result, { span, text }) => result.slice(0, span.start) + text + result.slice(span.end), text);
}

export interface PlacedToken {
  readonly image: string;
  readonly start: number;
  readonly end: number;
}

/** The words and signs of a text; comments are none. */
export function tokensOf(text: string): PlacedToken[] {
  return memb.parser.Lexer.tokenize(text).tokens.map(({ image, startOffset: start }) => ({
    image,
    start,
    end: start + image.length,
  }));
}
