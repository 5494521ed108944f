import assert from 'node:assert/strict';
import type { Model } from '../../../language/model/model.js';
import { Integration, type IntegrationOptions } from '../../../language/solver/integration.js';
import { problemOf } from '../../../language/solver/model-problem.js';
import type { Problem } from '../../../language/solver/problem.js';
import type { Trajectory } from '../../../language/solver/trajectory.js';
import { luoRudy, luoRudyStart } from '../../luo-rudy.js';
import { ModelBuilder } from '../../model-builder.js';
import { morrisLecar, squidAxon } from '../../models.js';

function problemFor(model: Model): Problem {
  const symbols = new Float64Array(model.symbols.length);
  for (const { symbol, value } of model.parameters) symbols[symbol] = value;
  const problem = problemOf(model, symbols, model.experiments[0]?.injections);
  assert.ok(problem.ok);
  return problem.value;
}

function run(model: Model, options: IntegrationOptions): Trajectory {
  const integration = new Integration(problemFor(model), options);
  integration.advance(Infinity);
  return integration.result();
}

const cases: readonly { name: string; model: Model; start: readonly number[]; end: number }[] = [
  { name: 'the squid axon', model: squidAxon().build(), start: [-0.065, 0.053, 0.6, 0.32], end: 0.03 },
  { name: 'the ventricle, blurred', model: luoRudy('smooth'), start: luoRudyStart.smooth, end: 0.4 },
  { name: 'the ventricle, as printed', model: luoRudy('paper'), start: luoRudyStart.paper, end: 0.4 },
  { name: 'the barnacle', model: morrisLecar('snlc', 0.45), start: [-0.04, 0], end: 0.3 },
];

describe('generated code', function () {
  this.timeout(30_000);
  for (const { name, model, start, end } of cases) {
    for (const method of ['explicit', 'implicit'] as const) {
      it(`${name}, ${method}: goes where the reference goes`, () => {
        const options = { start, end: method === 'explicit' ? Math.min(end, 0.06) : end, tolerance: 1e-9, method };
        const fast = run(model, options);
        const slow = run(model, { ...options, engine: 'reference' });
        assert.equal(fast.failure, undefined);
        const { steps, rhsEvaluations } = slow.statistics;
        assert.ok(Math.abs(fast.statistics.steps - steps) <= 0.02 * steps + 2, `${fast.statistics.steps}, ${steps}`);
        assert.ok(Math.abs(fast.statistics.rhsEvaluations / rhsEvaluations - 1) < 0.03);
        const grid = Array.from({ length: 200 }, (_, i) => (i / 199) * options.end);
        const columns = slow.sampleGrid(grid);
        fast.sampleGrid(grid).forEach((column, i) =>
          column.forEach((value, row) => {
            const wanted = columns[i]![row]!;
            assert.ok(
              Math.abs(value - wanted) < 2e-6 * Math.max(Math.abs(wanted), 1e-2),
              `${i} at ${grid[row]}: ${value}, ${wanted}`,
            );
          }),
        );
      });
    }
  }

  it('starts from the same slopes and curvatures', () => {
    for (const { model, start } of cases) {
      // Away from rest, where rates are differences of like numbers.
      const options = { start: start.map((value) => 0.9 * value), end: 1e-9 };
      const [fast, slow] = [run(model, options), run(model, { ...options, engine: 'reference' })];
      for (const part of [0, 1, 2]) {
        const partOf = ({ knots }: Trajectory) => knots.subarray(part * start.length, (part + 1) * start.length);
        const size = Math.max(...partOf(slow).map(Math.abs));
        partOf(fast).forEach((value, i) => {
          const wanted = partOf(slow)[i]!;
          assert.ok(Math.abs(value - wanted) <= 1e-12 * size, `${i} of ${part}: ${value}, ${wanted}`);
        });
      }
    }
  });

  it('gives the same bits every time, whatever else runs in between', () => {
    const { model, start } = cases[0]!;
    const options = { start, end: 0.02 };
    const alone = run(model, options);
    const others = cases.map((each) => new Integration(problemFor(each.model), { start: each.start, end: 0.02 }));
    while (others.some((each) => !each.advance(3)));
    assert.deepEqual(others[0]!.result().knots, alone.knots);
    assert.deepEqual(others[0]!.result().times, alone.times);
  });

  it('is compiled once for all values of the sliders', () => {
    const m = new ModelBuilder({ capacitance: 0.01 });
    const g = m.parameter('g', 2);
    m.channel('Leak', { conductance: g.times(2).over(m.term(2).times(g.over(g))), reversal: -0.07 });
    const model = m.build();
    for (const value of [2, 20]) {
      const symbols = new Float64Array(model.symbols.length);
      symbols[model.parameters[0]!.symbol] = value;
      const problem = problemOf(model, symbols);
      assert.ok(problem.ok);
      const integration = new Integration(problem.value, { start: [0], end: 0.01, tolerance: 1e-10 });
      integration.advance(Infinity);
      const out = new Float64Array(1);
      integration.result().sample(0.01, out);
      assert.ok(Math.abs(out[0]! - -0.07 * (1 - Math.exp(-value))) < 1e-10);
    }
  });

  it('stops when the knots have outgrown their memory, and says so', () => {
    const { model, start } = cases[0]!;
    const result = run(model, { start, end: 1, maximumBytes: 1e4 });
    assert.equal(result.failure?.code, 'solver.out-of-memory');
    assert.match(result.failure.message, /outgrown/);
    assert.ok(result.end > 0);
  });
});
