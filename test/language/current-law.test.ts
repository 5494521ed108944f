/** Channels whose current is a law of its own. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { restWays } from '../../language/analysis/rest-ways.js';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { letsOf, modelOf, summaryOf } from './values.js';

const HEAD = 'membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2 }\n';
const ION = 'ion K + { in = 140 mM, out = 4 mM }\n';

describe('a current with a law of its own', () => {
  it('equals the conductance that says the same', async () => {
    const ohmic = 'channel A conducts K { conductance = 0.2 mS/cm^2 * exp(V / 50 mV), open = 0.3 }';
    const lawful = 'channel A conducts K { current = 0.2 mS/cm^2 * exp(V / 50 mV) * (V - K.E), open = 0.3 }';
    const others = `\nchannel L { conductance = 0.01 mS/cm^2, reversal = -20 mV }\nlet I = A.I\nlet p = A.open`;
    const [one, other] = await Promise.all([ohmic, lawful].map((text) => modelOf(HEAD + ION + text + others)));
    for (const V of [-0.12, -0.03, 0, 0.05]) {
      const [expected, actual] = [letsOf(one!, V), letsOf(other!, V)];
      assert.ok(Math.abs(actual['I']! - expected['I']!) <= 1e-12 * Math.abs(expected['I']!));
      assert.equal(actual['p'], 0.3);
    }
    assert.deepEqual(
      other!.pathways[0]!.ionCurrents.map(({ ion }) => other!.ions[ion]!.name),
      ['K'],
    );
    const rests = await Promise.all([ohmic, lawful].map((text) => summaryOf(HEAD + ION + text + others)));
    assert.ok(Math.abs(rests[0]!.restingPotential! - rests[1]!.restingPotential!) < 1e-9);
  });

  it('is converted to the basis of the file', async () => {
    const text = (current: string): string =>
      `membrane Cell { temperature = 37 degC, area = 2000 um^2 }\nchannel A { current = ${current} * V / 1 mV }\nlet I = A.I`;
    const [density, whole] = await Promise.all(['1 uA/cm^2', '20 pA'].map((unit) => modelOf(text(unit))));
    assert.ok(Math.abs(letsOf(density!, 0.01)['I']! / letsOf(whole!, 0.01)['I']! - 1) < 1e-12);
  });

  it('has no part in the chord-conductance equation, which is left out rather than wrong', async () => {
    const text = `${HEAD}channel A { current = 1 uA/cm^2 * sinh(V / 30 mV) }\nchannel L { conductance = 0.1 mS/cm^2, reversal = -60 mV }`;
    const [model, summary] = [await modelOf(text), await summaryOf(text)];
    const ways = restWays(model, defaultSymbols(model), summary);
    assert.ok(ways && Number.isFinite(ways.full.withPumps));
    assert.equal(ways.chord, undefined);
  });

  it('rests a Beeler–Reuter cell where its four currents cancel', async () => {
    const text = readFileSync('media/examples/beeler-reuter.memb', 'utf8');
    const summary = await summaryOf(text);
    const V = summary.restingPotential! * 1e3;
    const { exp } = Math;
    const linoid = (0.2 * (V + 23)) / (1 - exp(-0.04 * (V + 23)));
    const iK1 = 0.35 * ((4 * (exp(0.04 * (V + 85)) - 1)) / (exp(0.08 * (V + 53)) + exp(0.04 * (V + 53))) + linoid);
    const { current } = summary.pathways.find(({ name }) => name === 'IK1')!;
    assert.ok(Math.abs(current! * 100 - iK1) < 1e-9 * Math.abs(iK1), `${current! * 100} is not ${iK1}`);
    assert.ok(Math.abs(V + 84.57) < 0.01);
  });

  it('needs no `open` where the law or the conductance holds the gates itself', async () => {
    const gate = 'gate n { half = -40 mV, slope = 10 mV, tau = 5 ms }';
    const open = `channel A { conductance = 2 mS/cm^2, reversal = -70 mV, open = n^2, ${gate} }\nlet I = A.I`;
    const inside = `channel A { conductance = 2 mS/cm^2 * n^2, reversal = -70 mV, ${gate} }\nlet I = A.I`;
    const law = `channel A { current = 2 mS/cm^2 * n^2 * (V + 70 mV), ${gate} }\nlet I = A.I`;
    const rests = await Promise.all(
      [open, inside, law].map(
        async (text) =>
          (await summaryOf(`${HEAD}${text}\nchannel L { conductance = 1 mS/cm^2, reversal = 0 mV }`)).restingPotential,
      ),
    );
    assert.ok(rests[0] !== undefined && rests.every((V) => Math.abs(V! - rests[0]!) < 1e-9));
  });
});
