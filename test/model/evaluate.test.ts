import assert from 'node:assert/strict';
import { evaluate, makeEvaluator, reachable, symbolsOf } from '../../language/model/evaluate.js';
import type { Graph, NodeId } from '../../language/model/graph.js';
import { GraphBuilder } from '../../language/model/graph-builder.js';
import { applyBinary, applyUnary } from '../../language/model/operations.js';
import type { BinaryOp, UnaryOp } from '../../language/model/graph.js';
import { randomNumbers } from '../random.js';
import { deepChain, randomGraph, SYMBOLS } from './random-graph.js';

/** By recursion, straight from the definition. */
function naive(graph: Graph, id: NodeId, symbols: ArrayLike<number>): number {
  const node = graph.nodes[id]!;
  if (node.op === 'const') return node.value;
  if (node.op === 'symbol') return symbols[node.symbol]!;
  const [a, b, c] = node.args.map((argument) => naive(graph, argument, symbols));
  if (node.op === 'select') return a !== 0 ? b! : c!;
  return b === undefined ? applyUnary(node.op as UnaryOp, a!) : applyBinary(node.op as BinaryOp, a!, b);
}

describe('an evaluator', () => {
  it('gives, to the last bit, what the definition gives', () => {
    const random = randomNumbers(2);
    for (let trial = 0; trial < 200; trial++) {
      const { builder, nodes } = randomGraph(random, 30);
      const graph = builder.graph();
      const outputs = nodes.slice(-5);
      const run = makeEvaluator(graph, outputs);
      const out = new Float64Array(outputs.length);
      for (let point = 0; point < 4; point++) {
        const symbols = Float64Array.from({ length: SYMBOLS }, () => 6 * random() - 3);
        run(symbols, out);
        outputs.forEach((id, i) =>
          assert.ok(Object.is(out[i], naive(graph, id, symbols)), `node ${id} of trial ${trial}`),
        );
      }
    }
  });

  it('takes outputs that are constants, symbols, the same twice, or none', () => {
    const b = new GraphBuilder();
    const [two, x] = [b.constant(2), b.symbol(0)];
    const out = new Float64Array(4);
    makeEvaluator(b.graph(), [two, x, two, x])([7], out);
    assert.deepEqual([...out], [2, 7, 2, 7]);
    assert.doesNotThrow(() => makeEvaluator(b.graph(), [])([], new Float64Array(0)));
  });

  it('takes symbols from any array of numbers, and undefined for NaN', () => {
    const b = new GraphBuilder();
    const sum = b.binary('add', b.symbol(0), b.symbol(1));
    assert.equal(evaluate(b.graph(), sum, [1, 2]), 3);
    assert.equal(evaluate(b.graph(), sum, Float32Array.of(1, 2)), 3);
    assert.ok(Number.isNaN(evaluate(b.graph(), sum, [1])));
  });

  it('does not let a branch that is not taken spoil the other', () => {
    const b = new GraphBuilder();
    const x = b.symbol(0);
    const safe = b.select(b.binary('gt', x, b.constant(0)), b.unary('log', x), b.constant(-1));
    assert.equal(evaluate(b.graph(), safe, [-5]), -1);
  });

  it('goes through graphs thousands of nodes deep', () => {
    const b = new GraphBuilder();
    const node = deepChain(b, 20_000);
    assert.ok(Number.isFinite(evaluate(b.graph(), node, [0.1, 0.2])));
  });
});

describe('what a node depends on', () => {
  const b = new GraphBuilder();
  const [x, y] = [b.symbol(3), b.symbol(5)];
  const product = b.binary('mul', x, b.unary('exp', x));
  const other = b.binary('add', product, y);

  it('is reached, arguments first, and nothing else', () => {
    assert.deepEqual(reachable(b.graph().nodes, [product]), [x, product - 1, product]);
    assert.deepEqual(reachable(b.graph().nodes, []), []);
  });

  it('is counted in symbols', () => {
    assert.deepEqual([...symbolsOf(b.graph(), [product])], [3]);
    assert.deepEqual([...symbolsOf(b.graph(), [other])].sort(), [3, 5]);
    assert.deepEqual([...symbolsOf(b.graph(), [b.constant(1)])], []);
  });
});
