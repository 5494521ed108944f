/** `memb rest FILE`: everything the model has at rest, as a table or as JSON. */
import { summarize, type Summary } from '../../language/analysis/summary.js';
import type { Rest } from '../../language/analysis/rest.js';
import type { Model } from '../../language/model/model.js';
import { concentrationUnit, formatNumber, formatPotential, formatQuantity } from '../../language/units/display.js';
import { prettyUnit } from '../../language/units/pretty.js';
import { fromSI } from '../../language/units/convert.js';
import { exitCodes, type Console, type ExitCode } from './console.js';
import { modelOf } from './model-of.js';
import { poolsText } from './pools.js';
import { restJson } from './rest-json.js';
import { slabsJson, slabsText } from './slabs.js';
import { sensitivitiesJson, sensitivitiesOf, sensitivitiesText } from './sensitivities.js';
import { unitsOfBasis } from './quantity.js';
import { table } from './table.js';

export interface RestOptions {
  readonly json?: boolean;
  /** Also how V_rest answers to each parameter. */
  readonly sensitivities?: boolean;
}

export async function rest(
  console: Console,
  file: string,
  settings: readonly string[],
  { json = false, sensitivities = false }: RestOptions = {},
): Promise<ExitCode> {
  const found = await modelOf(console, file, settings);
  if (found === undefined) return exitCodes.failed;
  const { model, symbols } = found;
  const summary = summarize(model, symbols);
  const answers = sensitivities ? sensitivitiesOf(model, symbols, summary.restingPotential) : undefined;
  if (json) {
    const more = slabsJson(model, symbols);
    const all = {
      ...restJson(file, model, summary),
      ...more,
      ...(answers && { sensitivities: sensitivitiesJson(answers) }),
    };
    console.out(`${JSON.stringify(all, null, 2)}\n`);
  } else
    console.out(
      [restText(model, symbols, summary), sensitivitiesText(answers)].filter((part) => part !== '').join('\n'),
    );
  return summary.rest?.ok ? exitCodes.ok : exitCodes.failed;
}

