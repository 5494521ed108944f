/** Files through the editor, which reaches what the server cannot: other machines, a browser, virtual folders. */
import type { URI } from 'langium';
import type { Connection } from 'vscode-languageserver';
import {
  FindFilesRequest,
  ListFolderRequest,
  ReadFileRequest,
  type FileParams,
  type InitializationOptions,
} from '../language/protocol.js';
import { FileTooLarge, type FileReader } from '../language/semantics/imports/file-reader.js';

export class ClientFiles implements FileReader {
  readonly #connection: Connection;
  readonly #own: FileReader | undefined;
  #isAnswered = false;

  constructor(connection: Connection, own: FileReader | undefined) {
    this.#connection = connection;
    this.#own = own;
  }

  /** Takes the client at its word that it reads files. */
  trust(options: InitializationOptions | undefined): void {
    this.#isAnswered = options?.readsFiles === true;
  }

  readonly read = async (uri: URI): Promise<string> => {
    if (!this.#isAnswered) return this.#own?.read(uri) ?? Promise.reject(new Error('nobody reads files'));
    const params: FileParams = { uri: uri.toString() };
    const text = await this.#connection.sendRequest<string | number | null>(ReadFileRequest, params);
    if (text === null) throw new Error(`${uri.toString()} cannot be read`);
    if (typeof text === 'number') throw new FileTooLarge(`${uri.toString()} has ${text} bytes`);
    return text;
  };

  /** Folders end with `/`. */
  readonly list = async (folder: URI): Promise<readonly string[]> => {
    if (!this.#isAnswered) return this.#own?.list(folder).catch(() => []) ?? [];
    const params: FileParams = { uri: folder.toString() };
    return this.#connection.sendRequest<string[]>(ListFolderRequest, params);
  };

  /** Addresses of all files of the workspace; none where nobody knows them. */
  async find(): Promise<readonly string[]> {
    return this.#isAnswered ? this.#connection.sendRequest<string[]>(FindFilesRequest) : [];
  }
}
