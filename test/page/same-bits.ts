/** Runs whose every bit is compared between Node and a browser: one number for each. */
import type { Model } from '../../language/model/model.js';
import { integrate } from '../../language/solver/driver.js';
import { problemOf } from '../../language/solver/model-problem.js';
import { luoRudy, luoRudyStart } from '../luo-rudy.js';
import { morrisLecar, squidAxon } from '../models.js';

export interface ModelRun {
  readonly model: Model;
  readonly start: readonly number[];
  readonly end: number;
}

export const runs: readonly ModelRun[] = [
  { model: squidAxon().build(), start: [-0.065, 0.053, 0.6, 0.32], end: 0.1 },
  { model: morrisLecar('snlc', 0.45), start: [-0.04, 0], end: 0.3 },
  { model: luoRudy('smooth'), start: luoRudyStart.smooth, end: 0.4 },
  { model: luoRudy('paper'), start: luoRudyStart.paper, end: 0.4 },
];

export function fingerprints(of: readonly ModelRun[]): string[] {
  return of.map(({ model, start, end }) => {
    const problem = problemOf(model, new Float64Array(model.symbols.length), model.experiments[0]?.injections);
    if (!problem.ok) return problem.failure.message;
    if (!problem.value.code?.kernel(8)) return 'no generated code';
    const { knots, failure } = integrate(problem.value, { start, end });
    return failure?.message ?? `${knots.length} numbers, ${hash(knots)}`;
  });
}

/** FNV-1a, on the bytes. */
function hash(numbers: Float64Array): string {
  let sum = 0x811c9dc5;
  for (const byte of new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)) {
    sum = Math.imul(sum ^ byte, 0x01000193);
  }
  return (sum >>> 0).toString(16);
}
