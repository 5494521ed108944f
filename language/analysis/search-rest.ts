/** Resting potentials by search: every zero of the steady-state current on a range that holds all reversals. */
import type { Model } from '../model/model.js';
import { failure, success, type Outcome } from '../model/outcome.js';
import { formatCurrent, formatVoltage } from './field-units.js';
import { membraneCurrent, unsettledSentence, type MembraneCurrent } from './membrane-current.js';
import { reversalSpan } from './reversals.js';
import type { SteadyState } from './steady-state.js';
import { findZeros, type Sampled, type Zero } from './zeros.js';

/** V. The range is never narrower than ±WIDEST, and holds every reversal with MARGIN to spare. */
const WIDEST = 0.2;
const MARGIN = 0.1;
const STEP = 0.0005;
/** Further than FINE_MARGIN from every reversal potential, steps of COARSE·STEP do. */
const FINE_MARGIN = 0.04;
const COARSE = 5;
/** How far from a jump its sides are read, V. */
const BESIDE = 1e-9;
/** Relative to Σ|I|: what a current that only touches zero may differ from it. */
const NOISE = 1e-12;

/** Fails with `rest.not-finite`, `rest.unsettled`, `rest.no-root` or `rest.undetermined`. */
export function searchRest(model: Model, steady: SteadyState, symbols: Float64Array): Outcome<readonly Zero[]> {
  const current = membraneCurrent(model, steady, symbols);
  const x = sampleVoltages(reversalSpan(model, steady, symbols));
  const sampled = { x, y: current.totals(x) };
  const broken = sampled.y.findIndex((I) => !Number.isFinite(I));
  if (broken >= 0) return notFinite(model, current, sampled.x[broken]!);

  const { zeros, jumps, flat } = findZeros(current.total, sampled, (V) => NOISE * current.magnitude(V));
  if (zeros.length > 0) return success(zeros);
  if (flat.length > 0) return undetermined(flat[0]!);
  return noRoot(model, current.total, sampled, jumps);
}

/** From well below the lowest reversal potential to well above the highest, finest where passive currents can balance. */
export function sampleVoltages(span: readonly [number, number] = [-WIDEST, WIDEST]): Float64Array {
  const [lowest, highest] = span;
  const last = Math.ceil(Math.max(WIDEST, highest + MARGIN) / STEP);
  const x: number[] = [];
  for (let k = Math.floor(Math.min(-WIDEST, lowest - MARGIN) / STEP); k < last;) {
    const V = k * STEP;
    x.push(V);
    k += V >= lowest - FINE_MARGIN && V <= highest + FINE_MARGIN ? 1 : COARSE;
  }
  x.push(last * STEP);
  return Float64Array.from(x);
}

function notFinite(model: Model, current: MembraneCurrent, V: number): Outcome<never> {
  const culprit = model.pathways[current.pathways(V).findIndex((I) => !Number.isFinite(I))];
  const unsettled = current.unsettled();
  if (unsettled) return failure('rest.unsettled', unsettledSentence(unsettled, V), { span: unsettled.span });
  const which = culprit ? `current through ${culprit.name}` : 'membrane current';
  const message = `The ${which} is not a finite number at V = ${formatVoltage(V)}, so resting potentials cannot be searched for.`;
  return failure('rest.not-finite', message, culprit && { span: culprit.span });
}

function undetermined([from, to]: readonly [number, number]): Outcome<never> {
  const range = `${formatVoltage(from)} to ${formatVoltage(to)}`;
  return failure(
    'rest.undetermined',
    `The membrane current is zero all the way from ${range}, so any voltage there would stay as it is.`,
  );
}

function noRoot(model: Model, f: (V: number) => number, { x, y }: Sampled, jumps: readonly number[]): Outcome<never> {
  const last = x.length - 1;
  const at = (V: number, I: number): string => `${formatCurrent(I, model.basis)} at ${formatVoltage(V)}`;
  if (jumps.length > 0) {
    const V = jumps[0]!;
    const sides = `${formatCurrent(f(V - BESIDE), model.basis)} to ${formatCurrent(f(V + BESIDE), model.basis)}`;
    return failure(
      'rest.no-root',
      `The steady-state current is nowhere zero: at ${formatVoltage(V)} it jumps from ${sides}.`,
    );
  }
  const ends = `${at(x[0]!, y[0]!)} and ${at(x[last]!, y[last]!)}`;
  const direction = y[0]! > 0 ? 'outward' : 'inward';
  return failure(
    'rest.no-root',
    `No voltage is a resting potential: the steady-state current is ${direction} all the way, ${ends}.`,
  );
}
