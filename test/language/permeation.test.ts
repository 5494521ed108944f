/** Channels that permeate several ions: the graph's constant-field formulas against those of language/physics. */
import assert from 'node:assert/strict';
import { restWays } from '../../language/analysis/rest-ways.js';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { summarize } from '../../language/analysis/summary.js';
import { evaluate } from '../../language/model/evaluate.js';
import { VOLTAGE } from '../../language/model/model.js';
import { ghkCurrent, ghkVoltage, type PermeantIon } from '../../language/physics/ghk.js';
import { randomNumbers } from '../random.js';
import { letsOf, modelOf, summaryOf } from './values.js';

const T = 310.15;
const HEAD = 'membrane Cell { temperature = 37 degC, area = 1000 um^2 }\n';
const IONS = `ion K + { in = 140 mM, out = 4 mM }
ion Na + { in = 12 mM, out = 145 mM }
ion Cl - { in = 7 mM, out = 120 mM }
ion HCO3 - { in = 14 mM, out = 24 mM }
ion Ca 2+ { in = 100 nM, out = 1.5 mM }
`;

function near(actual: number | undefined, expected: number, relative = 1e-12, absolute = 0): void {
  const bound = relative * Math.abs(expected) + absolute;
  assert.ok(actual !== undefined && Math.abs(actual - expected) <= bound, `${actual} is not ${expected}`);
}

/** Ions of any charge and concentration, as text and as numbers. */
function randomIons(next: () => number, charges: readonly number[]): { text: string; ions: PermeantIon[] } {
  const ions = charges.map((charge): PermeantIon => {
    const [permeability, inside, outside] = [next(), 10 ** (3 * next() - 1), 10 ** (3 * next() - 1)];
    return { charge, permeability, inside, outside };
  });
  const declared = ions.map(
    ({ charge, inside, outside }, i) =>
      `ion X${i} ${Math.abs(charge)}${charge > 0 ? '+' : '-'} { in = ${inside} mM, out = ${outside} mM }`,
  );
  const shares = ions.map(({ permeability }, i) => `X${i} ${permeability}`).join(', ');
  const text = `${declared.join('\n')}\nchannel P permeates ${shares} { permeability = 1 um/s }\nlet E = P.E\nlet I = P.I`;
  return { text, ions };
}

describe('language: permeation', () => {
  it('reverses where the literature says', async () => {
    const channels = `channel All permeates K 1, Na 0.04, Cl 0.45 { permeability = 1e-6 cm/s }
channel GABA_A permeates Cl 1, HCO3 0.2 { permeability = 0 cm/s }`;
    const { pathways, restingPotential } = await summaryOf(HEAD + IONS + channels);
    assert.equal((restingPotential! * 1e3).toFixed(3), '-72.409');
    assert.deepEqual(
      pathways.map(({ reversal }) => (reversal! * 1e3).toFixed(3)),
      ['-72.409', '-68.001'],
    );
  });

  it('has one ion reverse at its Nernst potential, at V = 0 a finite current', async () => {
    const channel = 'channel L permeates Ca { permeability = 1 um/s }\nlet E = L.E - Ca.E\nlet I = L.I';
    const model = await modelOf(HEAD + IONS + channel);
    assert.equal(letsOf(model, 0)['E'], 0);
    near(letsOf(model, 0)['I'], 1e-6 * 2 * 96485.33212331 * (1e-4 - 1.5), 1e-12);
  });

  for (const charges of [[1], [1, -1], [1, 1, 2], [2, -1], [1, -2, 2], [3, 1, -1], [1, -3, 2], [4, -1]]) {
    it(`agrees with the formulas for charges ${charges.join(', ')}`, async () => {
      const next = randomNumbers(7);
      for (let i = 0; i < 12; i++) {
        const { text, ions } = randomIons(next, charges);
        const V = 0.3 * next() - 0.15;
        const { E, I } = letsOf(await modelOf(HEAD + text), V);
        near(E, ghkVoltage(ions, T), 1e-10, 1e-13);
        const own = ions.map((ion) => ghkCurrent({ ...ion, permeability: ion.permeability * 1e-6 }, V, T));
        const size = own.reduce((sum, current) => sum + Math.abs(current), 0);
        near(
          I,
          own.reduce((sum, current) => sum + current, 0),
          0,
          1e-12 * size,
        );
      }
    });
  }

  it('splits its current by ion, and counts a permeability of the whole cell per area', async () => {
    const channel = `channel N permeates Na, K, Ca 3 { permeability = 1e-11 cm^3/s, open = 0.5 }
let rest = N.I - N.I_Na - N.I_K - N.I_Ca
let P = N.P`;
    const model = await modelOf(HEAD + IONS + channel);
    const { rest, P } = letsOf(model, -0.05);
    near(rest, 0, 0, 1e-15);
    near(P, (1e-17 / 1e-9) * 0.5);
    assert.deepEqual(
      model.pathways[0]!.ionCurrents.map(({ ion }) => model.ions[ion]!.name),
      ['Na', 'K', 'Ca'],
    );
  });

  it('is driven by activities where they are given', async () => {
    const ions = `ion K + { in = 100 mM, out = 10 mM, gamma_in = 0.5, gamma_out = 0.9 }
ion Na + { in = 10 mM, out = 100 mM }\n`;
    const { E } = letsOf(
      await modelOf(`${HEAD}${ions}channel C permeates K, Na 0.5 { permeability = 1 um/s }\nlet E = C.E`),
    );
    const plain = (inside: number, outside: number, permeability: number): PermeantIon => ({
      charge: 1,
      permeability,
      inside,
      outside,
    });
    near(E, ghkVoltage([plain(50, 9, 1), plain(10, 100, 0.5)], T), 1e-12);
  });

  it('keeps its slope: the derivative of the current is that of the formula', async () => {
    const model = await modelOf(`${HEAD}${IONS}channel C permeates K, Ca 2 { permeability = 1 um/s }\nlet I = C.I`);
    const at = (V: number): number => letsOf(model, V)['I']!;
    for (const V of [-0.08, -1e-5, 0, 1e-5, 0.04]) assert.ok(at(V + 1e-6) > at(V - 1e-6), String(V));
  });
});

