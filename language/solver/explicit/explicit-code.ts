/** The same step as explicit-stepper.ts, as generated code. */
import { f64x2, i64x2, type Code } from '../wasm/instructions.js';
import { slots } from '../wasm/layout.js';
import type { StepWriter } from '../wasm/step-writer.js';
import type { ExplicitTableau } from './explicit-stepper.js';

/** Writes the step; the value is a mask of the lanes in which it could be taken: all. */
export function writeExplicitStep(writer: StepWriter, tableau: ExplicitTableau): Code {
  const { add, mul } = f64x2;
  const stage = (j: number): number => (j === 0 ? slots.slope : slots.stages + j - 1);
  const moved = (sum: Code | undefined): Code =>
    sum ? add(writer.vector(slots.y), mul(writer.h.get, sum)) : writer.vector(slots.y);
  for (let i = 1; i < tableau.nodes.length; i++) {
    writer.forEachRecord(writer.store(slots.argument, moved(writer.combination(tableau.stages[i]!, stage))));
    writer.evaluate(tableau.nodes[i]!, slots.argument, stage(i));
  }
  const difference = writer.combination(tableau.errorWeights, stage) ?? f64x2.value(0);
  writer.forEachRecord(
    writer.storeResult(slots.nextY, moved(writer.combination(tableau.weights, stage))),
    writer.storeResult(slots.error, mul(writer.h.get, difference)),
  );
  return i64x2.value(-1n);
}
