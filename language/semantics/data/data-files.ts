/** The files of numbers that models read: what is in each, or that it cannot be read; kept until it changes. */
import { type URI, UriUtils } from 'langium';
import { readTable, type Table } from './delimited.js';
import { FileTooLarge } from '../imports/file-reader.js';
import { addressBeside, type Address } from '../imports/addresses.js';

/** Larger files are not read: a recording of a membrane is thousands of numbers, not millions. */
export const MOST_CHARACTERS = 20_000_000;

export type DataFile =
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'empty' }
  | { readonly kind: 'large' }
  /** `beside`: names of what lies where it was looked for. */
  | { readonly kind: 'missing'; readonly beside: readonly string[] };

/** The part of a file system that reading needs. */
interface Folder {
  readFile(uri: URI): Promise<string>;
  readDirectory(uri: URI): Promise<readonly { readonly uri: URI; readonly isFile: boolean }[]>;
}

export class DataFiles {
  readonly #known = new Map<string, DataFile>();

  /** undefined: nobody has read it yet. */
  get(uri: URI): DataFile | undefined {
    return this.#known.get(uri.toString());
  }

  /** It has changed: it is read again at the next need. */
  forget(uri: URI): void {
    this.#known.delete(uri.toString());
  }

  async read(uri: URI, files: Folder): Promise<void> {
    this.#known.set(uri.toString(), await fileAt(uri, files));
  }
}

async function fileAt(uri: URI, files: Folder): Promise<DataFile> {
  let text: string;
  try {
    text = await files.readFile(uri);
  } catch (error) {
    if (error instanceof FileTooLarge) return { kind: 'large' };
    return { kind: 'missing', beside: await namesBeside(uri, files) };
  }
  if (text.length > MOST_CHARACTERS) return { kind: 'large' };
  const table = readTable(text);
  return table === undefined ? { kind: 'empty' } : { kind: 'table', table };
}

async function namesBeside(uri: URI, files: Folder): Promise<string[]> {
  try {
    const entries = await files.readDirectory(UriUtils.dirname(uri));
    return entries.filter(({ isFile }) => isFile).map((entry) => UriUtils.basename(entry.uri));
  } catch {
    return [];
  }
}

/** By its name. */
export function isDataFile(name: string): boolean {
  return /\.(csv|tsv|txt|dat)$/i.test(name);
}

/** Where the path of a `data` statement leads. */
export function dataAddress(from: URI, path: string): Address {
  return addressBeside(from, path, {
    empty: 'A recording names its file, as in `data "recordings/cell7.csv" { … }`.',
    example: '../recordings/cell7.csv',
    reader: 'this file',
    what: 'Only files are read',
    isWanted: isDataFile,
    wanted: 'Data are columns of numbers, as text: a `.csv`, `.tsv`, `.txt` or `.dat` file.',
  });
}
