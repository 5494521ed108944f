/** Models that need more than the small worker has: the page fetches the whole one, once, and comes back. */
import assert from 'node:assert/strict';
import { chooseWorkers, type WorkerSize } from '../../media/worker-choice.js';
import type { FromWorker } from '../../media/worker-messages.js';
import type { Model } from '../../language/model/model.js';
import { modelOf } from '../language/values.js';
import { closeBrowser, openPreview } from './preview-page.js';

const HEAD = `membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2 }
channel Leak { conductance = 0.1 mS/cm^2, reversal = -65 mV }
`;
const ONE = `${HEAD}experiment One { duration = 20 ms, start = -60 mV, plot V }`;
const FAMILY = `${HEAD}experiment Many {
  duration = 20 ms
  inject amplitude from 5 ms to 10 ms
  sweep amplitude = 0 .. 1 uA/cm^2 by 0.25 uA/cm^2
  plot V
}`;

describe('the whole worker', function () {
  this.timeout(120_000);
  after(closeBrowser);

  it('is fetched when a model needs it, and the small one answers the next that does not', async () => {
    const preview = await openPreview();
    try {
      const asked: string[] = [];
      preview.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await preview.show(await modelOf(ONE), 1);
      await preview.settled();
      assert.deepEqual(
        asked.filter((path) => path.includes('whole')),
        [],
      );
      await preview.show(await modelOf(FAMILY), 2);
      await preview.settled();
      assert.equal(asked.filter((path) => path === '/worker.whole.js').length, 1);
      await preview.show(await modelOf(ONE), 3);
      await preview.settled();
      await preview.show(await modelOf(FAMILY), 4);
      await preview.settled();
      assert.equal(asked.filter((path) => path === '/worker.whole.js').length, 1);
      assert.deepEqual(preview.complaints, []);
    } finally {
      await preview.close();
    }
  });

  it('hears only the newest question, and nothing of the other worker', async () => {
    const receivers: Partial<Record<WorkerSize, (message: FromWorker) => void>> = {};
    const computed: [WorkerSize, Model][] = [];
    let letGo: () => void = () => undefined;
    const heard: FromWorker[] = [];
    const client = await chooseWorkers(
      async (size, receive) => {
        receivers[size] = receive;
        if (size === 'whole') await new Promise<void>((resolve) => (letGo = resolve));
        return { compute: (model) => computed.push([size, model]), cancel: () => undefined };
      },
      (message) => heard.push(message),
      (reason) => assert.fail(String(reason)),
    );
    const [one, family] = [await modelOf(ONE), await modelOf(FAMILY)];
    client.compute(one, { sliders: {} });
    client.compute(family, { sliders: {} });
    receivers.small!({ type: 'failed', job: 1, failure: { code: 'late', message: '' } });
    assert.deepEqual(heard, []);
    client.compute(one, { sliders: {} });
    letGo();
    await new Promise((resolve) => setTimeout(resolve));
    assert.deepEqual(
      computed.map(([size]) => size),
      ['small', 'small'],
    );
    client.compute(family, { sliders: {} });
    assert.deepEqual(computed.at(-1), ['whole', family]);
  });
});
