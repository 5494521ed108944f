import assert from 'node:assert/strict';
import { differentiate } from '../../language/model/derivative.js';
import { evaluate } from '../../language/model/evaluate.js';
import { GraphBuilder } from '../../language/model/graph-builder.js';
import { gradientsAt } from '../../language/model/jacobian-at.js';
import { denseJacobianOf, jacobianOf } from '../../language/model/jacobian.js';
import { luoRudy } from '../luo-rudy.js';
import { randomNumbers } from '../random.js';
import { randomGraph, SYMBOLS } from './random-graph.js';

const all = Array.from({ length: SYMBOLS }, (_, symbol) => symbol);

describe('a Jacobian', () => {
  it('holds the derivative of each output by each symbol, and none that is 0', () => {
    const random = randomNumbers(21);
    for (let trial = 0; trial < 60; trial++) {
      const { builder, nodes } = randomGraph(random, 40);
      const outputs = [...nodes.slice(-4), nodes.at(-1)!];
      const expected = outputs.flatMap((output) => all.map((symbol) => differentiate(builder, output, symbol)));
      assert.deepEqual(denseJacobianOf(builder, outputs, all), expected);
      const zero = builder.constant(0);
      assert.ok(jacobianOf(builder, outputs, all).every(({ node }) => node !== zero));
    }
  });

  it('of separate parts grows with the model, not with its square', () => {
    const nodesFor = (parts: number): number => {
      const b = new GraphBuilder();
      const outputs = Array.from({ length: parts }, (_, i) => b.unary('exp', b.unary('sin', b.symbol(i))));
      const before = b.size;
      jacobianOf(
        b,
        outputs,
        Array.from({ length: parts }, (_, i) => i),
      );
      return b.size - before;
    };
    assert.ok(nodesFor(200) < 2.1 * nodesFor(100));
  });
});

describe('gradients at a point', () => {
  it('are the symbolic derivatives evaluated there', () => {
    const random = randomNumbers(22);
    let compared = 0;
    for (let trial = 0; trial < 100; trial++) {
      const { builder, nodes } = randomGraph(random, 30);
      const outputs = nodes.slice(-4);
      const symbols = Float64Array.from({ length: SYMBOLS }, () => 4 * random() - 2);
      const gradients = gradientsAt(builder.graph(), outputs, all, symbols);
      outputs.forEach((output, i) => {
        const { value, columns, slopes } = gradients[i]!;
        assert.equal(value, evaluate(builder.graph(), output, symbols));
        for (const symbol of all) {
          const derivative = differentiate(builder, output, symbol);
          const exact = evaluate(builder.graph(), derivative, symbols);
          const found = columns.includes(symbol) ? slopes[columns.indexOf(symbol)]! : 0;
          if (!Number.isFinite(exact)) continue;
          compared++;
          assert.ok(Math.abs(found - exact) <= 1e-12 * Math.abs(exact), `${found} for ${exact}`);
        }
      });
    }
    assert.ok(compared > 1000);
  });

  it('keep apart what is 0 by itself and what came out as 0', () => {
    const b = new GraphBuilder();
    const x = b.symbol(0);
    // ∂/∂x of √(x²)·y at 0 is 0/0; by y, on which the root does not depend, it is 0.
    const root = b.unary('sqrt', b.binary('mul', x, x));
    const product = b.binary('mul', root, b.symbol(1));
    const [gradient] = gradientsAt(b.graph(), [product], [0, 1], [0, 3]);
    assert.ok(Number.isNaN(gradient!.slopes[0]));
    assert.equal(gradient!.slopes[1], 0);
  });

  it('of Luo and Rudy’s model are as long as its rows have entries', () => {
    const { graph, states, symbols } = luoRudy('smooth');
    const rates = states.map(({ rate }) => rate);
    const by = states.map(({ symbol }) => symbol);
    const entries = jacobianOf(GraphBuilder.from(graph), rates, by).length;
    const found = gradientsAt(graph, rates, by, new Float64Array(symbols.length).fill(0.5));
    assert.equal(
      found.reduce((sum, { columns }) => sum + columns.length, 0),
      entries,
    );
  });
});
