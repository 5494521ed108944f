/** The same step as rosenbrock-stepper.ts, as generated code. */
import { f64x2, type Code } from '../wasm/instructions.js';
import { slots } from '../wasm/layout.js';
import type { StepWriter } from '../wasm/step-writer.js';
import type { RosenbrockTableau } from './rosenbrock-stepper.js';

/** Writes the step; the value is a mask of the lanes in which it could be taken. */
export function writeRosenbrockStep(writer: StepWriter, tableau: RosenbrockTableau): Code {
  const { add, mul, div, value } = f64x2;
  const { h, body } = writer;
  const stage = (j: number): number => slots.stages + j;
  const [solved, reciprocal] = [body.local('v128'), body.local('v128')];
  body.write(solved.set(writer.factor(div(value(1 / tableau.gamma), h.get))), reciprocal.set(div(value(1), h.get)));
  const stages = tableau.nodes.length;
  let previous: readonly number[] = [];
  for (let i = 0; i < stages; i++) {
    const row = tableau.arguments[i]!;
    const continues = i > 1 && previous.every((coefficient, j) => coefficient === row[j]);
    const more = continues ? row.map((coefficient, j) => (j < previous.length ? 0 : coefficient)) : row;
    const start = continues ? slots.argument : slots.y;
    const sum = writer.combination(more, stage);
    writer.forEachRecord(writer.store(slots.argument, sum ? add(writer.vector(start), sum) : writer.vector(start)));
    previous = row;

    if (i > 0) writer.evaluate(tableau.nodes[i]!, slots.argument, stage(i));
    const couplings = writer.combination(tableau.couplings[i]!, stage);
    const slope = writer.vector(i === 0 ? slots.slope : stage(i));
    const coupled = couplings ? add(slope, mul(reciprocal.get, couplings)) : slope;
    const weight = tableau.timeWeights[i]!;
    const drift = mul(mul(value(weight), h.get), writer.vector(slots.timeDerivative));
    writer.forEachRecord(writer.store(stage(i), weight === 0 ? coupled : add(coupled, drift)));
    writer.solve(stage(i));
  }
  const last = writer.vector(stage(stages - 1));
  writer.forEachRecord(
    writer.storeResult(slots.nextY, add(writer.vector(slots.argument), last)),
    writer.storeResult(slots.error, last),
  );
  return solved.get;
}
