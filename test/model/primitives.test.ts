import assert from 'node:assert/strict';
import { differentiate } from '../../language/model/derivative.js';
import { evaluate } from '../../language/model/evaluate.js';
import { GraphBuilder } from '../../language/model/graph-builder.js';
import { primitives } from '../../language/model/primitives/primitives.js';

describe('each primitive function', () => {
  for (const { name, value, spelledOut } of primitives) {
    it(`${name}: value, other words and slope agree`, () => {
      const b = new GraphBuilder();
      const x = b.symbol(0);
      const node = b.unary(name, x);
      const spelled = spelledOut(b, x);
      const slope = differentiate(b, node, 0);
      for (const at of [-30, -2, -0.1, 0, 1e-9, 0.7, 3, 25]) {
        const wanted = value(at);
        const graph = b.graph();
        assert.equal(evaluate(graph, node, [at]), wanted);
        assert.ok(Math.abs(evaluate(graph, spelled, [at]) - wanted) <= 1e-15 * Math.abs(wanted), `at ${at}`);
        const h = 1e-5;
        const difference = (value(at + h) - value(at - h)) / (2 * h);
        assert.ok(Math.abs(evaluate(graph, slope, [at]) - difference) < 1e-9, `slope at ${at}`);
      }
    });
  }
});
