/** Textbook numbers, from text to digits. At 310 K unless a temperature is given. */
import assert from 'node:assert/strict';
import type { Summary } from '../../language/analysis/summary.js';
import { letsOf, modelOf, summaryOf } from './values.js';

const AT_310 = 'membrane Cell { temperature = 310 K }\n';
const AT_37 = 'membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2, area = 3000 um^2 }\n';

/** Equal to the digits written. */
function assertDigits(actual: number | undefined, written: string): void {
  const decimals = written.split('.')[1]?.length ?? 0;
  assert.equal(actual?.toFixed(decimals), written);
}

const mV = (volts: number | undefined): number | undefined => (volts === undefined ? undefined : volts * 1e3);

describe('language: check values', () => {
  const nernst: readonly (readonly [string, string])[] = [
    ['ion K + { in = 140 mM, out = 4 mM }', '-94.977'],
    ['ion K + { in = 140 mM, out = 5 mM }', '-89.016'],
    ['ion Ca 2+ { in = 1e-4 mM, out = 1.5 mM }', '128.437'],
    ['ion Ca 2+ { in = 0.1 uM, out = 1500 uM }', '128.437'],
    ['ion X + { in = 20 mM, out = 20 mM }', '0.000'],
    ['ion X - { in = 10 mM, out = 100 mM }', '-61.511'],
    ['ion X + { in = 10 mM, out = 100 mM }', '61.511'],
    ['ion X + { in = 15 mM, out = 150 mM }', '61.511'],
    ['ion X + { in = 15 mM, out = 150 mM, gamma_in = 0.73, gamma_out = 0.80 }', '63.957'],
  ];
  for (const [ion, E] of nernst) {
    it(`${ion}: E = ${E} mV`, async () => {
      const { ions } = await summaryOf(AT_310 + ion);
      assertDigits(mV(ions[0]!.reversal), E);
      assertDigits(mV(letsOf(await modelOf(`${AT_310}${ion}\nlet E = ${ions[0]!.name}.E`))['E']), E);
    });
  }

  it('sensitivity to concentrations at 37 °C', async () => {
    const text = 'ion K + { in = 140 mM, out = 4 mM }\nion Na + { in = 12 mM, out = 145 mM }';
    const [K, Na] = (await summaryOf(AT_37 + text)).ions;
    assertDigits(mV(K!.sensitivityOutside), '6.6817');
    assertDigits(K!.sensitivityOutside! / Na!.sensitivityOutside!, '36.25');
    assertDigits(mV(K!.sensitivityInside), (-6.6817 * (4 / 140)).toFixed(4));
  });

  it('driving force', async () => {
    const text = 'ion K + { in = 140 mM, out = 5 mM }\nlet force = V - K.E';
    assertDigits(mV(letsOf(await modelOf(AT_310 + text), -0.065)['force']), '24.016');
  });

  it('thermal voltage at 37 °C', async () => {
    assertDigits(mV(letsOf(await modelOf(`${AT_37}let a = RT_F`))['a']), '26.7267');
  });

  it('chord equation: the conductance-weighted mean', async () => {
    const leaks = [
      ['a', 10, -90],
      ['b', 15, -60],
      ['c', 5, 50],
    ].map(([name, g, E]) => `channel ${name} { conductance = ${g} nS, reversal = ${E} mV }`);
    const summary = await summaryOf(AT_37 + leaks.join('\n'));
    assertDigits(mV(summary.restingPotential), ((10 * -90 + 15 * -60 + 5 * 50) / 30).toFixed(6));
    assert.equal(summary.rest?.ok && summary.rest.value.method, 'chord');
  });

  it('a pump of 2 pA on 30 nS shifts V_rest by −0.06667 mV', async () => {
    const leak = 'ion K + { in = 140 mM, out = 4 mM }\nchannel Leak { conductance = 30 nS, reversal = -70 mV }\n';
    const without = (await summaryOf(AT_37 + leak)).restingPotential!;
    const pumped = (await summaryOf(`${AT_37}${leak}pump P { moves 1 K out; current = 2 pA }`)).restingPotential!;
    assertDigits(mV(pumped - without), '-0.06667');
  });

  it('rectifying conductances', async () => {
    const text = `channel K { conductance = 1 mS/cm^2 * (1 + 2/V * V), reversal = -90 mV }
      channel Na { conductance = 1 mS/cm^2 * (1 - 2/V * V), reversal = 60 mV }`;
    assertDigits(mV((await summaryOf(AT_37 + text)).restingPotential), '-13.0435');
  });

  it('a neuron at rest', async () => {
    const summary: Summary = await summaryOf(`${AT_37}
      ion K  + { in = 140 mM, out = 4 mM }
      ion Na + { in = 12 mM,  out = 145 mM }
      ion Cl - { in = 7 mM,   out = 120 mM }
      channel K2P   conducts K  { conductance = 0.10 mS/cm^2 }
      channel NALCN conducts Na { conductance = 0.018 mS/cm^2 }
      channel ClC   conducts Cl { conductance = 0.02 mS/cm^2 }
      pump NaK { moves 3 Na out, 2 K in; uses 1 ATP; current = 2 pA }`);
    assertDigits(mV(summary.ions[0]!.reversal), '-95.0');
    assertDigits(mV(summary.restingPotential), '-71.7');
    const pump = summary.pathways.find(({ name }) => name === 'NaK')!;
    assertDigits(pump.current! * 100, '0.0667');
    assert.equal(pump.pump?.charge, 1);
  });

  it('the cost of 3 pA of sodium', async () => {
    const text = 'ion Na + { in = 12 mM, out = 145 mM }\npump P { moves 3 Na out; uses 1 ATP; current = 3.00 pA }';
    const { pathways } = await summaryOf(AT_37 + text);
    assertDigits((3 * pathways[0]!.pump!.cellRate!) / 1e7, '1.8725');
    assertDigits(pathways[0]!.pump!.cellAtpRate! / 1e6, '6.2415');
  });

  it('net charge of known transporters', async () => {
    const ions = ['K + ', 'Na +', 'Cl -', 'Ca 2+'].map((ion) => `ion ${ion}`).join('\n');
    const charges: readonly (readonly [string, number])[] = [
      ['3 Na out, 2 K in', 1],
      ['1 K out, 1 Cl out', 0],
      ['1 Na in, 1 K in, 2 Cl in', 0],
      ['3 Na in, 1 Ca out', -1],
      ['1 Ca out', 2],
      ['Cl out', -1],
    ];
    for (const [moves, charge] of charges) {
      const current = charge === 0 ? '; rate = 1e-12 mol/cm^2/s' : `; current = ${charge} pA`;
      const model = await modelOf(`${AT_37}${ions}\npump P { moves ${moves}${current} }`);
      assert.equal(model.pathways[0]!.cycle!.charge, charge, moves);
    }
  });

  it('a gating charge: half open at V½, slope zF/(4RT) there, whatever the temperature', async () => {
    for (const kelvin of [280, 310]) {
      const text = `membrane Cell { temperature = ${kelvin} K }
        channel C { conductance = 1 nS, reversal = 0 mV, open = n, gate n { half = -20 mV, charge = 4 } }
        let p = C.open\nlet slope = 4 / (4 * RT_F)`;
      const at = async (V: number): Promise<number> => letsOf(await modelOf(text), V)['p']!;
      const { slope } = letsOf(await modelOf(text), 0);
      assert.equal(await at(-0.02), 0.5);
      const measured = ((await at(-0.02 + 1e-6)) - (await at(-0.02 - 1e-6))) / 2e-6;
      assert.ok(Math.abs(measured / slope! - 1) < 1e-8, `${measured} ${slope}`);
      assert.ok((await at(0)) > 0.5 && (await at(-0.04)) < 0.5, 'a positive charge opens on depolarisation');
    }
  });

  it('Q10 multiplies rates and divides time constants, from the gate or from its channel', async () => {
    const channel = (inside: string, after = ''): string =>
      `membrane M { temperature = 16.3 degC }
      channel C { conductance = 1 nS, reversal = 0 mV, open = n, gate n { ${inside} } ${after} }`;
    const gate = async (text: string) => {
      const model = await modelOf(`${text}\nlet x = 1`);
      const { alpha, beta, tau } = model.pathways[0]!.gates[0]!;
      return [alpha, beta, tau].map((node) => (node === undefined ? undefined : constantOf(model, node)));
    };
    const constantOf = (model: Awaited<ReturnType<typeof modelOf>>, node: number): number => {
      const entry = model.graph.nodes[node]!;
      assert.equal(entry.op, 'const');
      return (entry as { value: number }).value;
    };
    const near = (actual: (number | undefined)[], expected: (number | undefined)[]): void =>
      actual.forEach((value, i) => {
        if (expected[i] === undefined) assert.equal(value, undefined);
        else assert.ok(Math.abs(value! / expected[i] - 1) < 1e-12, `${value} ${expected[i]}`);
      });
    near(await gate(channel('alpha = 1/ms, beta = 2/ms', 'q10 = 3 at 6.3 degC')), [3000, 6000, 1 / 9000]);
    near(await gate(channel('inf = 0.5, tau = 6 ms, q10 = 3 at 6.3 degC')), [undefined, undefined, 0.002]);
    near(await gate(channel('inf = 0.5, tau = 6 ms', 'q10 = 3 at 279.45 K')), [undefined, undefined, 0.002]);
  });
});
