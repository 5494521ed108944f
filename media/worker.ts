/**
 * The worker: all arithmetic of the page, in portions of a few milliseconds, so that it hears at once when something
 * newer is wanted. No parser, no DOM.
 */
import { makeJobs } from './worker-jobs.js';
import type { FromWorker, ToWorker } from './worker-messages.js';

/** What of the worker's own global scope is used; the page's types know another one. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker, transfer: readonly ArrayBufferLike[]): void;
}

const scope = self as unknown as WorkerScope;
const jobs = makeJobs((message, arrays) =>
  scope.postMessage(message, [...new Set(arrays.map(({ buffer }) => buffer))]),
);
scope.onmessage = ({ data }) => jobs.receive(data);
