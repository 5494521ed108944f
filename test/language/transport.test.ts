/** Pumps with a rate law, transporters and solutes: currents, fluxes, free energies, from text to digits. */
import assert from 'node:assert/strict';
import { findRest } from '../../language/analysis/rest.js';
import type { Summary } from '../../language/analysis/summary.js';
import { cycleFreeEnergy, transportReversal } from '../../language/physics/coupled-transport.js';
import { diagnose } from './diagnose.js';
import { letsOf, modelOf, summaryOf } from './values.js';

const CELL = `membrane Cell { temperature = 37 degC, area = 3000 um^2 }
ion K + { in = 140 mM, out = 4 mM }
ion Na + { in = 12 mM, out = 145 mM }
ion Cl - { in = 7 mM, out = 120 mM }
ion Ca 2+ { in = 100 nM, out = 1.5 mM }
solute glucose { in = 1 mM, out = 5 mM }
channel Leak { conductance = 30 nS, reversal = -80 mV }
`;
const T = 310.15;
const F = 96485.33212331;
const e = 1.602176634e-19;

const K = { charge: 1, inside: 140, outside: 4 };
const Na = { charge: 1, inside: 12, outside: 145 };
const Cl = { charge: -1, inside: 7, outside: 120 };
const Ca = { charge: 2, inside: 1e-4, outside: 1.5 };
const glucose = { charge: 0, inside: 1, outside: 5 };

function assertClose(actual: number | undefined, expected: number, relative = 1e-12): void {
  assert.ok(
    actual !== undefined && Math.abs(actual - expected) <= relative * Math.abs(expected),
    `${actual} ≠ ${expected}`,
  );
}

const pathwayOf = ({ pathways }: Summary, name: string): Summary['pathways'][number] =>
  pathways.find((entry) => entry.name === name)!;

const messages = async (text: string): Promise<string[]> => (await diagnose(text)).map(({ message }) => message);

describe('language: pumps with a rate', () => {
  const moves = 'moves 3 Na out, 2 K in; uses 1 ATP;';
  // 1e6 pumps of 10 cycles a second in 3000 µm².
  const same: readonly string[] = [
    'count = 1e6, rate = 10/s',
    'rate = 1e7/s',
    'count = 1e6 / (3000 um^2), rate = 10/s',
    'rate = 1e7/s / (3000 um^2)',
    'rate = 1e7/s / 6.02214076e23/mol',
    'rate = 1e7/s / 6.02214076e23/mol / (3000 um^2)',
  ];
  for (const law of same) {
    it(`${law}: 1.602 pA`, async () => {
      const pump = pathwayOf(await summaryOf(`${CELL}pump P { ${moves} ${law} }`), 'P');
      assertClose(pump.absoluteCurrent, 1e7 * e);
      assertClose(pump.pump?.cellRate, 1e7);
      assertClose(pump.pump?.cellAtpRate, 1e7);
      assert.equal(pump.pump?.turnover === undefined, !law.startsWith('count'));
      if (law.startsWith('count')) assertClose(pump.pump?.turnover, 10);
    });
  }

  it('the current alone still tells the rate, and with a count the turnover of one', async () => {
    const { pump } = pathwayOf(await summaryOf(`${CELL}pump P { ${moves} current = 2 pA, count = 1e6 }`), 'P');
    assertClose(pump?.cellRate, 2e-12 / e);
    assertClose(pump?.turnover, 2e-18 / e);
  });

  it('a rate and a current that agree to a rounding are both let stand', async () => {
    assert.deepEqual(await messages(`${CELL}pump P { ${moves} rate = 1e7/s, current = 1.6 pA }`), []);
  });

  it('a rate and a current that do not are an error with both numbers', async () => {
    const [message] = await messages(`${CELL}pump P { ${moves} rate = 1e7/s, current = 16 pA }`);
    assert.match(message!, /0\.003333\/µm²\/s|3333/);
    assert.match(message!, /0\.05341 µA\/cm².*0\.5333 µA\/cm²/);
  });

  it('a law and a current cannot be compared: one of them goes', async () => {
    const [message] = await messages(`${CELL}pump P { ${moves} rate = 1e7/s * exp(V / 25 mV), current = 1.6 pA }`);
    assert.match(message!, /only the `rate` is used/);
  });

  it('a count beside a flux is an error', async () => {
    const [message] = await messages(`${CELL}pump P { ${moves} count = 1e6, rate = 1e-12 mol/cm^2/s }`);
    assert.match(message!, /`rate` is a flux .* of all pumps together/);
  });

  it('without an area a rate per pump with a count is of the whole cell', async () => {
    const text = CELL.replace(', area = 3000 um^2', '') + `pump P { ${moves} count = 1e6, rate = 10/s }`;
    const pump = pathwayOf(await summaryOf(text), 'P');
    assertClose(pump.current, 1e7 * e);
  });

  it('its law follows V: the resting potential solves for both', async () => {
    const model = await modelOf(`${CELL}pump P { ${moves} rate = 1e7/s * boltzmann((V + 60 mV) / 20 mV) }`);
    const rest = findRest(model, new Float64Array(model.symbols.length));
    assert.ok(rest.ok && rest.value.method === 'roots');
    const { V } = rest.value.roots[0]!;
    assertClose(30e-9 * (-0.08 - V), (1e7 * e) / (1 + Math.exp(-(V + 0.06) / 0.02)), 1e-6);
  });
});

