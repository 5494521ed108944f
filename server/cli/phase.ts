/** `memb phase FILE`: nullclines and fixed points in the plane of V and one state, as a summary, CSV or JSON. */
import { fixedPointKind, phasePlane, type FixedPoint, type PhasePlane } from '../../language/analysis/phase-plane.js';
import type { Experiment, Model } from '../../language/model/model.js';
import { fromSI } from '../../language/units/convert.js';
import { formatNumber, formatPotential, formatQuantity } from '../../language/units/display.js';
import { nearest } from '../../language/units/nearest.js';
import { unitsOfBasis } from '../notation.js';
import { exitCodes, UsageError, type Console, type ExitCode } from './console.js';
import { csvCell } from './csv.js';
import { modelOf } from './model-of.js';
import { quantity } from './quantity.js';
import { table } from './table.js';

export interface PhaseRequest {
  readonly format: 'summary' | 'csv' | 'json';
  readonly settings: readonly string[];
  readonly experiment?: string;
  /** Name of the state beside V; by default the first. */
  readonly state?: string;
}

export async function phase(console: Console, file: string, request: PhaseRequest): Promise<ExitCode> {
  const found = await modelOf(console, file, request.settings);
  if (found === undefined) return exitCodes.failed;
  const { model, symbols } = found;
  const experiment = experimentOf(file, model, request.experiment);
  const outcome = phasePlane(model, symbols, request.state, experiment);
  if (!outcome.ok) {
    console.err(`${file}: ${outcome.failure.code} ${outcome.failure.message}\n`);
    return exitCodes.failed;
  }
  const plane = outcome.value;
  if (request.format === 'csv') console.out(csv(plane));
  else if (request.format === 'json') console.out(`${JSON.stringify(json(file, model, plane, experiment), null, 1)}\n`);
  else console.out(summary(model, plane, experiment));
  return exitCodes.ok;
}

/** None unless one is asked for: then nothing is injected. */
function experimentOf(file: string, model: Model, wanted: string | undefined): Experiment | undefined {
  if (wanted === undefined) return undefined;
  const found = model.experiments.find(({ name }) => name === wanted);
  if (found !== undefined) return found;
  const names = model.experiments.map(({ name }) => name);
  const [close] = nearest(wanted, names);
  throw new UsageError(
    `${file} has no experiment \`${wanted}\`${close === undefined ? '' : `; did you mean \`${close}\``}.`,
  );
}

function summary(model: Model, plane: PhasePlane, experiment: Experiment | undefined): string {
  const { state, moment, injected, fixedPoints, reduced, voltageNullclines } = plane;
  const current = formatQuantity(injected, unitsOfBasis(model.basis).current);
  const when = experiment ? ` · ${experiment.name} at ${formatQuantity(moment, 'ms')}, ${current} injected` : '';
  const rows = fixedPoints.map((point) => [
    formatPotential(point.V, 4),
    formatQuantity(point.w, state.unit, 6),
    fixedPointKind(point),
    eigenvalueText(point),
  ]);
  const knees = voltageNullclines.flatMap(({ V, w }) => turnings(V, w));
  const parts = [
    `${model.name} · plane of V and ${state.name}${when}\n`,
    rows.length === 0 ? 'No fixed point.\n' : table([['V', state.name, 'fixed point', 'eigenvalues (1/s)'], ...rows]),
    ...(knees.length > 0
      ? [
          table([
            ['V-nullcline turns at V', state.name],
            ...knees.map(([V, w]) => [formatPotential(V, 2), formatQuantity(w, state.unit, 4)]),
          ]),
        ]
      : []),
    ...(reduced.length > 0
      ? [`A reduction: ${reduced.map(({ name }) => name).join(', ')} at the steady value for V.\n`]
      : []),
  ];
  return parts.join('\n');
}

function eigenvalueText({ eigenvalues = [] }: FixedPoint): string {
  return eigenvalues
    .slice(0, 4)
    .map(({ real, imaginary }) =>
      imaginary === 0
        ? formatNumber(real, 4)
        : `${formatNumber(real, 4)} ${imaginary > 0 ? '+' : '−'} ${formatNumber(Math.abs(imaginary), 4)}i`,
    )
    .join(', ');
}

/** Extrema of a curve, to its grid. */
function turnings(V: Float64Array, w: Float64Array): [number, number][] {
  const found: [number, number][] = [];
  for (let i = 1; i + 1 < V.length; i++) if ((w[i]! - w[i - 1]!) * (w[i + 1]! - w[i]!) < 0) found.push([V[i]!, w[i]!]);
  return found;
}

function csv({ state, voltageNullclines, stateNullclines, fixedPoints }: PhasePlane): string {
  const w = (value: number): number => (state.unit === '' ? value : fromSI(value, state.unit));
  const name = csvCell(state.unit === '' ? state.name : `${state.name} (${state.unit})`);
  const rows = [
    ...voltageNullclines.flatMap((curve) => Array.from(curve.V, (V, i) => ['V-nullcline', V, curve.w[i]!] as const)),
    ...stateNullclines.flatMap((curve) =>
      Array.from(curve.V, (V, i) => [`${state.name}-nullcline`, V, curve.w[i]!] as const),
    ),
    ...fixedPoints.map((point) => [fixedPointKind(point) || 'fixed point', point.V, point.w] as const),
  ];
  const lines = rows.map(([what, V, value]) => `${csvCell(what)},${fromSI(V, 'mV')},${w(value)}`);
  return `curve,V (mV),${name}\n${lines.join('\n')}\n`;
}

function json(file: string, model: Model, plane: PhasePlane, experiment: Experiment | undefined): object {
  const { state, moment, injected, fixedPoints, reduced } = plane;
  const curve = ({ V, w }: { V: Float64Array; w: Float64Array }): object => ({
    V: { unit: 'mV', values: Array.from(V, (value) => fromSI(value, 'mV')) },
    [state.name]: {
      unit: state.unit,
      values: Array.from(w, (value) => (state.unit === '' ? value : fromSI(value, state.unit))),
    },
  });
  return {
    file,
    membrane: model.name,
    state: state.name,
    ...(experiment && { experiment: experiment.name, moment: quantity(moment, 'ms') }),
    injected: quantity(injected, unitsOfBasis(model.basis).current),
    reduced: reduced.map(({ name }) => name),
    fixedPoints: fixedPoints.map((point) => ({
      V: quantity(point.V, 'mV'),
      [state.name]: quantity(point.w, state.unit),
      stable: point.stable,
      kind: fixedPointKind(point),
      eigenvalues: point.eigenvalues,
    })),
    voltageNullclines: plane.voltageNullclines.map(curve),
    stateNullclines: plane.stateNullclines.map(curve),
  };
}
