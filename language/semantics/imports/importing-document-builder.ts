/** Builds a document together with all that it imports, and again when any of that changes, however far away. */
import {
  DefaultDocumentBuilder,
  DocumentState,
  interruptAndCheck,
  UriUtils,
  type BuildOptions,
  type Cancellation,
  type FileSystemProvider,
  type LangiumDocument,
  type LangiumSharedCoreServices,
  type URI,
} from 'langium';
import type { Imports } from './imports.js';

type CancellationToken = Cancellation.CancellationToken;

export class ImportingDocumentBuilder extends DefaultDocumentBuilder {
  readonly #imports: Imports;
  readonly #files: FileSystemProvider;

  constructor(services: LangiumSharedCoreServices & { readonly workspace: { readonly Imports: Imports } }) {
    super(services);
    this.#imports = services.workspace.Imports;
    this.#files = services.workspace.FileSystemProvider;
  }

  /** References are by name, so a document is affected by every file it depends on, and by no other. */
  protected override shouldRelink(document: LangiumDocument, changed: Set<string>): boolean {
    const addresses = this.#imports.addresses(document);
    return [...changed].some((uri) => addresses.has(uri));
  }

  protected override async buildDocuments(
    documents: LangiumDocument[],
    options: BuildOptions,
    cancelToken: CancellationToken,
  ): Promise<void> {
    this.prepareBuild(documents, options);
    await this.runCancelable(documents, DocumentState.Parsed, cancelToken, (document) =>
      this.#parse(document, cancelToken),
    );
    const there = documents.filter(({ uri }) => this.langiumDocuments.hasDocument(uri));
    const loaded = await this.#load(there, cancelToken);
    await super.buildDocuments([...there, ...loaded], options, cancelToken);
  }

  /** A file may be gone by the time it is read. */
  async #parse(document: LangiumDocument, cancelToken: CancellationToken): Promise<void> {
    try {
      await this.langiumDocumentFactory.update(document, cancelToken);
    } catch {
      await interruptAndCheck(cancelToken);
      this.langiumDocuments.deleteDocument(document.uri);
      this.cleanUpDeleted(document);
    }
  }

  /** Reads the files that these documents import, and those that they import in turn, as far as they are not known yet. */
  async #load(documents: readonly LangiumDocument[], cancelToken: CancellationToken): Promise<LangiumDocument[]> {
    const loaded: LangiumDocument[] = [];
    const waiting = [...documents];
    for (let document = waiting.pop(); document !== undefined; document = waiting.pop()) {
      await this.#readData(document, cancelToken);
      for (const { address } of this.#imports.of(document)) {
        if (!address.ok || this.langiumDocuments.hasDocument(address.uri)) continue;
        const library = await this.#read(address.uri, cancelToken);
        if (library === undefined) continue;
        this.langiumDocuments.addDocument(library);
        loaded.push(library);
        waiting.push(library);
      }
    }
    return loaded;
  }

  /** The files of numbers that a document reads, as far as they are not known. */
  async #readData(document: LangiumDocument, cancelToken: CancellationToken): Promise<void> {
    const { data } = this.#imports;
    for (const uri of this.#imports.dataAddresses(document)) {
      if (data.get(uri) !== undefined) continue;
      await data.read(uri, this.#files);
      await interruptAndCheck(cancelToken);
    }
  }

  /** undefined when there is no such file; then what lies beside it is remembered, for a suggestion. */
  async #read(uri: URI, cancelToken: CancellationToken): Promise<LangiumDocument | undefined> {
    const open = this.textDocuments?.get(uri);
    try {
      if (open !== undefined) return await this.langiumDocumentFactory.fromTextDocument(open, uri, cancelToken);
      return await this.langiumDocumentFactory.fromUri(uri, cancelToken);
    } catch {
      await interruptAndCheck(cancelToken);
      this.#imports.setNeighbours(uri, await this.#namesBeside(uri));
      return undefined;
    }
  }

  async #namesBeside(uri: URI): Promise<string[]> {
    try {
      const entries = await this.#files.readDirectory(UriUtils.dirname(uri));
      return entries.filter(({ isFile }) => isFile).map((entry) => UriUtils.basename(entry.uri));
    } catch {
      return [];
    }
  }
}
