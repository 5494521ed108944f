import assert from 'node:assert/strict';
import { integrate } from '../../../language/solver/driver.js';
import type { IntegrationOptions } from '../../../language/solver/integration.js';
import { problemOf } from '../../../language/solver/model-problem.js';
import type { Problem } from '../../../language/solver/problem.js';
import { sweepKernel } from '../../../language/solver/sweep.js';
import { luoRudy, luoRudyStart } from '../../luo-rudy.js';
import { ModelBuilder } from '../../model-builder.js';
import type { Operand, Term } from '../../term.js';

/** C = 1, no channel, one state with the rate that is given; V stays where it starts. */
function oneState(rate: (x: Term, m: ModelBuilder) => Operand): Problem {
  const m = new ModelBuilder({ capacitance: 1 });
  m.channel('None', { conductance: 0, reversal: 0 });
  m.state('x', (x) => ({ rate: rate(x, m), steady: 0 }));
  const model = m.build();
  const problem = problemOf(model, new Float64Array(model.symbols.length));
  assert.ok(problem.ok);
  return problem.value;
}

function finalState(problem: Problem, x: number, options: Omit<IntegrationOptions, 'start'>) {
  const trajectory = integrate(problem, { start: [0, x], ...options });
  return { trajectory, x: trajectory.knots.at(-5)!, ...trajectory.statistics };
}

describe('conditions on the state', () => {
  it('are located where they change, without a rejected step', () => {
    const slower = oneState((x) => x.below(1).select(1, 0.25));
    const { x, trajectory, rejected, steps } = finalState(slower, 0, { end: 3 });
    assert.ok(Math.abs(x - 1.5) < 1e-12, `${x}`);
    assert.equal(rejected, 0);
    assert.ok(steps < 60, `${steps}`);
    const change = trajectory.times.find((t, i) => t === trajectory.times[i + 1]);
    assert.ok(Math.abs(change! - 1) < 1e-9, `${change}`);
  });

  it('leave a stiff, published model more accurate for the same steps', () => {
    const model = luoRudy('paper');
    const run = (tolerance: number, engine: 'auto' | 'reference') => {
      const problem = problemOf(model, new Float64Array(model.symbols.length), model.experiments[0]!.injections);
      assert.ok(problem.ok);
      return integrate(problem.value, { start: luoRudyStart.paper, end: 0.4, tolerance, engine });
    };
    const grid = Array.from({ length: 400 }, (_, i) => i * 1e-3);
    const exact = run(1e-11, 'auto').sampleGrid(grid)[0]!;
    const errorOf = (engine: 'auto' | 'reference') =>
      Math.max(
        ...run(1e-5, engine)
          .sampleGrid(grid)[0]!
          .map((V, i) => Math.abs(V - exact[i]!)),
      );
    assert.ok(errorOf('auto') < 0.5 * errorOf('reference'), `${errorOf('auto')}, ${errorOf('reference')}`);
  });

  it('may guard what has no value beyond', () => {
    const guarded = oneState((x) => x.below(0).select(0, x.unary('sqrt').times(-2)));
    const { trajectory, x } = finalState(guarded, 1, { end: 3, tolerance: 1e-8 });
    assert.equal(trajectory.failure, undefined);
    assert.ok(Math.abs(x) < 1e-6, `${x}`);
  });

  it('may lead straight back to one another', () => {
    const sliding = oneState((x) => x.below(0).select(1, -1));
    const { trajectory, x } = finalState(sliding, 0.5, { end: 1, maximumSteps: 20_000 });
    if (trajectory.failure) assert.match(trajectory.failure.message, /x .* at t = |Stopped after/);
    assert.ok(Math.abs(x) < 1e-6, `${x}`);
    assert.ok(trajectory.end > 0.5 - 1e-6);
  });

  it('see an excursion that ends within a step', () => {
    // y counts the time for which x = t − t² is above 0.2.
    const m = new ModelBuilder({ capacitance: 1 });
    m.channel('None', { conductance: 0, reversal: 0 });
    const x = m.state('x', () => ({ rate: m.t.minus(0.5).times(-2), steady: 0 }));
    m.state('y', () => ({ rate: x.below(0.2).select(0, 1), steady: 0 }));
    const model = m.build();
    const problem = problemOf(model, new Float64Array(model.symbols.length));
    assert.ok(problem.ok);
    const { knots } = integrate(problem.value, { start: [0, 0, 0], end: 1 });
    assert.ok(Math.abs(knots.at(-7)! - Math.sqrt(0.2)) < 1e-9, `${knots.at(-7)}`);
  });

  it('on the time alone are edges, however short what they switch', () => {
    const flash = oneState((_x, m) => m.t.below(0.5).select(0, m.t.below(0.5 + 1e-7).select(1e7, 0)));
    assert.deepEqual(flash.edges, [0.5, 0.5 + 1e-7]);
    assert.ok(Math.abs(finalState(flash, 0, { end: 1 }).x - 1) < 1e-6);
  });

  it('are each lane’s own in a sweep', () => {
    const slower = () => oneState((x) => x.below(1).select(1, 0.25));
    const problem = slower();
    const jobs = [0, 0.3, 0.6].map((x) => ({ problem, options: { start: [0, x], end: 3 } }));
    const sweep = sweepKernel(jobs);
    sweep.advance(Infinity);
    for (const { index, trajectory } of sweep.takeResults()) {
      const start = [0, 0.3, 0.6][index]!;
      assert.deepEqual(trajectory.knots, integrate(slower(), { start: [0, start], end: 3 }).knots);
    }
  });
});
