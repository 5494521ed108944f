/** The server's documents are those open in the editor: it watches no files, and forgets a document that is closed. */
import { URI } from 'langium';
import { DefaultDocumentUpdateHandler } from 'langium/lsp';
import type { FileSystemWatcher, TextDocumentChangeEvent } from 'vscode-languageserver';
import type { TextDocument } from 'langium';

export class OpenDocumentsHandler extends DefaultDocumentUpdateHandler {
  didCloseDocument({ document }: TextDocumentChangeEvent<TextDocument>): void {
    this.fireDocumentUpdate([], [URI.parse(document.uri)]);
  }

  protected override getWatchers(): FileSystemWatcher[] {
    return [];
  }
}
