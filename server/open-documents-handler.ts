/**
 * The server's documents are those open in the editor and what they import. A document that is closed is read again from
 * its file if another one imports it, and else forgotten; so is a file that something else has changed.
 */
import { type LangiumDocument, type LangiumDocuments, type TextDocument, URI } from 'langium';
import { DefaultDocumentUpdateHandler } from 'langium/lsp';
import type { DidChangeWatchedFilesParams, FileSystemWatcher, TextDocumentChangeEvent } from 'vscode-languageserver';
import type { Imports } from '../language/semantics/imports/imports.js';
import type { MembSharedServices } from './memb-server-module.js';

export class OpenDocumentsHandler extends DefaultDocumentUpdateHandler {
  readonly #documents: LangiumDocuments;
  readonly #imports: Imports;
  readonly #isOpen: (uri: URI) => boolean;

  constructor(services: MembSharedServices) {
    super(services);
    this.#documents = services.workspace.LangiumDocuments;
    this.#imports = services.workspace.Imports;
    this.#isOpen = (uri) => services.workspace.TextDocuments.get(uri.toString()) !== undefined;
  }

  didCloseDocument({ document }: TextDocumentChangeEvent<TextDocument>): void {
    const uri = URI.parse(document.uri);
    this.fireDocumentUpdate([], [uri, ...this.#unneeded(uri)]);
  }

  /** A file that was missing has no document to be changed; those that look for it are linked again. */
  override didChangeWatchedFiles(params: DidChangeWatchedFilesParams): void {
    this.onWatchedFilesChangeEmitter.fire(params);
    for (const { uri } of params.changes) this.#imports.data.forget(URI.parse(uri));
    const files = params.changes.map(({ uri }) => URI.parse(uri)).filter((uri) => !this.#isOpen(uri));
    const read = files.filter((uri) => this.#documents.hasDocument(uri));
    const missed = files.filter((uri) => !this.#documents.hasDocument(uri)).map(String);
    const seekers = this.#documents.all.filter((document) => this.#seeks(document, missed)).map(({ uri }) => uri);
    const changed = seekers.toArray();
    if (read.length > 0 || changed.length > 0) this.fireDocumentUpdate(changed, read);
  }

  protected override getWatchers(): FileSystemWatcher[] {
    return [];
  }

  #seeks(document: LangiumDocument, addresses: readonly string[]): boolean {
    const sought = this.#imports.addresses(document);
    return addresses.some((uri) => sought.has(uri));
  }

  /** Documents that are neither open nor imported by an open one, once `closing` is not open any more. */
  #unneeded(closing: URI): URI[] {
    const isClosing = (uri: URI): boolean => uri.toString() === closing.toString();
    const open = this.#documents.all.filter(({ uri }) => this.#isOpen(uri) && !isClosing(uri)).toArray();
    const needed = new Set(open.flatMap((document) => [document, ...this.#imports.closure(document)]));
    return this.#documents.all
      .filter((document) => !needed.has(document) && !isClosing(document.uri))
      .map(({ uri }) => uri)
      .toArray();
  }
}
