/** What holds of every membrane, tried on membranes at random. A failure prints the seed and the text. */
import assert from 'node:assert/strict';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { runToEnd } from '../../language/analysis/run.js';
import type { Summary } from '../../language/analysis/summary.js';
import { F } from '../../language/physics/constants.js';
import { randomMembrane, type MembraneWishes, type RandomMembrane } from '../random-membranes.js';
import { build, Compilations } from './diagnose.js';

const SEEDS = 40;

const errorsOnly = ({ severity }: { severity?: number | undefined }): boolean => severity === 1;

async function compiled({ seed, text }: RandomMembrane) {
  const document = await build(text);
  assert.deepEqual(document.diagnostics!.filter(errorsOnly), [], `seed ${seed}\n${text}`);
  const { model, complete } = Compilations.compilation(document);
  assert.ok(model && complete, `seed ${seed}`);
  return { model, summary: Compilations.summary(document)! };
}

function always(claim: string, wishes: MembraneWishes, hold: (membrane: RandomMembrane) => Promise<void>): void {
  it(claim, async function () {
    this.timeout(60_000);
    for (let seed = 1; seed <= SEEDS; seed++) await hold(randomMembrane(seed, wishes));
  });
}

const reversals = ({ ions }: Summary): number[] => ions.map(({ reversal }) => reversal!);

describe('membranes at random', () => {
  always('are accepted, and rest somewhere or say why not', {}, async (membrane) => {
    const { summary } = await compiled(membrane);
    const { rest } = summary;
    assert.ok(rest, `seed ${membrane.seed}`);
    if (rest.ok) assert.ok(rest.value.roots.every(({ V }) => Number.isFinite(V)));
    else assert.match(rest.failure.message, /\S+ \S+.*\.$/);
  });

  always(
    'rest between the smallest and the largest E: the mean by conductance',
    { passive: true },
    async (membrane) => {
      const { summary } = await compiled(membrane);
      const E = reversals(summary);
      const V = summary.restingPotential!;
      const where = `seed ${membrane.seed}: ${V} in ${E.join(', ')}\n${membrane.text}`;
      assert.ok(V >= Math.min(...E) - 1e-12 && V <= Math.max(...E) + 1e-12, where);
      const g = summary.pathways.map(({ conductance }) => conductance!);
      const driven = summary.pathways.reduce((sum, { conductance, reversal }) => sum + conductance! * reversal!, 0);
      const mean = driven / g.reduce((sum, each) => sum + each, 0);
      assert.ok(Math.abs(V - mean) < 1e-12, where);
    },
  );

  always('with their sides swapped have every E flipped, and V_rest with them', { passive: true }, async (membrane) => {
    const { summary } = await compiled(membrane);
    const { summary: other } = await compiled(randomMembrane(membrane.seed, { passive: true, swapped: true }));
    const where = `seed ${membrane.seed}\n${membrane.text}`;
    reversals(summary).forEach((E, i) => assert.ok(Math.abs(E + reversals(other)[i]!) < 1e-15, where));
    assert.ok(Math.abs(summary.restingPotential! + other.restingPotential!) < 1e-12, where);
  });

  always('with one permeant ion rest at its Nernst potential', {}, async ({ seed, text, ions }) => {
    const [head] = text.split('\nchannel ');
    for (const { name } of ions) {
      const single = `${head}\nchannel Only permeates ${name} 1 { permeability = 1e-8 cm/s }`;
      const { summary } = await compiled({ seed, text: single, ions });
      const E = summary.ions.find((ion) => ion.name === name)!.reversal!;
      assert.ok(Math.abs(summary.restingPotential! - E) < 1e-9, `seed ${seed}, ${name}: ${E}\n${single}`);
      assert.ok(Math.abs(summary.pathways[0]!.reversal! - E) < 1e-9, `seed ${seed}, ${name}`);
    }
  });

  always('swapped flip the reversal of a mixture by constant-field currents', {}, async ({ seed, text, ions }) => {
    const cut = (source: string): string => source.replace(/\n(channel (?!Mixed)|pump|param|let|experiment)[^]*/, '');
    const mixed = /\nchannel Mixed.*/.exec(text)![0];
    const sides = [text, randomMembrane(seed, { swapped: true }).text].map((source) => cut(source) + mixed);
    const [V, W] = await Promise.all(
      sides.map(async (source) => (await compiled({ seed, text: source, ions })).summary.restingPotential!),
    );
    assert.ok(Math.abs(V! + W!) < 1e-9, `seed ${seed}: ${V} ${W}\n${sides[0]}`);
  });

  it('closed keep charge and every amount to 1e-9 over an hour', async function () {
    this.timeout(120_000);
    let finished = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const membrane = randomMembrane(seed, { closed: true });
      const { model } = await compiled(membrane);
      const run = runToEnd(model, 'Hour', defaultSymbols(model));
      const where = `seed ${seed}\n${membrane.text}`;
      assert.ok(run.ok, where);
      const { trajectory, failure } = run.value;
      if (failure !== undefined) assert.match(failure.message, /\S+ \S+/, where);
      else finished++;
      const at = (t: number): Map<string, number> => {
        const y = new Float64Array(trajectory.names.length);
        trajectory.sample(t, y);
        return new Map(trajectory.names.map((name, i) => [name, y[i]!]));
      };
      const [start, end] = [at(0), at(trajectory.end)];
      let carried = 0;
      let size = 0;
      for (const { name, charge, inside, outside } of membrane.ions) {
        const before = inside * 2 + outside * 0.5;
        const after = end.get(`${name}.in`)! * 2 + end.get(`${name}.out`)! * 0.5;
        assert.ok(Math.abs(after / before - 1) < 1e-9, `${name}: ${before} → ${after}, ${where}`);
        carried += charge * (end.get(`${name}.in`)! - start.get(`${name}.in`)!);
        size += Math.abs(charge) * inside;
      }
      const area = Number(/area = (\S+)/.exec(membrane.text)![1]) * 1e-12;
      const capacitance = Number(/capacitance = (\S+)/.exec(membrane.text)![1]) * 0.01;
      const capacitor = capacitance * area * (end.get('V')! - start.get('V')!);
      const ions = F * 2e-15 * carried;
      assert.ok(Math.abs(capacitor - ions) < 1e-9 * F * 2e-15 * size, `${capacitor} C, ${ions} C, ${where}`);
    }
    assert.ok(finished >= 4, `${finished} ran to the end`);
  });
});
