import assert from 'node:assert/strict';
import { differentiate, makeDifferentiator } from '../../language/model/derivative.js';
import { evaluate, makeEvaluator } from '../../language/model/evaluate.js';
import { binaryOps, unaryOps, type NodeId, type UnaryOp } from '../../language/model/graph.js';
import { GraphBuilder } from '../../language/model/graph-builder.js';
import { luoRudy } from '../luo-rudy.js';
import { randomNumbers } from '../random.js';
import { deepChain } from './random-graph.js';

/** Richardson's extrapolation of central differences: good to about 1e-9 of the function's size. */
function difference(f: (x: number) => number, x: number): number {
  const central = (h: number): number => (f(x + h) - f(x - h)) / (2 * h);
  const h = 1e-3;
  return (4 * central(h / 2) - central(h)) / 3;
}

function assertClose(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(
    Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)),
    `${what}: ${actual} is not ${expected}`,
  );
}

describe('the derivative', () => {
  const flat = new Set<UnaryOp>(['not', 'floor', 'ceil']);
  const domain: Partial<Record<UnaryOp, readonly number[]>> = {
    log: [0.2, 1, 5],
    log10: [0.2, 1, 5],
    sqrt: [0.2, 1, 5],
    asin: [-0.7, 0, 0.5],
    acos: [-0.7, 0, 0.5],
  };

  for (const op of unaryOps) {
    it(`of ${op}, and its second, are what differences show`, () => {
      const b = new GraphBuilder();
      const x = b.symbol(0);
      const y = b.unary(op, b.binary('mul', b.constant(0.7), x));
      const first = differentiate(b, y, 0);
      const second = differentiate(b, first, 0);
      const graph = b.graph();
      for (const at of domain[op] ?? [-4.2, -0.9, -0.3, 0.31, 1.1, 6.3]) {
        const valueOf = (node: NodeId) => (t: number) => evaluate(graph, node, [t]);
        if (flat.has(op)) assert.equal(evaluate(graph, first, [at]), 0);
        assertClose(evaluate(graph, first, [at]), difference(valueOf(y), at), 1e-7, `${op}′ at ${at}`);
        assertClose(evaluate(graph, second, [at]), difference(valueOf(first), at), 1e-7, `${op}″ at ${at}`);
      }
    });
  }

  for (const op of binaryOps) {
    it(`of ${op} is what differences show, by either argument and by both`, () => {
      for (const [p, q] of [
        ['x', '2'],
        ['2', 'x'],
        ['x', 'x²'],
      ] as const) {
        const b = new GraphBuilder();
        const x = b.symbol(0);
        const terms = { x, '2': b.constant(2), 'x²': b.binary('mul', x, x) };
        const y = b.binary(op, terms[p], terms[q]);
        const slope = differentiate(b, y, 0);
        const graph = b.graph();
        for (const at of [0.3, 0.8, 1.7, 3.1]) {
          const expected = difference((t) => evaluate(graph, y, [t]), at);
          assertClose(evaluate(graph, slope, [at]), expected, 1e-6, `${p} ${op} ${q} at ${at}`);
        }
      }
    });
  }

  it('of exprel and linoid, first and second, is exact at 0 and smooth beside it', () => {
    const expected = { exprel: [1 / 2, 1 / 3], linoid: [1 / 2, 1 / 6] } as const;
    for (const op of ['exprel', 'linoid'] as const) {
      const b = new GraphBuilder();
      const first = differentiate(b, b.unary(op, b.symbol(0)), 0);
      const second = differentiate(b, first, 0);
      const graph = b.graph();
      for (const x of [-1e-6, -1e-9, -1e-300, 0, 1e-300, 1e-9, 1e-6]) {
        assertClose(evaluate(graph, first, [x]), expected[op][0], 1e-6, `${op}′ at ${x}`);
        assertClose(evaluate(graph, second, [x]), expected[op][1], 1e-6, `${op}″ at ${x}`);
      }
      assert.equal(evaluate(graph, first, [0]), expected[op][0]);
      assertClose(evaluate(graph, second, [0]), expected[op][1], 1e-15, `${op}″ at 0`);
      const beside = [0.4999999, 0.5000001, -0.4999999, -0.5000001].map((x) => evaluate(graph, second, [x]));
      assertClose(beside[0]!, beside[1]!, 1e-7, 'where the series ends');
      assertClose(beside[2]!, beside[3]!, 1e-7, 'where the series ends');
    }
  });

  it('of linoid stays finite however far out', () => {
    const b = new GraphBuilder();
    const first = differentiate(b, b.unary('linoid', b.symbol(0)), 0);
    const second = differentiate(b, first, 0);
    for (const x of [-1e6, -800, -300, 300, 800, 1e6]) {
      assertClose(evaluate(b.graph(), first, [x]), x > 0 ? 1 : 0, 1e-15, `linoid′ at ${x}`);
      assert.ok(Math.abs(evaluate(b.graph(), second, [x])) < 1e-15);
    }
  });

  it('of a power is right at base 0', () => {
    const b = new GraphBuilder();
    const power = b.binary('pow', b.symbol(0), b.symbol(1));
    const slopes = [differentiate(b, power, 0), differentiate(b, power, 1)];
    for (const slope of slopes) assert.equal(evaluate(b.graph(), slope, [0, 2]), 0);
  });

  it('of a branch is that of the branch taken, without the condition', () => {
    const b = new GraphBuilder();
    const x = b.symbol(0);
    const y = b.select(b.binary('lt', x, b.constant(0)), b.unary('sin', x), b.unary('sqrt', x));
    const slope = differentiate(b, y, 0);
    assert.equal(evaluate(b.graph(), slope, [-1]), Math.cos(-1));
    assert.equal(evaluate(b.graph(), slope, [4]), 0.25);
  });

  it('by what a node does not depend on is the constant 0', () => {
    const b = new GraphBuilder();
    const y = b.unary('exp', b.binary('mul', b.symbol(0), b.symbol(1)));
    assert.equal(b.constantValue(differentiate(b, y, 2)), 0);
    assert.equal(b.constantValue(differentiate(b, b.constant(3), 0)), 0);
    assert.equal(b.constantValue(differentiate(b, b.symbol(2), 2)), 1);
  });

  it('shares: a chain of products costs in proportion to its length', () => {
    const nodesFor = (length: number): number => {
      const b = new GraphBuilder();
      let y = b.symbol(0);
      for (let i = 0; i < length; i++) y = b.binary('mul', y, b.binary('add', y, b.constant(i + 1)));
      differentiate(b, y, 0);
      return b.size;
    };
    assert.ok(nodesFor(200) < 2.1 * nodesFor(100));
    assert.ok(nodesFor(200) < 200 * 8);
  });

  it('does not differentiate anything twice', () => {
    const b = new GraphBuilder();
    const y = deepChain(b, 50);
    const derivative = makeDifferentiator(b, 0);
    const slope = derivative(y);
    const { size } = b;
    assert.equal(derivative(y), slope);
    derivative(b.unary('exp', y));
    assert.ok(b.size <= size + 2);
  });

  it('goes through graphs thousands of nodes deep', () => {
    const b = new GraphBuilder();
    const y = deepChain(b, 5_000);
    const slope = differentiate(b, y, 0);
    assert.ok(Number.isFinite(evaluate(b.graph(), slope, [0.1, 0.2])));
  });

  it('leaves the nodes there were as they were', () => {
    const { graph } = luoRudy('paper');
    const b = GraphBuilder.from(graph);
    const derivative = makeDifferentiator(b, 0);
    graph.nodes.forEach((_, id) => derivative(id));
    assert.deepEqual(b.graph().nodes.slice(0, graph.nodes.length), graph.nodes);
  });

  it('of every rate of a real model is what differences show', () => {
    const model = luoRudy('smooth');
    const b = GraphBuilder.from(model.graph);
    const derivative = makeDifferentiator(b, 0);
    const rates = model.states.map(({ rate }) => rate);
    const slopes = rates.map(derivative);
    const graph = b.graph();
    const random = randomNumbers(9);
    const out = new Float64Array(rates.length);
    for (let trial = 0; trial < 20; trial++) {
      const symbols = [0.15 * random() - 0.1, 0, ...model.states.map(() => random())];
      const rateAt =
        (i: number) =>
        (V: number): number =>
          evaluate(graph, rates[i]!, [V, ...symbols.slice(1)]);
      makeEvaluator(graph, slopes)(symbols, out);
      rates.forEach((_, i) => {
        const [h, f] = [1e-6, rateAt(i)];
        const expected = (f(symbols[0]! + h) - f(symbols[0]! - h)) / (2 * h);
        assertClose(out[i]!, expected, 1e-5, model.states[i]!.name);
      });
    }
  });
});
