import assert from 'node:assert/strict';
import { makeEvaluators } from '../../language/model/evaluate.js';
import { randomNumbers } from '../random.js';
import { randomGraph, SYMBOLS } from './random-graph.js';

describe('columns', () => {
  it('are, to the last bit, what the evaluator gives row by row', () => {
    const random = randomNumbers(8);
    for (let trial = 0; trial < 40; trial++) {
      const { builder, nodes } = randomGraph(random, 40);
      const outputs = nodes.slice(-5);
      const { at, columns } = makeEvaluators(builder.graph(), outputs);
      const symbols = Float64Array.from({ length: SYMBOLS }, () => 4 * random() - 2);
      const rows = [0, 1, 63, 64, 65, 150][trial % 6]!;
      const column = (): Float64Array => Float64Array.from({ length: rows }, () => 4 * random() - 2);
      const given = new Map([
        [0, column()],
        [2, column()],
      ]);
      const out = outputs.map(() => new Float64Array(rows));
      columns(symbols, given, rows, out);
      const expected = new Float64Array(outputs.length);
      for (let row = 0; row < rows; row++) {
        for (const [symbol, values] of given) symbols[symbol] = values[row]!;
        at(symbols, expected);
        assert.deepEqual(
          Float64Array.from(out, (values) => values[row]!),
          expected,
        );
      }
    }
  });
});
