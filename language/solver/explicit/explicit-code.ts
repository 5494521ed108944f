/** The same step as explicit-stepper.ts, as generated code. */
import { f64x2, i64x2, type Code } from '../wasm/instructions.js';
import { slots } from '../wasm/layout.js';
import type { StepWriter } from '../wasm/step-writer.js';
import type { ExplicitTableau } from './explicit-stepper.js';

/** Writes the step; the value is a mask of the lanes in which it could be taken: all. */
export function writeExplicitStep(writer: StepWriter, tableau: ExplicitTableau): Code {
  const { add, mul } = f64x2;
  const stage = (j: number): number => (j === 0 ? slots.slope : slots.stages + j - 1);
  /** start + h Σ coefficient · stage. The last stage has just been computed, so least is left to do with it. */
  const moved = (row: readonly number[], start?: Code): Code => {
    const last = row.findLastIndex((coefficient) => coefficient !== 0);
    if (last < 0) return start ?? f64x2.value(0);
    const scaled = writer.body.local('v128');
    writer.body.write(scaled.set(mul(writer.h.get, f64x2.value(row[last]!))));
    const earlier = writer.combination(row.slice(0, last), stage);
    const before = earlier && mul(writer.h.get, earlier);
    const sum = before && start ? add(start, before) : (before ?? start);
    const latest = mul(scaled.get, writer.vector(stage(last)));
    return sum ? add(sum, latest) : latest;
  };
  for (let i = 1; i < tableau.nodes.length; i++) {
    writer.forEachRecord(writer.store(slots.argument, moved(tableau.stages[i]!, writer.vector(slots.y))));
    writer.evaluate(tableau.nodes[i]!, slots.argument, stage(i));
  }
  const nextY = moved(tableau.weights, writer.vector(slots.y));
  const error = moved(tableau.errorWeights);
  writer.forEachRecord(writer.storeResult(slots.nextY, nextY), writer.storeResult(slots.error, error));
  return i64x2.value(-1n);
}