function restText(model: Model, symbols: Float64Array, summary: Summary): string {
  const head = [
    model.name,
    formatQuantity(summary.temperature, 'degC'),
    `RT/F ${formatPotential(summary.thermalVoltage, 2)}`,
  ];
  if (summary.area !== undefined) head.push(`area ${formatQuantity(summary.area, 'um^2')}`);
  const parts = [
    `${head.join(' · ')}\n`,
    potentials(summary),
    ions(summary),
    movement(summary),
    poolsText(summary),
    pathways(summary),
    states(model, summary),
    slabsText(model, symbols),
    values(summary),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function potentials({ rest: found }: Summary): string {
  if (found === undefined) return 'V_rest  not computed: the file has no channel or pump.\n';
  if (!found.ok) return `V_rest  not computed: ${found.failure.message}\n`;
  const { roots, chosen } = found.value;
  const rows = roots.map(({ V, stable }, i) => [
    i === chosen ? 'V_rest' : '',
    formatPotential(V, 3),
    stable ? 'stable' : 'unstable',
    i === chosen ? methodOf(found.value) : '',
  ]);
  return table(rows);
}

function methodOf({ method, roots }: Rest): string {
  if (method === 'chord') return '(chord-conductance equation)';
  return roots.length === 1
    ? '(the one zero of the steady-state current)'
    : `(of ${roots.length} zeros of the steady-state current)`;
}

const NONE = '–';
const DIRECTIONS = { in: 'enters', out: 'leaves', none: 'at equilibrium' } as const;

function ions(summary: Summary): string {
  if (summary.ions.length === 0) return '';
  const potential = (value: number | undefined): string => (value === undefined ? NONE : formatPotential(value, 3));
  const concentration = (si: number | undefined): string =>
    si === undefined ? NONE : formatQuantity(si, concentrationUnit(si));
  const rows = summary.ions.map((ion) => [
    ion.name,
    `${ion.charge > 0 ? '+' : '−'}${Math.abs(ion.charge)}`,
    concentration(ion.inside),
    concentration(ion.outside),
    potential(ion.reversal),
    potential(ion.drivingForce),
    ion.flow === undefined ? NONE : DIRECTIONS[ion.flow],
  ]);
  return table([['ion', 'z', 'inside', 'outside', 'E', 'V − E', 'at rest it'], ...rows]);
}

const PER_MINUTE = 'mM/min';

/** How fast concentrations move at rest, and where they end. */
function movement(summary: Summary): string {
  const rate = (si: number | undefined): string => (si === undefined ? NONE : formatQuantity(si, PER_MINUTE));
  const rows = summary.ions
    .filter(({ insideRate, outsideRate }) => insideRate !== undefined || outsideRate !== undefined)
    .map(({ name, insideRate, outsideRate }) => [name, rate(insideRate), rate(outsideRate)]);
  const rates = rows.length === 0 ? '' : table([['at rest', 'd/dt inside', 'd/dt outside'], ...rows]);
  return [rates, steady(summary), solutions(summary)].filter((part) => part !== '').join('\n');
}

function steady({ fullSteady, ions }: Summary): string {
  if (fullSteady === undefined) return '';
  if (!fullSteady.ok) return `steady state of everything  ${fullSteady.failure.message}\n`;
  const { potential, ions: moved, volume, conserved } = fullSteady.value;
  const concentration = (si: number | undefined): string =>
    si === undefined ? NONE : formatQuantity(si, concentrationUnit(si));
  const rows = moved.map(({ ion, inside, outside, reversal }) => [
    ions[ion]!.name,
    concentration(inside),
    concentration(outside),
    reversal === undefined ? NONE : formatPotential(reversal, 3),
    conserved.some((entry) => entry.ion === ion)
      ? formatQuantity(conserved.find((entry) => entry.ion === ion)!.amount, 'fmol', 6)
      : NONE,
  ]);
  const size = volume === undefined ? '' : `, volume ${formatQuantity(volume, 'pL')}`;
  const head = `steady state of everything  V ${formatPotential(potential, 3)}${size}\n\n`;
  return head + table([['ion', 'inside', 'outside', 'E', 'conserved in all'], ...rows]);
}

function solutions({ surroundings }: Summary): string {
  if (surroundings?.donnan === undefined) return '';
  const { inside, outside, osmoticDifference, osmoticPressure, donnan } = surroundings;
  const number = (si: number): string => formatQuantity(si, 'mM');
  return table([
    ['solution', 'Σ c', 'Σ z·c'],
    ['inside', number(inside.osmolarity), number(inside.charge)],
    ['outside', number(outside.osmolarity), number(outside.charge)],
    ['difference', number(osmoticDifference), formatQuantity(osmoticPressure, 'kPa')],
    ['Donnan', formatPotential(donnan.potential, 3), `r ${formatNumber(donnan.ratio)}`],
  ]);
}

function pathways(summary: Summary): string {
  if (summary.pathways.length === 0) return '';
  const units = unitsOfBasis(summary.basis);
  const number = (si: number | undefined, unit: string): string =>
    si === undefined ? NONE : formatNumber(fromSI(si, unit));
  const share = (value: number | undefined): string =>
    value === undefined ? NONE : `${formatNumber(value * 100, 3)} %`;
  const header = [
    'pathway',
    `g (${prettyUnit(units.conductance)})`,
    'share of g',
    'E',
    `I (${prettyUnit(units.current)})`,
    'I (pA)',
  ];
  const rows = summary.pathways.map((pathway) => [
    pathway.name,
    number(pathway.conductance, units.conductance),
    share(pathway.conductanceShare),
    pathway.reversal === undefined ? NONE : formatPotential(pathway.reversal, 3),
    number(pathway.current, units.current),
    number(pathway.absoluteCurrent, 'pA'),
  ]);
  // With a whole-cell basis the last two columns would be the same.
  const columns = summary.basis === 'cell' || summary.area === undefined ? -1 : undefined;
  return table([header, ...rows].map((row) => row.slice(0, columns))) + populations(summary) + pumps(summary);
}

/** Channels counted: how many conduct at rest, and how much that fluctuates. */
function populations(summary: Summary): string {
  const rows = summary.pathways.flatMap(({ name, population }) => {
    const { count, unitary, conducting, variation, currentDeviation } = population ?? {};
    if (population === undefined) return [];
    return [
      [
        name,
        count === undefined ? NONE : formatNumber(count),
        unitary === undefined ? NONE : formatQuantity(unitary, 'pS'),
        conducting === undefined ? NONE : formatNumber(conducting),
        variation === undefined ? NONE : `${formatNumber(variation * 100, 3)} %`,
        currentDeviation === undefined ? NONE : formatQuantity(currentDeviation, 'pA'),
      ],
    ];
  });
  const header = ['channels', 'N', 'γ', 'conducting', 'CV', 'SD of I'];
  return rows.length === 0 ? '' : `\n${table([header, ...rows])}`;
}

function pumps(summary: Summary): string {
  const rows = summary.pathways.flatMap(({ name, pump }) => {
    if (pump === undefined) return [];
    const [cycles, atp, place] =
      pump.cellRate === undefined
        ? [pump.rate, pump.atpRate, summary.basis === 'area' ? ' per m²' : '']
        : [pump.cellRate, pump.cellAtpRate, ''];
    const charge = pump.charge === 0 ? 'none' : `+${Math.abs(pump.charge)} ${pump.charge > 0 ? 'outward' : 'inward'}`;
    const rate = (value: number | undefined): string =>
      value === undefined ? NONE : formatQuantity(value, '/s') + place;
    const energy = pump.cycleEnergy ?? pump.freeEnergy;
    const suffix = pump.cycleEnergy === undefined ? ' without ATP' : '';
    return [
      [
        name,
        charge,
        rate(cycles),
        pump.atp === 0 ? NONE : rate(atp),
        energy === undefined ? NONE : formatQuantity(energy, 'kJ/mol') + suffix,
        pump.reversal === undefined ? NONE : formatPotential(pump.reversal, 3),
      ],
    ];
  });
  return rows.length === 0
    ? ''
    : `\n${table([['cycle of', 'net charge', 'cycles', 'ATP', 'ΔG of a cycle', 'E'], ...rows])}`;
}

/** Those that stand for themselves: gates are in the table of their channel. */
function states(model: Model, summary: Summary): string {
  const gates = new Set(model.pathways.flatMap(({ gates: all }) => all.map(({ state }) => state)));
  const rows = summary.states
    .filter((_, i) => !gates.has(i))
    .map(({ name, value, unit }) => [name, value === undefined ? NONE : formatQuantity(value, unit)]);
  return rows.length === 0 ? '' : table([['state', 'at rest'], ...rows]);
}

function values(summary: Summary): string {
  if (summary.values.length === 0) return '';
  return table([
    ['let', 'value'],
    ...summary.values.map(({ name, value, unit }) => [name, value === undefined ? NONE : formatQuantity(value, unit)]),
  ]);
}
