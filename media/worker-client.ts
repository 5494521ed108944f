/** The page's end of the worker: starts it, numbers the jobs, and lets no answer to an old question through. */
import type { Model } from '../language/model/model.js';
import type { FromWorker, Settings, ToWorker } from './worker-messages.js';

export interface WorkerClient {
  compute(model: Model, settings: Settings): void;
  cancel(): void;
}

/**
 * A page may only start workers of its own origin, so the script is fetched and started from a blob.
 * Questions asked before it is there are asked then.
 */
export async function startWorker(address: string, receive: (message: FromWorker) => void): Promise<WorkerClient> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the solver could not be loaded: ${response.status} ${response.statusText}`);
  const url = URL.createObjectURL(await response.blob());
  const worker = new Worker(url);
  URL.revokeObjectURL(url);
  return talkTo(worker, receive);
}

/** What of a Worker is needed; a test passes its own. */
export interface Port {
  postMessage(message: ToWorker): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<FromWorker>) => void): void;
}

export function talkTo(port: Port, receive: (message: FromWorker) => void): WorkerClient {
  let job = 0;
  let known: Model | undefined;
  port.addEventListener('message', ({ data }) => {
    if (data.job === job) receive(data);
  });
  return {
    compute(model, settings) {
      if (model !== known) port.postMessage({ type: 'model', model });
      known = model;
      port.postMessage({ type: 'compute', job: ++job, settings });
    },
    cancel() {
      port.postMessage({ type: 'cancel', job });
    },
  };
}
