import assert from 'node:assert/strict';
import { evaluate, makeEvaluator, makeEvaluatorAt } from '../../language/model/evaluate.js';
import { argumentsOf, type NodeId } from '../../language/model/graph.js';
import { GraphBuilder } from '../../language/model/graph-builder.js';
import { reachable } from '../../language/model/reachable.js';
import { schedule } from '../../language/model/schedule.js';
import { makeTape } from '../../language/model/tape.js';
import { luoRudy } from '../luo-rudy.js';
import { randomNumbers } from '../random.js';
import { randomGraph, SYMBOLS } from './random-graph.js';

describe('a schedule', () => {
  it('has each node once, after its arguments, in runs of one operation', () => {
    const random = randomNumbers(4);
    for (let trial = 0; trial < 50; trial++) {
      const { builder } = randomGraph(random, 60);
      const { nodes } = builder.graph();
      const ids = [...nodes.keys()].filter((id) => argumentsOf(nodes[id]!).length > 0);
      const done = new Set<NodeId>();
      for (const { op, nodes: batch } of schedule(nodes, ids)) {
        for (const id of batch) {
          assert.equal(nodes[id]!.op, op);
          assert.ok(!done.has(id));
          for (const argument of argumentsOf(nodes[id]!)) assert.ok(done.has(argument) || !ids.includes(argument));
          done.add(id);
        }
      }
      assert.equal(done.size, ids.length);
    }
  });

  it('changes operation far less often than the text', () => {
    const { graph, states } = luoRudy('smooth');
    const rates = states.map(({ rate }) => rate);
    const ids = reachable(graph.nodes, rates).filter((id) => argumentsOf(graph.nodes[id]!).length > 0);
    const changes = ids.filter((id, i) => i === 0 || graph.nodes[id]!.op !== graph.nodes[ids[i - 1]!]!.op).length;
    assert.ok(schedule(graph.nodes, ids).length < changes / 3);
  });
});

describe('an evaluator with fixed symbols', () => {
  it('gives, to the last bit, what one without gives', () => {
    const random = randomNumbers(6);
    const isFixed = (symbol: number): boolean => symbol < 2;
    for (let trial = 0; trial < 100; trial++) {
      const { builder, nodes } = randomGraph(random, 40);
      const graph = builder.graph();
      const outputs = nodes.slice(-6);
      const symbols = Float64Array.from({ length: SYMBOLS }, () => 4 * random() - 2);
      const free = makeEvaluator(graph, outputs);
      const bound = makeEvaluatorAt(graph, outputs, isFixed, symbols);
      const [expected, actual] = [new Float64Array(6), new Float64Array(6)];
      for (let point = 0; point < 3; point++) {
        for (let symbol = 2; symbol < SYMBOLS; symbol++) symbols[symbol] = 4 * random() - 2;
        free(symbols, expected);
        bound(symbols, actual);
        assert.deepEqual(actual, expected);
      }
    }
  });

  it('works out once what they alone decide', () => {
    const b = new GraphBuilder();
    const slow = b.unary('exp', b.unary('sin', b.symbol(0)));
    const output = b.binary('mul', slow, b.symbol(1));
    const tape = makeTape(b.graph(), [output], (symbol) => symbol === 0);
    assert.equal(tape.fixedBatches, 2);
    assert.equal(tape.batches.length / 2, 3);
    const out = new Float64Array(1);
    const bound = makeEvaluatorAt(b.graph(), [output], (symbol) => symbol === 0, [1, 2]);
    bound([99, 3], out);
    assert.equal(out[0], Math.exp(Math.sin(1)) * 3);
  });
});

describe('a tape', () => {
  it('refuses nodes that its graph does not have', () => {
    const b = new GraphBuilder();
    b.symbol(0);
    assert.throws(() => evaluate(b.graph(), 7, [1]), RangeError);
  });
});
