import assert from 'node:assert/strict';
import type { CompiledDocument } from '../../language/protocol.js';
import type { Model } from '../../language/model/model.js';
import { ModelBuilder } from '../model-builder.js';
import { morrisLecar, neuronAtRest, squidAxon } from '../models.js';
import { closeBrowser, documentOf, openPreview, type Preview, type PreviewOptions } from './preview-page.js';

/** The first ions with d[c]/dt inside of so many mol/(m³ s). */
function withInsideRates(model: Model, rates: readonly number[]): Model {
  const { nodes, spans } = model.graph;
  const added = rates.map((value) => ({ op: 'const', value }) as const);
  const graph = { nodes: [...nodes, ...added], spans: [...spans, ...rates.map(() => null)] };
  const ions = model.ions.map((ion, i) => (i < rates.length ? { ...ion, insideRate: nodes.length + i } : ion));
  return { ...model, graph, ions };
}

describe('the preview page', function () {
  this.timeout(60_000);
  let preview: Preview;

  const open = async (options?: PreviewOptions): Promise<Preview> => (preview = await openPreview(options));
  afterEach(async () => {
    const { complaints } = preview;
    await preview.close();
    assert.deepEqual(complaints, [], 'the browser complained');
  });
  after(closeBrowser);

  const text = (selector: string): Promise<string> => preview.page.locator(selector).first().innerText();
  const stale = (message: string): CompiledDocument => ({
    uri: documentOf(neuronAtRest()).uri,
    version: 2,
    problems: [{ severity: 'error', code: 'unit.mismatch', message, line: 7, column: 14 }],
  });

  describe('a membrane at rest', () => {
    it('shows V_rest in large and for machines', async () => {
      await open();
      await preview.show(neuronAtRest());
      assert.equal(await text('[data-memb="V_rest"]'), '−71.7 mV');
      // The chord equation, by hand.
      const E = [Math.log(4 / 140), Math.log(145 / 12), Math.log(7 / 120)].map((x) => 26.7267 * x);
      const expected = (0.1 * E[0]! + 0.018 * E[1]! + 0.02 * E[2]! - 0.2 / 3) / 0.138;
      assert.ok(Math.abs((await preview.number('[data-memb="V_rest"]', 'data-value-mv')) - expected) < 0.001);
      assert.equal(await text('[data-memb="temperature"]'), '37 °C');
    });

    it('tells the balance of currents, the pump included', async () => {
      await open();
      await preview.show(neuronAtRest());
      const current = (name: string): Promise<number> =>
        preview.number(`[data-memb="pathway"][data-name="${name}"]`, 'data-current');
      const currents = await Promise.all(['K2P', 'NALCN', 'ClC', 'NaK'].map(current));
      assert.ok(currents[0]! > 0 && currents[1]! < 0 && Math.abs(currents[3]! - 0.0667) < 1e-4, String(currents));
      assert.ok(Math.abs(currents.reduce((a, b) => a + b)) < 1e-9);
      assert.equal(await text('[data-memb="total-current"] .strong'), '0');
      assert.match(await text('[data-memb="pump"]'), /3 Na⁺ out · 2 K⁺ in · net \+1 outward · 1\.25×10⁷ ATP\/s/);
    });

    it('says which way each ion is driven', async () => {
      await open();
      await preview.show(neuronAtRest());
      const words = (name: string): Promise<string> => text(`[data-memb="ion"][data-name="${name}"] .words`);
      // V above E_Cl: outward current, so the anion itself goes in.
      assert.deepEqual(
        [await words('K'), await words('Na'), await words('Cl')],
        ['driven out', 'driven in', 'driven in'],
      );
      assert.ok(
        Math.abs((await preview.number('[data-name="K"][data-memb="ion"]', 'data-reversal-mv')) - -95.023) < 0.01,
      );
    });

    it('says how far each ion is from a steady state, only where that is known', async () => {
      await open();
      await preview.show(neuronAtRest());
      const heads = (): Promise<string[]> => preview.page.locator('[data-memb="ions"] thead th').allInnerTexts();
      assert.ok(!(await heads()).some((head) => head.startsWith('Drift')));
      // K⁺ at −0.5 mM/min and Na⁺ at +2; of Cl⁻ nothing is known.
      await preview.show(withInsideRates(neuronAtRest(), [-0.5 / 60, 2 / 60]), 2);
      assert.ok((await heads()).some((head) => /^Drift inside\s*mM\/min$/.test(head)));
      const cell = (name: string): Promise<string> => text(`[data-memb="ion"][data-name="${name}"] td:nth-child(6)`);
      assert.deepEqual([await cell('K'), await cell('Na'), await cell('Cl')], ['−0.5', '+2', '']);
      assert.ok(Math.abs((await preview.number('[data-memb="ion"][data-name="K"]', 'data-drift')) + 0.5) < 1e-12);
    });

    it('draws total and pathways by the names of the file, and marks every reversal and rest', async () => {
      await open();
      await preview.show(neuronAtRest());
      const labels = await preview.page
        .locator('#iv [data-memb="trace"]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('data-label')));
      assert.deepEqual(labels, ['K2P', 'NALCN', 'ClC', 'NaK', 'total']);
      const markers = await preview.page
        .locator('#iv [data-memb="marker"]')
        .evaluateAll((all) =>
          all.map((one) => [one.getAttribute('data-label'), Math.round(Number(one.getAttribute('data-x')))]),
        );
      assert.deepEqual(markers, [
        ['E_K', -95],
        ['E_Cl', -76],
        ['V_rest', -72],
        ['E_Na', 67],
      ]);
    });

    it('says how to add an experiment', async () => {
      await open();
      await preview.show(neuronAtRest());
      assert.match(await text('[data-memb="no-experiment"]'), /add an experiment/);
    });

    it('tells of several resting potentials, with their stability', async () => {
      await open();
      await preview.show(morrisLecar('snlc', 0.38));
      const roots = await preview.page
        .locator('[data-memb="root"]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('data-stable')));
      assert.deepEqual(roots, ['true', 'false', 'false']);
    });
  });

  describe('labels of marker lines', () => {
    for (const width of [400, 700, 1200]) {
      it(`do not touch at ${width} px`, async () => {
        await open({ width });
        for (const model of [neuronAtRest(), morrisLecar('snlc', 0.38), squidAxon().build()]) {
          await preview.show(model);
          await preview.page.locator('#iv').scrollIntoViewIfNeeded();
          await preview.page.waitForFunction(() =>
            [...document.querySelectorAll('#iv [data-memb="marker"]')].every((one) => one.hasAttribute('data-box')),
          );
          const boxes = await preview.page
            .locator('#iv [data-memb="marker"]')
            .evaluateAll((all) => all.map((one) => one.getAttribute('data-box')!.split(' ').map(Number)));
          assert.ok(boxes.length >= 4);
          const canvas = (await preview.page.locator('#iv canvas').boundingBox())!;
          boxes.forEach(([x, y, w, h], i) => {
            assert.ok(x! >= 0 && y! >= 0 && x! + w! <= canvas.width, `outside: ${x} ${y} ${w}`);
            boxes
              .slice(0, i)
              .forEach(([u, v, s, t]) =>
                assert.ok(x! >= u! + s! || u! >= x! + w! || y! >= v! + t! || v! >= y! + h!, JSON.stringify(boxes)),
              );
          });
        }
      });
    }
  });

  describe('an experiment', () => {
    it('is run, and drawn pane by pane with what is injected', async () => {
      await open();
      await preview.show(squidAxon().build());
      const traces = await preview.page
        .locator('#run .pane')
        .evaluateAll((panes) =>
          panes.map((pane) =>
            [...pane.querySelectorAll('[data-memb="trace"]')].map((one) => one.getAttribute('data-label')),
          ),
        );
      assert.deepEqual(traces, [['V'], ['Nav.I', 'Kdr.I'], ['Nav.m', 'Nav.h', 'Kdr.n'], ['injected']]);
      assert.equal(await preview.number('[data-memb="spikes"]', 'data-count'), 7);
      const peak = await preview.number('#run [data-label="V"]', 'data-max');
      assert.ok(peak > 39 && peak < 41, `V rises to ${peak} mV`);
      assert.ok((await preview.number('#run [data-label="Nav.I"]', 'data-min')) < -700);
      assert.equal(await preview.number('#run [data-label="injected"]', 'data-max'), 10);
      assert.equal(await preview.number('#run', 'data-x-max'), 100);
    });

    it('is drawn with enough points for its pixels, and no more than 2000, at any width', async () => {
      await open({ width: 420 });
      await preview.show(squidAxon().build());
      const drawn = (): Promise<number[]> =>
        preview.page
          .locator('canvas[data-points]')
          .evaluateAll((all) => all.flatMap((one) => one.getAttribute('data-points')!.split(' ').map(Number)));
      const narrow = await drawn();
      assert.ok(
        narrow.filter((points) => points < 250).length === 1,
        `only the stimulus has few points: ${narrow.join(' ')}`,
      );
      await preview.page.setViewportSize({ width: 960, height: 800 });
      await preview.page.waitForFunction(
        (before) => Number(document.querySelector('canvas')!.dataset['points']) > before,
        narrow[0]!,
      );
      assert.ok((await drawn()).every((points) => points <= 2000));
    });

    it('that cannot be run says why, where the plot would be', async () => {
      await open();
      await preview.show(squidAxon({ capacitance: false }).build());
      assert.match(await text('[data-memb="run-failure"]'), /capacitance/);
      assert.equal(await preview.page.locator('#run .panes').isVisible(), false);
      assert.equal(await text('[data-memb="V_rest"]'), '−65.0 mV');
    });

    it('that fails on the way shows the trace up to there', async () => {
      const m = new ModelBuilder({ capacitance: 0.01 });
      m.channel('Leak', { conductance: 3, reversal: -0.065 });
      m.state('x', (x) => ({ rate: x.times(x).times(100), steady: 1 }));
      m.experiment('Blow', { duration: 0.1, start: -0.06, panes: [[{ label: 'V', node: m.V, unit: 'mV' }]] });
      await open();
      await preview.show(m.build());
      assert.equal(await preview.page.locator('[data-memb="experiments"]').getAttribute('data-state'), 'failed');
      assert.match(await text('[data-memb="run-failure"]'), /\bx\b/);
      assert.ok((await preview.number('#run [data-label="V"]', 'data-points')) > 10);
    });

    it('can be chosen among several', async () => {
      const m = squidAxon();
      m.experiment('Silence', { duration: 0.02, panes: [[{ label: 'V', node: m.V, unit: 'mV' }]] });
      await open();
      await preview.show(m.build());
      await preview.page.locator('select').selectOption('Silence');
      await preview.page.waitForSelector('[data-experiment="Silence"][data-state="done"]');
      assert.equal(await preview.number('#run', 'data-x-max'), 20);
      assert.equal(await preview.page.locator('[data-memb="spikes"]').isVisible(), false);
    });

    it('is the one a code lens asks for', async () => {
      const m = squidAxon();
      m.experiment('Silence', { duration: 0.02, panes: [[{ label: 'V', node: m.V, unit: 'mV' }]] });
      await open();
      const document = documentOf(m.build());
      await preview.send({ type: 'document', document, fileName: 'x.memb', pinned: false, experiment: 'Silence' });
      await preview.page.waitForSelector('[data-experiment="Silence"][data-state="done"]');
      assert.equal(await preview.page.locator('select').inputValue(), 'Silence');
    });

    it('that is long shows how far it is, streams in, and can be cancelled', async () => {
      const m = squidAxon();
      const pane = [{ label: 'V', node: m.V, unit: 'mV' }];
      m.experiment('Long', { duration: 300, start: -0.065, inject: [{ amplitude: 0.1 }], panes: [pane] });
      const model = m.build();
      const experiments = model.experiments.filter(({ name }) => name === 'Long');
      const document = documentOf({ ...model, experiments });
      await open();
      await preview.send({ type: 'document', document, fileName: 'test.memb', pinned: false });
      await preview.page.waitForSelector('.working progress', { state: 'visible' });
      await preview.page.waitForSelector('[data-experiment="Long"][data-state="running"]');
      await preview.page.locator('.working button').click();
      await preview.page.waitForSelector('[data-experiment="Long"][data-state="failed"]');
      assert.match(await text('[data-memb="run-failure"]'), /cancel|stopped/i);
      assert.equal(await preview.page.locator('.working').isVisible(), false);
    });
  });

  describe('sliders', () => {
    const model = (): ReturnType<ModelBuilder['build']> => {
      const m = new ModelBuilder({ capacitance: 0.01, temperature: 310.15 });
      const out = m.parameter('K_out', 4, { minimum: 1, maximum: 40 });
      const K = m.ion('K', 1, { inside: 140, outside: out });
      m.channel('K2P', { ion: K, conductance: 1 });
      return m.build();
    };

    it('move V_rest, are kept, and go back', async () => {
      await open();
      await preview.show(model());
      const rest = (): Promise<number> => preview.number('[data-memb="V_rest"]', 'data-value-mv');
      const before = await rest();
      const slider = preview.page.getByRole('slider', { name: 'K_out' });
      await slider.fill('14');
      await preview.settled();
      assert.ok(Math.abs((await rest()) - 26.7267 * Math.log(14 / 140)) < 0.01, `V_rest is ${await rest()}`);
      assert.equal(await slider.getAttribute('aria-valuetext'), '14');
      await preview.page.getByRole('button', { name: 'Reset K_out' }).click();
      await preview.settled();
      assert.equal(await rest(), before);
    });

    it('obey the keyboard in round steps', async () => {
      await open();
      await preview.show(model());
      await preview.page.getByRole('slider', { name: 'K_out' }).focus();
      await preview.page.keyboard.press('ArrowRight');
      await preview.settled();
      assert.equal(await preview.number('[data-memb="parameter"]', 'data-value'), 4.1);
    });

    it('keep their setting through an edit, and are moved into a new range', async () => {
      await open();
      await preview.show(model());
      await preview.page.getByRole('slider', { name: 'K_out' }).fill('30');
      const edited = model();
      await preview.show({ ...edited, parameters: [{ ...edited.parameters[0]!, maximum: 20 }] }, 2);
      assert.equal(await preview.number('[data-memb="parameter"]', 'data-value'), 20);
    });
  });

  describe('an error in the text', () => {
    it('leaves the last good picture, marked as stale, and leads to the place', async () => {
      await open();
      await preview.show(neuronAtRest());
      await preview.send({
        type: 'document',
        document: stale('`in` wants a concentration'),
        fileName: 'test.memb',
        pinned: false,
      });
      await preview.page.waitForSelector('[data-memb="status"][data-state="stale"]');
      assert.equal(await text('[role="status"] code'), 'in');
      assert.equal(
        await text('[role="status"]'),
        'The text has an error on line 7: in wants a concentration. Showing the last good state.',
      );
      assert.equal(await text('[data-memb="V_rest"]'), '−71.7 mV');
      await preview.page.getByRole('button', { name: 'line 7' }).click();
      const posted = await preview.posted();
      assert.deepEqual(posted.at(-1), { type: 'reveal', uri: 'file:///models/test.memb', at: { line: 7, column: 14 } });
      await preview.show(neuronAtRest(), 3);
      assert.equal(await text('[role="status"]'), '');
    });

    it('from the start is said, with nothing below', async () => {
      await open();
      await preview.send({
        type: 'document',
        document: stale('in wants a concentration'),
        fileName: 'test.memb',
        pinned: false,
      });
      await preview.page.waitForSelector('[data-memb="status"][data-state="stale"]');
      assert.match(await text('[role="status"]'), /nothing to show until/);
      assert.equal(await preview.page.locator('h1').isVisible(), false);
    });
  });

  it('shows the last good document at once after a reload, with sliders where they were', async () => {
    const m = new ModelBuilder({ temperature: 310.15 });
    const K = m.ion('K', 1, { inside: 140, outside: m.parameter('K_out', 4, { minimum: 1, maximum: 40 }) });
    m.channel('K2P', { ion: K, conductance: 1 });
    await open();
    await preview.show(m.build());
    await preview.page.getByRole('slider', { name: 'K_out' }).fill('14');
    await preview.settled();
    await preview.page.waitForFunction(() => sessionStorage.getItem('state')?.includes('"K_out":14'));
    await preview.page.reload();
    await preview.settled();
    assert.equal(await preview.number('[data-memb="parameter"]', 'data-value'), 14);
    assert.equal(await text('[data-memb="V_rest"]'), '−61.5 mV');
    assert.deepEqual(await preview.posted(), [{ type: 'ready' }]);
  });

  it('keeps nothing of one document when it turns to another', async () => {
    await open();
    await preview.show(squidAxon().build());
    const uri = 'file:///models/other.memb';
    const document = { ...stale('in wants a concentration'), uri };
    await preview.send({ type: 'document', document, fileName: 'other.memb', pinned: false });
    await preview.page.waitForSelector('[data-memb="status"][data-state="stale"]');
    assert.equal(await preview.page.locator('[data-memb="V_rest"], [data-memb="trace"], [data-count]').count(), 0);
    assert.equal(await preview.page.locator('#memb').getAttribute('data-busy'), 'false');
  });

  it('answers a read with its HTML', async () => {
    await open();
    await preview.show(neuronAtRest());
    await preview.send({ type: 'read', id: 5 });
    await preview.page.waitForFunction(() =>
      (window as unknown as { posted: { type: string }[] }).posted.some(({ type }) => type === 'html'),
    );
    const answer = (await preview.posted()).at(-1)!;
    assert.ok(answer.type === 'html' && answer.id === 5 && /data-memb="V_rest"[^>]*>−71\.7 mV/.test(answer.html));
  });

  describe('charts', () => {
    const readout = (): Promise<string> => text('#iv [data-memb="cursor"]');

    it('are read with the keyboard', async () => {
      await open();
      await preview.show(neuronAtRest());
      const surface = preview.page.locator('#iv .surface');
      await surface.focus();
      await preview.page.keyboard.press('Home');
      assert.equal(await readout(), '−120 mV');
      await preview.page.keyboard.press('PageUp');
      assert.equal(await readout(), '−99 mV');
      assert.match((await surface.getAttribute('aria-valuetext'))!, /^−99 mV: K2P −0\.39\d+ µA\/cm², .*total −/);
      await preview.page.keyboard.press('Escape');
      assert.equal(await readout(), '');
    });

    it('zoom by dragging, and show everything again by a double click', async () => {
      await open();
      await preview.show(neuronAtRest());
      const box = (await preview.page.locator('#iv .surface').boundingBox())!;
      const middle = box.y + box.height / 2;
      await preview.page.mouse.move(box.x + 200, middle);
      await preview.page.mouse.down();
      await preview.page.mouse.move(box.x + 400, middle, { steps: 4 });
      await preview.page.mouse.up();
      const [min, max] = [await preview.number('#iv', 'data-x-min'), await preview.number('#iv', 'data-x-max')];
      assert.ok(min > -110 && max < 50 && max - min > 20, `${min} … ${max}`);
      assert.equal(await preview.page.getByRole('button', { name: 'Whole range' }).first().isVisible(), true);
      await preview.page.mouse.dblclick(box.x + 300, middle);
      assert.equal(await preview.number('#iv', 'data-x-min'), -120);
    });

    it('leave the wheel to the page until they have the focus', async () => {
      await open();
      await preview.show(neuronAtRest());
      const surface = preview.page.locator('#iv .surface');
      await surface.hover();
      await preview.page.mouse.wheel(0, -200);
      await preview.page.waitForTimeout(50);
      assert.equal(await preview.number('#iv', 'data-x-min'), -120);
      await surface.focus();
      await preview.page.mouse.wheel(0, -200);
      await preview.page.waitForFunction(
        () => Number(document.querySelector('#iv')!.getAttribute('data-x-min')) > -120,
      );
    });

    it('are saved as pictures and numbers', async () => {
      await open();
      await preview.show(neuronAtRest());
      await preview.page.locator('#iv').getByRole('button', { name: 'CSV' }).click();
      await preview.page.locator('#iv').getByRole('button', { name: 'PNG' }).click();
      const [csv, png] = (await preview.posted()).filter((message) => message.type === 'save');
      assert.equal(csv!.suggestedName, 'Neuron-iv.csv');
      assert.match(csv!.content, /^Membrane potential \(mV\),K2P \(µA\/cm²\),/);
      assert.equal(png!.suggestedName, 'Neuron-iv.png');
      const bytes = Buffer.from(png!.content, 'base64');
      assert.deepEqual([...bytes.subarray(1, 4)], [...Buffer.from('PNG')]);
    });

    it('hide a trace', async () => {
      await open();
      await preview.show(neuronAtRest());
      const button = preview.page.locator('#iv [data-label="NaK"][data-memb="trace"]');
      await button.click();
      assert.equal(await button.getAttribute('aria-pressed'), 'false');
    });

    it('have a table of their numbers', async () => {
      await open();
      await preview.show(neuronAtRest());
      await preview.page.locator('#iv summary').click();
      const first = await preview.page.locator('#iv table tbody tr').first().innerText();
      assert.match(first, /^−120\s/);
    });
  });

  it('draws what is out of sight only when it comes into sight', async () => {
    await open({ width: 420, height: 500 });
    const points = (): Promise<string | null> =>
      preview.page.locator('#gates canvas').last().getAttribute('data-points');
    const all = squidAxon().build();
    await preview.show(all);
    // The observer speaks up a little after the first drawing.
    await preview.page.waitForTimeout(200);
    const before = await points();
    await preview.show({ ...all, pathways: all.pathways.slice(1) }, 2);
    assert.equal(await points(), before);
    await preview.page.locator('#gates').scrollIntoViewIfNeeded();
    await preview.page.waitForFunction(
      (old) => [...document.querySelectorAll<HTMLElement>('#gates canvas')].at(-1)!.dataset['points'] !== old,
      before,
    );
  });

  describe('themes', () => {
    for (const theme of ['light', 'dark', 'highContrast', 'highContrastLight'] as const) {
      it(`${theme}: text stands out from the background`, async () => {
        await open({ theme });
        await preview.show(neuronAtRest());
        const contrast = await preview.page.evaluate(() => {
          const luminance = (colour: string): number => {
            const [r, g, b] = colour
              .match(/[\d.]+/g)!
              .slice(0, 3)
              .map((part) => Number(part) / 255)
              .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)) as [number, number, number];
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ground = luminance(getComputedStyle(document.body).backgroundColor);
          return ['h1', 'dt', 'thead th', 'td', 'small', '.tools button'].map((selector) => {
            const [low, high] = [ground, luminance(getComputedStyle(document.querySelector(selector)!).color)].sort(
              (a, b) => a - b,
            ) as [number, number];
            return [selector, (high + 0.05) / (low + 0.05)] as const;
          });
        });
        for (const [selector, ratio] of contrast) assert.ok(ratio >= 4.5, `${selector}: ${ratio}`);
      });
    }

    it('are followed when they change', async () => {
      await open({ theme: 'light' });
      await preview.show(neuronAtRest());
      const series = (): Promise<string> =>
        preview.page.evaluate(() => document.querySelector<HTMLElement>('#memb')!.style.getPropertyValue('--series-0'));
      const light = await series();
      await preview.page.evaluate(() => (document.body.className = 'vscode-dark'));
      await preview.page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
      assert.notEqual(await series(), light);
    });
  });
});
