/** What the language needs of a file system: a file's text, and what lies in a folder. */
import { EmptyFileSystemProvider, UriUtils, type FileSystemNode, type URI } from 'langium';

/** Why `read` rejects where a file is there, and larger than anything that is read. */
export class FileTooLarge extends Error {}

export interface FileReader {
  /** Rejects when there is no such file, or it is no text. */
  readonly read: (uri: URI) => Promise<string>;
  /** Names of the files in a folder; none when it cannot be read. */
  readonly list: (folder: URI) => Promise<readonly string[]>;
}

export class ReadingFileSystem extends EmptyFileSystemProvider {
  readonly #reader: FileReader;

  constructor(reader: FileReader) {
    super();
    this.#reader = reader;
  }

  override readFile(uri?: URI): Promise<string> {
    return uri === undefined ? Promise.reject(new Error('no file')) : this.#reader.read(uri);
  }

  override async readDirectory(folder?: URI): Promise<FileSystemNode[]> {
    if (folder === undefined) return [];
    const names = await this.#reader.list(folder);
    return names.map((name) => ({ isFile: true, isDirectory: false, uri: UriUtils.joinPath(folder, name) }));
  }
}
