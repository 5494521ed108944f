/** Files that import one another and are not open: read when a question is about all of them, such as a rename. */
import { type LangiumDocument, URI } from 'langium';
import type { ClientFiles } from './client-files.js';
import type { MembSharedServices } from './memb-server-module.js';

export class Importers {
  readonly #shared: MembSharedServices;
  readonly #files: ClientFiles;

  constructor(shared: MembSharedServices, files: ClientFiles) {
    this.#shared = shared;
    this.#files = files;
  }

  /** Reads and links every file of the workspace that imports something. */
  async load(_from: LangiumDocument): Promise<void> {
    const { LangiumDocuments: documents, LangiumDocumentFactory: factory } = this.#shared.workspace;
    const { DocumentBuilder: builder, WorkspaceLock: lock } = this.#shared.workspace;
    const unknown = (await this.#files.find())
      .map((uri) => URI.parse(uri))
      .filter((uri) => !documents.hasDocument(uri));
    const texts = await Promise.all(unknown.map((uri) => this.#textOf(uri)));
    const found = unknown.flatMap((uri, i) => {
      const text = texts[i];
      return text !== undefined && /\bimport\b/.test(text) ? [factory.fromString(text, uri)] : [];
    });
    if (found.length === 0) return;
    await lock.write(async (token) => {
      const fresh = found.filter(({ uri }) => !documents.hasDocument(uri));
      fresh.forEach((document) => documents.addDocument(document));
      await builder.build(fresh, {}, token);
    });
  }

  async #textOf(uri: URI): Promise<string | undefined> {
    try {
      return await this.#files.read(uri);
    } catch {
      return undefined;
    }
  }
}
