/** Two workers behind one client: the small one for most models, the whole one from when a model first needs it. */
import type { Model } from '../language/model/model.js';
import type { WorkerClient } from './worker-client.js';
import type { FromWorker, Settings } from './worker-messages.js';
import { needsWholeWorker } from './worker-parts/rare.js';

export type WorkerSize = 'small' | 'whole';
export type StartWorker = (size: WorkerSize, receive: (message: FromWorker) => void) => Promise<WorkerClient>;

/** `failed` hears why the whole worker could not be started; that the small one could not is the promise's. */
export async function chooseWorkers(
  start: StartWorker,
  receive: (message: FromWorker) => void,
  failed: (reason: unknown) => void,
): Promise<WorkerClient> {
  let asked: WorkerSize = 'small';
  let wanted: { readonly model: Model; readonly settings: Settings } | undefined;
  let whole: WorkerClient | undefined;
  let isStarting = false;
  // What the other one still says is no longer asked for.
  const hear =
    (size: WorkerSize) =>
    (message: FromWorker): void => {
      if (asked === size) receive(message);
    };
  const small = await start('small', hear('small'));
  const askWhole = (): void => {
    if (whole !== undefined) {
      if (wanted !== undefined) whole.compute(wanted.model, wanted.settings);
      wanted = undefined;
    } else if (!isStarting) {
      isStarting = true;
      start('whole', hear('whole')).then(
        (started) => {
          whole = started;
          askWhole();
        },
        (reason: unknown) => {
          isStarting = false;
          failed(reason);
        },
      );
    }
  };
  return {
    compute(model, settings) {
      const size = needsWholeWorker(model) ? 'whole' : 'small';
      if (size !== asked) (asked === 'small' ? small : whole)?.cancel();
      asked = size;
      wanted = size === 'whole' ? { model, settings } : undefined;
      if (size === 'whole') askWhole();
      else small.compute(model, settings);
    },
    cancel() {
      wanted = undefined;
      (asked === 'small' ? small : whole)?.cancel();
    },
  };
}
