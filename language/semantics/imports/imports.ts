/** What each file imports: which documents its paths lead to, and which of their names it may use. */
import { type AstNode, type LangiumDocument, type LangiumDocuments, type URI, UriUtils } from 'langium';
import {
  isData,
  isFile,
  type Data,
  type Declaration,
  type File,
  type Import,
  type Named,
} from '../../generated/ast.js';
import { dataAddress, DataFiles } from '../data/data-files.js';
import { addressOf, type Address } from './addresses.js';
import { isImportable, isLibrary, supposedIons } from './library.js';
import { spanOfProperty } from '../spans.js';

export interface ResolvedImport {
  readonly node: Import;
  /** The text between the quotes. */
  readonly path: string;
  readonly address: Address;
  /** Absent when the file cannot be read. */
  readonly document?: LangiumDocument<File>;
}

const NOTHING: readonly Named[] = [];

export class Imports {
  /** What the `data` statements of all files read. */
  readonly data = new DataFiles();
  readonly #documents: () => LangiumDocuments;
  /** Names beside an address where no file was found. */
  readonly #neighbours = new Map<string, readonly string[]>();
  /** Trees put together for one importer see what was put together for it. */
  readonly #united = new WeakMap<File, readonly Named[]>();
  readonly #visible = new WeakMap<File, { readonly stamp: readonly unknown[]; readonly names: readonly Named[] }>();

  constructor(documents: () => LangiumDocuments) {
    this.#documents = documents;
  }

  /** The imports of one file, in order of the text. */
  of(document: LangiumDocument): readonly ResolvedImport[] {
    const file = document.parseResult.value;
    if (!isFile(file)) return [];
    return file.imports.filter(({ path }) => path !== undefined).map((node) => this.#resolve(document.uri, node));
  }

  #resolve(from: URI, node: Import): ResolvedImport {
    const path = pathOf(node);
    const address = addressOf(from, path);
    const document = address.ok ? this.#documents().getDocument(address.uri) : undefined;
    const isRead = document !== undefined && isFile(document.parseResult.value);
    return { node, path, address, ...(isRead && { document: document as LangiumDocument<File> }) };
  }

  /** Every file that one depends on, through any number of others, each once and without itself. */
  closure(document: LangiumDocument): LangiumDocument<File>[] {
    const found = new Map<string, LangiumDocument<File>>();
    const waiting: LangiumDocument[] = [document];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const { document: imported } of this.of(next)) {
        if (imported === undefined || UriUtils.equals(imported.uri, document.uri)) continue;
        if (found.has(imported.uri.toString())) continue;
        found.set(imported.uri.toString(), imported);
        waiting.push(imported);
      }
    }
    return [...found.values()];
  }

  /** The addresses a file depends on, whether or not there is a file. */
  addresses(document: LangiumDocument): Set<string> {
    const all = [document, ...this.closure(document)].flatMap((entry) => this.of(entry));
    const read = this.dataAddresses(document).map(String);
    return new Set([...all.flatMap(({ address }) => (address.ok ? [address.uri.toString()] : [])), ...read]);
  }

  /** Of the files of numbers that a file reads. */
  dataAddresses(document: LangiumDocument): URI[] {
    const file = document.parseResult.value;
    if (!isFile(file)) return [];
    return file.declarations.filter(isData).flatMap((data) => {
      const address = data.path === undefined ? undefined : dataAddress(document.uri, pathOf(data));
      return address?.ok ? [address.uri] : [];
    });
  }

  /** Two equal stamps: nothing that the meaning of a file depends on has changed. */
  stamp(document: LangiumDocument): readonly unknown[] {
    const trees = this.closure(document).map(({ parseResult }) => parseResult.value);
    const data = this.dataAddresses(document).map((uri) => this.data.get(uri));
    return [document.parseResult.value, ...trees, ...this.addresses(document), ...data];
  }

  /** What may be named in a file beside what it declares. */
  visible(file: File): readonly Named[] {
    const united = this.#united.get(file);
    if (united !== undefined) return united;
    if (file.imports.length === 0) return isLibrary(file) ? supposedIons : NOTHING;
    const document = documentOf(file);
    if (document === undefined) return NOTHING;
    const stamp = this.stamp(document);
    const known = this.#visible.get(file);
    if (known !== undefined && sameStamps(known.stamp, stamp)) return known.names;
    const names = [...this.brought(document), ...(isLibrary(file) ? supposedIons : [])];
    this.#visible.set(file, { stamp, names });
    return names;
  }

  /** What the imports of a file bring: what is named in them, or all that a library holds and brings itself. */
  brought(document: LangiumDocument, seen: ReadonlySet<LangiumDocument> = new Set()): Declaration[] {
    const within = new Set([...seen, document]);
    return this.of(document).flatMap(({ node, document: library }) => {
      if (library === undefined || within.has(library)) return [];
      const offered = this.offered(library, within);
      if (node.names.length === 0) return offered;
      return node.names.flatMap(({ target }) => offered.find(({ name }) => name === target?.$refText) ?? []);
    });
  }

  /** What a library can be asked for. */
  offered(library: LangiumDocument<File>, seen?: ReadonlySet<LangiumDocument>): Declaration[] {
    const own = library.parseResult.value.declarations.filter(isImportable);
    return [...own, ...this.brought(library, seen)];
  }

  /** Says what a tree that was put together for one importer sees beside its own declarations. */
  setVisible(file: File, names: readonly Named[]): void {
    this.#united.set(file, names);
  }

  neighbours(uri: URI): readonly string[] {
    return this.#neighbours.get(uri.toString()) ?? [];
  }

  setNeighbours(uri: URI, names: readonly string[]): void {
    this.#neighbours.set(uri.toString(), names);
  }
}

export function sameStamps(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((entry, i) => entry === b[i]);
}

/** The path as it is written: nothing in it is an escape. */
export function pathOf(node: Import | Data): string {
  const { start, end } = spanOfProperty(node, 'path');
  return node.$cstNode?.root.fullText.slice(start + 1, end - 1) ?? '';
}

function documentOf(node: AstNode): LangiumDocument | undefined {
  return (node as { $document?: LangiumDocument }).$document;
}
