import assert from 'node:assert/strict';
import { argumentsOf, binaryOps, unaryOps, type Graph } from '../../language/model/graph.js';
import { GraphBuilder } from '../../language/model/graph-builder.js';
import { evaluate } from '../../language/model/evaluate.js';
import { applyBinary, applyUnary } from '../../language/model/operations.js';
import { squidAxon } from '../models.js';
import { luoRudy } from '../luo-rudy.js';
import { randomNumbers } from '../random.js';
import { randomGraph } from './random-graph.js';

function assertInvariants({ nodes, spans }: Graph): void {
  assert.equal(spans.length, nodes.length);
  const seen = new Set<string>();
  nodes.forEach((node, id) => {
    for (const argument of argumentsOf(node)) assert.ok(argument < id, `node ${id} uses ${argument}`);
    const key = node.op === 'const' ? `const ${Object.is(node.value, -0) ? '-0' : node.value}` : JSON.stringify(node);
    assert.ok(!seen.has(key), `${key} is there twice`);
    seen.add(key);
  });
}

describe('a graph', () => {
  it('has arguments before their users and no node twice', () => {
    const random = randomNumbers(11);
    for (let trial = 0; trial < 50; trial++) assertInvariants(randomGraph(random, 60).builder.graph());
    for (const model of [squidAxon().build(), luoRudy('smooth'), luoRudy('paper')]) assertInvariants(model.graph);
  });

  it('survives JSON', () => {
    const graph = squidAxon().build().graph;
    assert.deepEqual(JSON.parse(JSON.stringify(graph)), graph);
  });
});

describe('a graph builder', () => {
  const V = 0;

  it('gives one id to what is equal', () => {
    const b = new GraphBuilder();
    const once = b.binary('mul', b.symbol(V), b.constant(2));
    assert.equal(b.binary('mul', b.symbol(V), b.constant(2)), once);
    assert.notEqual(b.binary('mul', b.symbol(V + 1), b.constant(2)), once);
    assert.notEqual(b.constant(0), b.constant(-0));
  });

  it('keeps the ids of a graph it starts from, and goes on from there', () => {
    const graph = squidAxon().build().graph;
    const b = GraphBuilder.from(graph);
    assert.deepEqual(b.graph(), graph);
    const next = b.unary('tanh', b.symbol(V));
    assert.equal(next, graph.nodes.length);
  });

  it('remembers where the text wrote a node first', () => {
    const b = new GraphBuilder();
    const made = b.constant(1);
    b.constant(1, { start: 3, end: 4 });
    b.constant(1, { start: 8, end: 9 });
    assert.deepEqual(b.graph().spans[made], { start: 3, end: 4 });
  });

  it('folds constants to what evaluation would give', () => {
    const values = [-2, -1, -0, 0, 0.5, 1, 3, NaN, Infinity];
    for (const x of values) {
      for (const op of unaryOps) {
        const b = new GraphBuilder();
        assert.equal(b.constantValue(b.unary(op, b.constant(x))), applyUnary(op, x), `${op} ${x}`);
      }
      for (const y of values) {
        for (const op of binaryOps) {
          const b = new GraphBuilder();
          assert.equal(
            b.constantValue(b.binary(op, b.constant(x), b.constant(y))),
            applyBinary(op, x, y),
            `${x} ${op} ${y}`,
          );
        }
      }
    }
  });

  it('drops what changes nothing', () => {
    const b = new GraphBuilder();
    const x = b.symbol(V);
    const [zero, one, minusOne] = [b.constant(0), b.constant(1), b.constant(-1)];
    const same = [
      b.binary('add', x, zero),
      b.binary('add', zero, x),
      b.binary('sub', x, zero),
      b.binary('mul', x, one),
      b.binary('mul', one, x),
      b.binary('div', x, one),
      b.binary('pow', x, one),
      b.unary('neg', b.unary('neg', x)),
      b.select(x, x, x),
      b.select(one, x, zero),
      b.select(zero, one, x),
    ];
    for (const id of same) assert.equal(id, x);
    const negative = b.unary('neg', x);
    for (const id of [b.binary('sub', zero, x), b.binary('mul', x, minusOne), b.binary('mul', minusOne, x)]) {
      assert.equal(id, negative);
    }
    for (const id of [b.binary('mul', x, zero), b.binary('sub', x, x), b.binary('div', zero, x)])
      assert.equal(id, zero);
    assert.equal(b.binary('pow', x, zero), one);
  });

  it('unrolls small integer powers, exactly and with few products', () => {
    for (let n = 2; n <= 8; n++) {
      const b = new GraphBuilder();
      const power = b.binary('pow', b.symbol(V), b.constant(n));
      const graph = b.graph();
      assert.ok(graph.nodes.every(({ op }) => op !== 'pow'));
      assert.ok(graph.nodes.filter(({ op }) => op === 'mul').length <= 4);
      assert.equal(evaluate(graph, power, [3]), 3 ** n);
      assert.equal(evaluate(graph, power, [-2]), (-2) ** n);
    }
  });

  it('leaves other powers alone', () => {
    const b = new GraphBuilder();
    for (const exponent of [-1, 0.5, 9]) {
      const power = b.binary('pow', b.symbol(V), b.constant(exponent));
      assert.equal(b.node(power).op, 'pow');
      assert.equal(evaluate(b.graph(), power, [2]), 2 ** exponent);
    }
  });

  it('throws for a node it does not have', () => {
    assert.throws(() => new GraphBuilder().node(0), RangeError);
  });
});
