/** The page as a whole: whether it is up to date, and one document. */
import type { Problem, SourcePosition } from '../../language/protocol.js';
import { makeDocumentView, type DocumentActions, type DocumentView } from './document-view.js';
import { makeStatus } from './status.js';

export interface PageActions extends DocumentActions {
  readonly reveal: (at: SourcePosition) => void;
}

export interface PageView {
  readonly document: DocumentView;
  readonly live: () => void;
  readonly stale: (problems: readonly Problem[], shown: boolean) => void;
  readonly gone: (message: string) => void;
  /** Starts again with nothing, for another document: no zoom, no hidden trace, no number is left of the one before. */
  clear(): void;
}

export function makePageView(root: HTMLElement, actions: PageActions): PageView {
  const status = makeStatus(actions.reveal);
  let document = makeDocumentView(actions);
  root.replaceChildren(status.element, document.element);
  return {
    get document() {
      return document;
    },
    live: status.live,
    stale: status.stale,
    gone: status.gone,
    clear() {
      document.destroy();
      document = makeDocumentView(actions);
      root.replaceChildren(status.element, document.element);
    },
  };
}
