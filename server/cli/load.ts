/** A file as the language sees it: the same compilation and numbers that the editor shows. */
import { URI, type LangiumDocument } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import { createMembServices } from '../../language/memb-module.js';
import type { Compilation } from '../../language/semantics/compile.js';
import { ReadingFileSystem, type FileReader } from '../../language/semantics/imports/file-reader.js';
import type { Console } from './console.js';

export interface LoadedFile {
  /** As given on the command line. */
  readonly file: string;
  readonly document: LangiumDocument;
  readonly compilation: Compilation;
  /** In order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface Loaded {
  readonly files: readonly LoadedFile[];
  /** A sentence for each that could not be read or is no text. */
  readonly unread: readonly string[];
}

/** Reads and compiles files. */
export async function loadFiles(console: Console, files: readonly string[]): Promise<Loaded> {
  const { shared, memb } = createMembServices({ fileSystemProvider: () => new ReadingFileSystem(filesOf(console)) });
  const { LangiumDocumentFactory, LangiumDocuments, DocumentBuilder } = shared.workspace;
  const unread: string[] = [];
  const read: { file: string; document: LangiumDocument }[] = [];
  for (const file of files) {
    try {
      const uri = URI.file(console.absolute?.(file) ?? `/${file}`);
      const text = decode(file, await console.read(file));
      const known = LangiumDocuments.getDocument(uri);
      const document = known ?? LangiumDocumentFactory.fromString(text, uri);
      if (known === undefined) LangiumDocuments.addDocument(document);
      read.push({ file, document });
    } catch (error) {
      unread.push(error instanceof Error ? error.message : `${file} cannot be read.`);
    }
  }
  const documents = read.map(({ document }) => document);
  await DocumentBuilder.build(documents, { validation: true });
  const loaded = read.map(({ file, document }) => ({
    file,
    document,
    compilation: memb.semantics.Compilations.compilation(document),
    diagnostics: (document.diagnostics ?? []).toSorted((a, b) => comparePlaces(a, b)),
  }));
  return { files: loaded, unread };
}

/** Imported files, read as those named on the command line are. */
function filesOf({ read, list }: Console): FileReader {
  return {
    read: async ({ fsPath }) => decode(fsPath, await read(fsPath)),
    list: async ({ fsPath }) => (await list?.(fsPath)) ?? [],
  };
}

/** UTF-8 with or without a byte-order mark. */
function decode(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`${file} is not UTF-8 text.`);
  }
}

function comparePlaces(a: Diagnostic, b: Diagnostic): number {
  const [first, second] = [a.range.start, b.range.start];
  return first.line === second.line ? first.character - second.character : first.line - second.line;
}
