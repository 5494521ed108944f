/** A file as the language sees it: the same compilation and numbers that the editor shows. */
import { URI, type LangiumDocument } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import { createMembServices } from '../../language/memb-module.js';
import type { Compilation } from '../../language/semantics/compile.js';
import { UsageError, type Console } from './console.js';

export interface LoadedFile {
  /** As given on the command line. */
  readonly file: string;
  readonly document: LangiumDocument;
  readonly compilation: Compilation;
  /** In order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads and compiles files. Throws UsageError for what cannot be read or is no text. */
export async function loadFiles(console: Console, files: readonly string[]): Promise<LoadedFile[]> {
  const { shared, memb } = createMembServices();
  const { LangiumDocumentFactory, LangiumDocuments, DocumentBuilder } = shared.workspace;
  const documents: LangiumDocument[] = [];
  for (const [i, file] of files.entries()) {
    const text = decode(file, await readable(console, file));
    const document = LangiumDocumentFactory.fromString(text, URI.from({ scheme: 'memb-file', path: `/${i}.memb` }));
    LangiumDocuments.addDocument(document);
    documents.push(document);
  }
  await DocumentBuilder.build(documents, { validation: true });
  return documents.map((document, i) => ({
    file: files[i]!,
    document,
    compilation: memb.semantics.Compilations.compilation(document),
    diagnostics: (document.diagnostics ?? []).toSorted((a, b) => comparePlaces(a, b)),
  }));
}

async function readable(console: Console, file: string): Promise<Uint8Array> {
  try {
    return await console.read(file);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : `${file} cannot be read.`);
  }
}

/** UTF-8 with or without a byte-order mark. */
function decode(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${file} is not UTF-8 text.`);
  }
}

function comparePlaces(a: Diagnostic, b: Diagnostic): number {
  return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
}
