/** The editor's side of the page: messages there, and state that outlives a window reload. */
import type { HostMessage, PageMessage, PageState } from '../language/protocol.js';

declare function acquireVsCodeApi(): {
  postMessage(message: PageMessage): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
};

export interface Host {
  post(message: PageMessage): void;
  state(): PageState | undefined;
  keep(state: PageState): void;
}

/** May be called once in the life of a page. */
export function connect(receive: (message: HostMessage) => void): Host {
  const api = acquireVsCodeApi();
  addEventListener('message', (event: MessageEvent<HostMessage>) => receive(event.data));
  return {
    post: (message) => api.postMessage(message),
    state: () => api.getState(),
    keep: (state) => api.setState(state),
  };
}
