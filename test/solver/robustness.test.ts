import assert from 'node:assert/strict';
import { integrate } from '../../language/solver/driver.js';
import { problemOf } from '../../language/solver/model-problem.js';
import type { Problem } from '../../language/solver/problem.js';
import { luoRudy, luoRudyStart } from '../luo-rudy.js';
import { squidAxon } from '../models.js';
import { randomNumbers } from '../random.js';

const STEPS = 2000;

function problem(kind: 'axon' | 'heart'): Problem {
  const model = kind === 'axon' ? squidAxon().build() : luoRudy('paper');
  const result = problemOf(model, new Float64Array(model.symbols.length), model.experiments[0]!.injections);
  assert.ok(result.ok);
  return result.value;
}

describe('from starts that make no sense', function () {
  this.timeout(60_000);
  const starts = { axon: [-0.065, 0.05, 0.6, 0.3], heart: luoRudyStart.paper };

  for (const kind of ['axon', 'heart'] as const) {
    it(`${kind}: every run ends within its budget, in numbers or in a failure that explains itself`, () => {
      const random = randomNumbers(13);
      const system = problem(kind);
      for (let trial = 0; trial < 60; trial++) {
        const wild = (value: number): number => value * 10 ** (4 * random() - 1) * (random() < 0.3 ? -1 : 1);
        const start = starts[kind].map(wild);
        const result = integrate(system, { start, end: 0.05, maximumSteps: STEPS });
        const { steps, rejected } = result.statistics;
        assert.ok(steps + rejected <= STEPS);
        assert.ok(result.knots.every(Number.isFinite), `trial ${trial}`);
        if (!result.failure) assert.equal(result.end, 0.05);
        else {
          assert.match(result.failure.code, /^solver\.(not-finite|step-too-small|too-many-steps)$/);
          assert.match(result.failure.message, /at t = /);
          assert.equal(result.failure.time, result.end);
          if (result.failure.code !== 'solver.too-many-steps') assert.ok(system.names.includes(result.failure.state!));
        }
      }
    });
  }
});
