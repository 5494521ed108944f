/** Completion between the quotes of a path: folders, and libraries or recordings, on the way from this file. */
import { type LangiumDocument, UriUtils } from 'langium';
import { CompletionItemKind, type CompletionItem, type CompletionList } from 'vscode-languageserver';
import { isDataFile } from '../../language/semantics/data/data-files.js';
import { addressOf } from '../../language/semantics/imports/addresses.js';
import type { FileReader } from '../../language/semantics/imports/file-reader.js';
import { rangeOf } from '../ranges.js';

export interface PartialPath {
  /** Of a recording; else of a library. */
  readonly isData: boolean;
  /** What stands between the opening quote and the cursor, up to its last `/`. */
  readonly folder: string;
  /** Where the rest of the path stands. */
  readonly span: { readonly start: number; readonly end: number };
}

const UP_TO_CURSOR = /(?<![\p{L}\p{N}_.])(?<word>import|data)\b[^"\n]*"(?<path>[^"\n]*)$/u;

/** undefined where no path is being written. */
export function pathAt(text: string, offset: number): PartialPath | undefined {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const { path, word } = UP_TO_CURSOR.exec(line)?.groups ?? {};
  if (path === undefined) return undefined;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const rest = /^[^"\r\n]*/.exec(text.slice(offset))![0];
  const isClosed = text[offset + rest.length] === '"';
  return {
    isData: word === 'data',
    folder,
    span: { start: offset - (path.length - folder.length), end: offset + (isClosed ? rest.length : 0) },
  };
}

export async function pathList(
  document: LangiumDocument,
  { folder, span, isData }: PartialPath,
  files: FileReader,
): Promise<CompletionList | undefined> {
  const address = addressOf(document.uri, `${folder}x.memb`);
  if (!address.ok) return undefined;
  const names = await files.list(UriUtils.dirname(address.uri));
  const own = UriUtils.basename(document.uri);
  const range = rangeOf(document.textDocument, span);
  const items = names
    .filter((name) => (name.endsWith('/') ? !name.startsWith('.') : isData ? isDataFile(name) : name.endsWith('.memb')))
    .filter((name) => folder !== '' || name !== own)
    .map((name): CompletionItem => {
      const isFolder = name.endsWith('/');
      return {
        label: name,
        kind: isFolder ? CompletionItemKind.Folder : CompletionItemKind.File,
        sortText: `${isFolder ? 1 : 0}${name}`,
        textEdit: { range, newText: name },
        ...(isFolder && { command: { title: 'Go on', command: 'editor.action.triggerSuggest' } }),
      };
    });
  return { isIncomplete: false, items };
}
