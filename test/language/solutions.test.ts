import assert from 'node:assert/strict';
import { davies } from '../../language/physics/activity.js';
import { henderson } from '../../language/physics/henderson.js';
import { knownMobility } from '../../language/physics/mobilities.js';
import { nernst } from '../../language/physics/nernst.js';
import { build, Compilations } from './diagnose.js';

async function values(text: string): Promise<{ E: (ion: string) => number; let: (name: string) => number }> {
  const document = await build(text);
  assert.deepEqual(document.diagnostics, [], text);
  const summary = Compilations.summary(document)!;
  return {
    E: (ion) => summary.ions.find(({ name }) => name === ion)!.reversal!,
    let: (wanted) => summary.values.find(({ name }) => name === wanted)!.value!,
  };
}

function near(actual: number, expected: number, relative = 1e-12): void {
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${actual} is not ${expected}`);
}

describe('language: solutions', () => {
  const hydrochloric = (from: number, to: number): string => `
membrane M { temperature = 25 degC }
ion H  + { in = 40 nM, out = 40 nM, mobility = 36.23e-8 m^2/V/s }
ion Cl - { in = 100 mM, out = 100 mM, mobility = 7.91e-8 m^2/V/s }
solution A { H ${from} mM, Cl ${from} mM }
solution B { H ${to} mM, Cl ${to} mM }
let phi = junction(A, B)
`;

  it('junction potential of HCl 100 | 10 mM at 25 °C: 37.956 mV, dilute side positive', async () => {
    near((await values(hydrochloric(100, 10))).let('phi'), 37.956e-3, 2e-5);
  });

  it('junction potentials agree with the physics, also where both sides conduct alike', async () => {
    for (const [from, to] of [
      [100, 10],
      [100, 100.001],
      [100, 100.02],
      [10, 100],
    ] as const) {
      const ions = [
        { charge: 1, mobility: 36.23e-8, concentration1: from, concentration2: to },
        { charge: -1, mobility: 7.91e-8, concentration1: from, concentration2: to },
      ];
      near((await values(hydrochloric(from, to))).let('phi'), henderson(ions, 298.15), 1e-9);
    }
    const text = `membrane M { temperature = 25 degC }
solution A { K 100 mM, Cl 100 mM }
solution B { Na 100 mM, Cl 100 mM }
let there = junction(A, B)
let back = junction(B, A)
let none = junction(A, A)
`;
    const found = await values(text);
    const ions = [
      { charge: 1, mobility: knownMobility('K')!, concentration1: 100, concentration2: 0 },
      { charge: 1, mobility: knownMobility('Na')!, concentration1: 0, concentration2: 100 },
      { charge: -1, mobility: knownMobility('Cl')!, concentration1: 100, concentration2: 100 },
    ];
    near(found.let('there'), henderson(ions, 298.15), 1e-9);
    near(found.let('back'), -found.let('there'), 1e-9);
    assert.equal(found.let('none') === 0, true);
  });

  it('activities are those of the physics', async () => {
    const text = `solution Bath { Na 150 mM, Cl 150 mM }
solution Cytosol { Na 15 mM, Cl 15 mM }
membrane M { temperature = 37 degC, inside = Cytosol, outside = Bath, activities = davies }
ion Na +
`;
    const T = 310.15;
    const expected = nernst(1, 15 * davies(1, 15, T), 150 * davies(1, 150, T), T);
    near((await values(text)).E('Na'), expected, 1e-12);
  });

  it('an ion takes from a side what it does not say itself', async () => {
    const text = `membrane M { temperature = 37 degC, outside = Bath }
solution Bath { K 4 mM, Cl Salt, Na Salt - 4 mM }
param Salt = 150 mM
ion K + { in = 140 mM }
`;
    near((await values(text)).E('K'), nernst(1, 140, 4, 310.15));
  });

  it('what a solution amounts to', async () => {
    const text = `membrane M { temperature = 37 degC }
solution S { Na 100 mM, Ca 2 mM, SO4 52 mM, sucrose 7 mM }
let o = S.osmolarity
let i = S.ionic_strength
let q = S.charge
`;
    const found = await values(text);
    near(found.let('o'), 161);
    near(found.let('i'), (100 + 8 + 208) / 2);
    assert.equal(found.let('q'), 0);
  });
});
