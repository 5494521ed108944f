/** What is dissolved on a side counts there, whoever says so: an ion, a solute, or the solution that is the side. */
import assert from 'node:assert/strict';
import { molarVolumeOfWater } from '../../language/physics/osmotic.js';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { evaluate } from '../../language/model/evaluate.js';
import type { Model } from '../../language/model/model.js';
import { applyFix, diagnose, fixesOf } from './diagnose.js';
import { letsOf, modelOf, summaryOf } from './values.js';

function near(actual: number | undefined, expected: number, relative = 1e-12): void {
  assert.ok(actual !== undefined && Math.abs(actual - expected) <= relative * Math.abs(expected), `${actual}`);
}

/** Gluconate and glucose stand in solutions alone. */
const SIDES = `
membrane Cell { temperature = 37 degC, area = 700 um^2, inside = Pipette, outside = Bath }
solution Pipette { K 140 mM, Cl 10 mM, gluconate 130 mM, HEPES 5 mM }
solution Bath { K 140 mM, Cl 140 mM, glucose 20 mM }
ion gluconate -
solute HEPES
compartment inside { volume = 2 pL }
compartment outside { }
ion K +
ion Cl -
`;
const OSMOTIC = SIDES.replace('2 pL', '2 pL, osmotic, water = 1e-3 cm/s')
  .replace('ion K +', 'ion K + { in = Pipette.K dynamic }')
  .replace('ion Cl -', 'ion Cl - { in = Pipette.Cl dynamic }')
  .replace('ion gluconate -', 'impermeant gluconate -');

/** Everything that has a start is at it. */
function atStart(model: Model): Float64Array {
  const symbols = defaultSymbols(model);
  for (const { symbol, start } of model.states)
    if (start !== undefined) symbols[symbol] = evaluate(model.graph, start, symbols);
  return symbols;
}

describe('what a side holds', () => {
  it('is in its osmolarity and its charge', async () => {
    const text = `${SIDES}let a = inside.osmolarity\nlet b = outside.osmolarity\nlet c = outside.charge`;
    const { a, b, c } = letsOf(await modelOf(text));
    near(a, 285);
    near(b, 300);
    assert.equal(c, 0);
    const { surroundings, contents } = await summaryOf(SIDES);
    near(surroundings?.osmoticDifference, -15);
    assert.deepEqual(
      contents.outside?.dissolved.map(({ name }) => name),
      ['K', 'Cl', 'glucose'],
    );
  });

  it('draws water', async () => {
    const model = await modelOf(OSMOTIC);
    const { rate } = model.states.find(({ name }) => name === 'inside.volume')!;
    near(evaluate(model.graph, rate, atStart(model)), -15 * 1e-5 * 700e-12 * molarVolumeOfWater, 1e-9);
  });

  it('is diluted with the rest, where nothing carries it', async () => {
    const model = await modelOf(`${OSMOTIC}let a = inside.osmolarity\nlet b = HEPES.in`);
    const symbols = atStart(model);
    const volume = model.states.find(({ name }) => name === 'inside.volume')!;
    symbols[volume.symbol]! *= 2;
    const [a, b] = model.values.map(({ node }) => evaluate(model.graph, node, symbols));
    near(a, 285 / 2);
    near(b, 2.5);
  });

  it('that pathways carry has to move in an osmotic cell, and starts as the solution says', async () => {
    const text = OSMOTIC.replace('ion K + { in = Pipette.K dynamic }', 'ion K +');
    const [found, ...more] = await diagnose(text);
    assert.deepEqual([found?.code, more], ['compartment.osmotic', []]);
    const mended = applyFix(text, fixesOf(found!)[0]!);
    assert.match(mended, /ion K \+ {\n {2}in = Pipette.K dynamic\n}/);
    assert.deepEqual(await diagnose(mended), []);
  });

  it('says a solute’s concentration to a transporter and to a blocker', async () => {
    const model = await modelOf(`
membrane Cell { temperature = 37 degC, inside = Cytosol, outside = Bath }
solution Cytosol { Na 12 mM, glucose 1 mM, spermine 5 uM, Cl 12 mM }
solution Bath { Na 145 mM, glucose 10 mM, Cl 145 mM }
ion Na +
solute glucose
ligand spermine { charge = 4 }
transporter SGLT { moves 2 Na in, 1 glucose in; rate = 1e-12 mol/cm^2/s }
channel Nav conducts Na { conductance = 1 mS/cm^2, blocked by spermine.in { Kd = 5 uM } }
let ratio = glucose.out / glucose.in
let free = Nav.unblocked
compartment inside { }
let q = inside.charge
`);
    const found = letsOf(model, -0.07);
    near(found['ratio'], 10);
    near(found['free'], 0.5);
    near(found['q'], 0.02, 1e-9);
    assert.ok(model.pathways.find(({ name }) => name === 'SGLT')?.cycle?.freeEnergy !== undefined);
  });

  it('may be set for the time of an experiment', async () => {
    const text = `${SIDES}experiment High { duration = 10 ms, set K.out = 8 mM from 1 ms, clamp -70 mV, then 0 mV, plot K.E }`;
    const model = await modelOf(text);
    assert.equal(model.experiments[0]?.drives?.length, 2);
  });

  it('is as plausible there as anywhere', async () => {
    const [found, ...more] = await diagnose(SIDES.replace('K 140 mM, Cl 10 mM', 'K 140 uM, Cl 10 mM'));
    assert.deepEqual(
      [found?.code, ...more.map(({ code }) => code)].toSorted(),
      ['ion.concentration-implausible', 'solution.charge'].toSorted(),
    );
  });
});