describe('analysis: V_rest in several ways', () => {
  async function waysOf(text: string): Promise<NonNullable<ReturnType<typeof restWays>>> {
    const model = await modelOf(HEAD + IONS + text);
    const symbols = defaultSymbols(model);
    return restWays(model, symbols, summarize(model, symbols))!;
  }

  const OHMIC = 'channel A conducts K { conductance = 1 nS }\nchannel B conducts Na { conductance = 0.1 nS }\n';
  const GHK = 'channel C permeates K 1, Na 0.05 { permeability = 1e-12 cm^3/s }\n';
  const PUMP = 'pump NaK { moves 3 Na out, 2 K in, current = 1 pA }\n';

  it('are one where there is no pump and all is ohmic or all permeable', async () => {
    const ohmic = await waysOf(OHMIC);
    near(ohmic.chord!.withPumps, ohmic.full.withPumps, 1e-12);
    assert.deepEqual([ohmic.ghk, ohmic.full.withoutPumps], [undefined, undefined]);
    const permeable = await waysOf(GHK);
    near(permeable.ghk!.withPumps, permeable.full.withPumps, 1e-9);
  });

  it('agree with a pump too, and without one where the equation is the model’s own', async () => {
    const ohmic = await waysOf(OHMIC + PUMP);
    near(ohmic.chord!.withPumps, ohmic.full.withPumps, 1e-12);
    near(ohmic.chord!.withoutPumps, ohmic.full.withoutPumps!, 1e-12);
    near(ohmic.full.withPumps - ohmic.full.withoutPumps!, -1 / 1.1e3, 1e-9);
    const permeable = await waysOf(GHK + PUMP);
    near(permeable.ghk!.withPumps, permeable.full.withPumps, 1e-9);
    near(permeable.ghk!.withoutPumps, permeable.full.withoutPumps!, 1e-9);
    near(permeable.chord!.withPumps, permeable.full.withPumps, 1e-9);
  });

  it('differ where the constant-field equation leaves channels out, and name them', async () => {
    const mixed = await waysOf(OHMIC + GHK);
    assert.deepEqual(mixed.withoutPermeability, ['A', 'B']);
    assert.ok(Math.abs(mixed.ghk!.withPumps - mixed.full.withPumps) > 1e-3);
  });

  it('take the chord conductance of a channel that permeates from its current', async () => {
    const model = await modelOf(HEAD + IONS + OHMIC + GHK);
    const symbols = defaultSymbols(model);
    const summary = summarize(model, symbols);
    symbols[VOLTAGE] = summary.restingPotential!;
    const C = summary.pathways[2]!;
    near(
      C.conductance! * (summary.restingPotential! - C.reversal!),
      evaluate(model.graph, model.pathways[2]!.current, symbols),
      1e-9,
    );
    assert.ok(summary.pathways.every(({ conductanceShare }) => conductanceShare !== undefined));
  });
});