describe('language: transporters', () => {
  const NCX = 'transporter NCX { moves 3 Na in, 1 Ca out; rate = 1e5/s * (1 - exp(NCX.dG / (R * T))) }\n';
  const KCC2 =
    'transporter KCC2 { moves 1 K out, 1 Cl out; rate = 1e-9 mmol/cm^2/s * ln(K.in * Cl.in / (K.out * Cl.out)) }\n';
  const NKCC1 = 'transporter NKCC1 { moves 1 Na in, 1 K in, 2 Cl in; rate = 1e-14 mol/cm^2/s }\n';
  const SGLT = 'transporter SGLT1 { moves 2 Na in, 1 glucose in; rate = 1e-18 mol/s }\n';

  const cycles = [
    {
      name: 'KCC2',
      text: KCC2,
      charge: 0,
      moves: [
        { ...K, count: 1 },
        { ...Cl, count: 1 },
      ],
    },
    {
      name: 'NKCC1',
      text: NKCC1,
      charge: 0,
      moves: [
        { ...Na, count: -1 },
        { ...K, count: -1 },
        { ...Cl, count: -2 },
      ],
    },
    {
      name: 'NCX',
      text: NCX,
      charge: -1,
      moves: [
        { ...Na, count: -3 },
        { ...Ca, count: 1 },
      ],
    },
    {
      name: 'SGLT1',
      text: SGLT,
      charge: -2,
      moves: [
        { ...Na, count: -2 },
        { ...glucose, count: -1 },
      ],
    },
  ];
  for (const { name, text, charge, moves } of cycles) {
    it(`${name}: net charge, free energy and reversal are those of its cycle`, async () => {
      const summary = await summaryOf(CELL + text);
      const { pump } = pathwayOf(summary, name);
      assert.equal(pump?.charge, charge);
      const expected = cycleFreeEnergy(moves, summary.restingPotential!, T);
      assertClose(pump.freeEnergy, expected, 1e-9);
      assertClose(pump.cycleEnergy, expected, 1e-9);
      assertClose(
        pump.terms.reduce((sum, { energy }) => sum + energy, 0),
        expected,
        1e-9,
      );
      if (charge === 0) assert.equal(pump.reversal, undefined);
      else assertClose(pump.reversal, transportReversal(moves, T), 1e-9);
    });
  }

  it('NCX reverses at 3 E_Na − 2 E_Ca, with no current there', async () => {
    const lets = 'let a = NCX.E\nlet b = 3 * Na.E - 2 * Ca.E\nlet c = NCX.I\n';
    const model = await modelOf(CELL + NCX + lets);
    const at = letsOf(model, -0.07);
    assertClose(at['a'], at['b']!);
    assert.ok(Math.abs(letsOf(model, at['b'])['c']!) < 1e-12);
    assert.ok(at['c']! < 0 && letsOf(model, 0)['c']! > 0, 'inward below E, outward above');
  });

  it('KCC2 stands still where E_Cl = E_K', async () => {
    const balanced = CELL.replace('in = 7 mM, out = 120 mM', 'in = 120 mM * 4 / 140, out = 120 mM');
    const { pump } = pathwayOf(await summaryOf(balanced + KCC2), 'KCC2');
    assert.ok(Math.abs(pump!.freeEnergy!) < 1e-9 && Math.abs(pump!.rate!) < 1);
  });

  it('an electroneutral one carries no current, and each of its ions does', async () => {
    const summary = await summaryOf(CELL + NKCC1);
    const current = (name: string): number | undefined => summary.ions.find((ion) => ion.name === name)?.current;
    const flux = 1e-14 * 1e4;
    assert.equal(pathwayOf(summary, 'NKCC1').current, 0);
    assertClose(current('Na'), -F * flux, 1e-9);
    assertClose(current('K'), -F * flux, 1e-9);
    assertClose(current('Cl'), 2 * F * flux, 1e-9);
    const budget = summary.ions.find(({ name }) => name === 'Cl')?.budget;
    assertClose(budget?.netFlux, -2 * flux, 1e-9);
  });

  it('a solute has a flux and no current', async () => {
    const summary = await summaryOf(CELL + SGLT);
    const [solute] = summary.solutes;
    assertClose(solute?.flux, -1e-18 / 3000e-12, 1e-9);
    assertClose(solute?.freeEnergyInward, 8.31446261815324 * T * Math.log(1 / 5));
    assertClose(pathwayOf(summary, 'SGLT1').absoluteCurrent, -2 * F * 1e-18, 1e-9);
  });

  it('the energy of ATP is part of the cycle where it is given', async () => {
    const pump =
      'pump NaK { moves 3 Na out, 2 K in; uses 1 ATP; current = 2 pA, atp_energy = -57 kJ/mol }\nlet dG = NaK.dG\n';
    const model = await modelOf(CELL + pump);
    const moves = [
      { ...Na, count: 3 },
      { ...K, count: -2 },
    ];
    assertClose(letsOf(model, -0.07)['dG'], cycleFreeEnergy(moves, -0.07, T) - 57e3, 1e-9);
    const { pump: summary } = pathwayOf(await summaryOf(CELL + pump), 'NaK');
    assertClose(summary?.reversal, transportReversal(moves, T, 57e3), 1e-9);
  });

  it('says why there is no E, no dG, no rate', async () => {
    const said = async (text: string): Promise<string> => (await messages(CELL + text)).join('\n');
    assert.match(await said(`${KCC2}let x = KCC2.E`), /no voltage stops it/);
    assert.match(await said('transporter X { moves 1 K out, 1 Cl out }'), /has no `rate`/);
    assert.match(await said('transporter X { moves 1 K out; uses 1 ATP; rate = 1/s }'), /what uses ATP is a pump/);
    assert.match(await said('ligand B { in = 1 uM }\ntransporter X { moves 1 B out; rate = 1/s }'), /`B` is a ligand/);
    assert.match(
      await said('pump P { moves 3 Na out; uses 1 ATP; current = 1 pA }\nlet x = P.dG'),
      /`atp_energy` is not given/,
    );
    assert.match(
      await said('solute S { in = 1 mM }\ntransporter X { moves 1 S in, 1 Na in; rate = 1/s }\nlet x = X.E'),
      /`S` has no concentration on both sides/,
    );
  });
});
