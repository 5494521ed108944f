/** Reads for the server what it cannot reach itself: files of any scheme, and what changes among them. */
import { FileType, Uri, workspace, type Disposable } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  FindFilesRequest,
  ListFolderRequest,
  MOST_BYTES,
  ReadFileRequest,
  type FileParams,
  type InitializationOptions,
} from '../language/protocol.js';

export const initializationOptions: InitializationOptions = { readsFiles: true, showsPictures: true };

/** Beyond this many files nobody waits for a rename. */
const MOST_FILES = 5000;

export function answerForFiles(client: BaseLanguageClient): Disposable[] {
  return [
    client.onRequest(ReadFileRequest, async ({ uri }: FileParams) => {
      try {
        const address = Uri.parse(uri);
        const { size } = await workspace.fs.stat(address);
        if (size > MOST_BYTES) return size;
        return new TextDecoder().decode(await workspace.fs.readFile(address));
      } catch {
        return null;
      }
    }),
    client.onRequest(ListFolderRequest, async ({ uri }: FileParams) => {
      try {
        const entries = await workspace.fs.readDirectory(Uri.parse(uri));
        return entries.map(([name, type]) => ((type & FileType.Directory) !== 0 ? `${name}/` : name));
      } catch {
        return [];
      }
    }),
    client.onRequest(FindFilesRequest, async () => {
      const found = await workspace.findFiles('**/*.memb', '**/node_modules/**', MOST_FILES);
      return found.map((uri) => client.code2ProtocolConverter.asUri(uri));
    }),
  ];
}
