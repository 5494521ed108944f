/** Blockers in the pore, and channels that are counted, from text to digits. */
import assert from 'node:assert/strict';
import type { Summary } from '../../language/analysis/summary.js';
import { unblockedFraction } from '../../language/physics/woodhull.js';
import { letsOf, modelOf, summaryOf } from './values.js';

const CELL = `membrane Cell { temperature = 37 degC, capacitance = 30 pF }
ion K + { in = 140 mM, out = 5 mM }
ion Mg 2+ { in = 1 mM, out = 2 mM }
ligand spermine { in = 5 uM, out = 7 uM, charge = 4 }
ligand anion { in = 3 uM, charge = -2 }
channel Leak { conductance = 1 nS, reversal = -60 mV }
`;
const T = 310.15;

function assertClose(actual: number | undefined, expected: number, relative = 1e-12): void {
  assert.ok(
    actual !== undefined && Math.abs(actual - expected) <= relative * Math.abs(expected),
    `${actual} ≠ ${expected}`,
  );
}

async function partsOf(channel: string, V: number): Promise<Record<string, number>> {
  return letsOf(await modelOf(`${CELL}${channel}\nlet f = X.unblocked\nlet g = X.g\nlet I = X.I\n`), V);
}

describe('language: block', () => {
  const cases = [
    { blocker: 'spermine.in', charge: 4, side: 'inside', concentration: 5e-3 },
    { blocker: 'spermine.out', charge: 4, side: 'outside', concentration: 7e-3 },
    { blocker: 'anion.in', charge: -2, side: 'inside', concentration: 3e-3 },
    { blocker: 'Mg.out', charge: 2, side: 'outside', concentration: 2 },
  ] as const;
  for (const { blocker, charge, side, concentration } of cases) {
    it(`${blocker} is Woodhull's`, async () => {
      const text = `channel X conducts K { conductance = 10 nS, blocked by ${blocker} { Kd = 20 uM, delta = 0.4 } }`;
      for (const V of [-0.12, -0.03, 0, 0.05]) {
        const { f, g } = await partsOf(text, V);
        const expected = unblockedFraction({ charge, side, dissociation: 20e-3, distance: 0.4 }, concentration, V, T);
        assertClose(f, expected);
        assertClose(g, 10e-9 * expected);
      }
    });
  }

  it('an inside cation makes an inward rectifier, an outside one an outward rectifier', async () => {
    const rectification = async (side: string): Promise<number> => {
      const text = `channel X conducts K { conductance = 10 nS, blocked by spermine.${side} { Kd = 0.1 uM, delta = 0.4 } }`;
      const E = -0.0890586;
      const [inward, outward] = [await partsOf(text, E - 0.05), await partsOf(text, E + 0.05)];
      assert.ok(inward['I']! < 0 && outward['I']! > 0);
      return -inward['I']! / outward['I']!;
    };
    assert.ok((await rectification('in')) > 3);
    assert.ok((await rectification('out')) < 1 / 3);
  });

  it('without a delta V has no effect', async () => {
    const text = 'channel X conducts K { conductance = 10 nS, blocked by spermine.in { Kd = 20 uM } }';
    for (const V of [-0.1, 0.1]) assertClose((await partsOf(text, V))['f'], 0.8);
  });

  it('one blocker at a time fits into the pore', async () => {
    const text = `channel X conducts K { conductance = 10 nS
      blocked by spermine.in { Kd = 5 uM, delta = 0.4 }
      blocked by Mg.out { Kd = 1 mM }
    }`;
    assertClose((await partsOf(text, 0))['f'], 1 / (1 + 1 + 2));
  });

  it('without blockers nothing is blocked', async () => {
    assert.equal((await partsOf('channel X conducts K { conductance = 10 nS }', -0.05))['f'], 1);
  });
});

describe('language: populations', () => {
  const channelOf = ({ pathways }: Summary): Summary['pathways'][number] => pathways.find(({ name }) => name === 'X')!;

  it('1000 channels of 20 pS, a fifth of them open: 4 nS, CV 0.063246', async () => {
    const summary = await summaryOf(`${CELL}channel X conducts K { count = 1000, unitary = 20 pS, open = 0.2 }`);
    const { conductance, population, absoluteCurrent } = channelOf(summary);
    assertClose(conductance, 4e-9);
    assert.equal(population?.variation?.toFixed(6), '0.063246');
    assertClose(population.currentDeviation, Math.abs(absoluteCurrent!) * Math.sqrt(0.8 / 200));
  });

  it('a density needs the area for its number', async () => {
    const text = `${CELL}channel X conducts K { count = 2/um^2, unitary = 10 pS, open = 0.5 }`;
    const whole = text.replace('capacitance = 30 pF', 'capacitance = 1 uF/cm^2, area = 500 um^2');
    const { conductance, population } = channelOf(await summaryOf(whole));
    assertClose(conductance, 2e12 * 10e-12 * 0.5);
    assertClose(population?.count, 1000);
    const density = text.replace('30 pF', '1 uF/cm^2').replace('1 nS', '1 mS/cm^2');
    assert.equal(channelOf(await summaryOf(density)).population?.variation, undefined);
  });

  it('a blocked channel does not conduct: it counts as closed', async () => {
    const block = 'blocked by spermine.in { Kd = 5 uM }';
    const text = `${CELL}channel X conducts K { count = 100, unitary = 20 pS, open = 0.5, ${block} }`;
    const { population } = channelOf(await summaryOf(text));
    assertClose(population?.conducting, 0.25);
    assertClose(population?.variation, Math.sqrt(0.75 / 25));
  });
});
