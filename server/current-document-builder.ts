/**
 * Answers are about the text as it stands. While a build is being cancelled, a document can still hold the tree of an
 * older text: a request that arrives then waits for the next build instead of mixing old places with new text.
 */
import { type DocumentState, type LangiumDocument, type URI, UriUtils } from 'langium';
import { ImportingDocumentBuilder } from '../language/semantics/imports/importing-document-builder.js';
import { CancellationToken, type Disposable, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** Whether the document's tree was made from its text of now. */
export function isCurrent(document: LangiumDocument): boolean {
  return document.parseResult.value.$cstNode?.root.fullText === document.textDocument.getText();
}

export class CurrentDocumentBuilder extends ImportingDocumentBuilder {
  protected override awaitDocumentState(
    state: DocumentState,
    uri: URI,
    cancelToken: CancellationToken = CancellationToken.None,
  ): Promise<URI> {
    const document = this.langiumDocuments.getDocument(uri);
    const isOpen = this.textDocuments?.get(uri.toString()) !== undefined;
    const isReady = document !== undefined && document.state >= state && isCurrent(document);
    if (!isOpen || isReady) return super.awaitDocumentState(state, uri, cancelToken);
    return this.#nextBuild(state, uri, cancelToken);
  }

  /** Resolves when a build of the current text has come as far as `state`. */
  #nextBuild(state: DocumentState, uri: URI, cancelToken: CancellationToken): Promise<URI> {
    return new Promise((resolve, reject) => {
      const listeners: Disposable[] = [];
      const end = (finish: () => void): void => {
        listeners.forEach((listener) => listener.dispose());
        finish();
      };
      const isThis = (other: URI): boolean => UriUtils.equals(other, uri);
      listeners.push(
        this.onDocumentPhase(state, (document) => {
          if (isThis(document.uri) && isCurrent(document)) end(() => resolve(uri));
        }),
        this.onUpdate((_changed, deleted) => {
          if (deleted.some(isThis)) end(() => reject(closed()));
        }),
        cancelToken.onCancellationRequested(() => end(() => reject(cancelled()))),
      );
    });
  }
}

function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request has been cancelled.');
}

function closed(): ResponseError {
  return new ResponseError(LSPErrorCodes.ServerCancelled, 'The document has been closed.');
}
