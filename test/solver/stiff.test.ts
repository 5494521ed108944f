import assert from 'node:assert/strict';
import { integrate } from '../../language/solver/driver.js';
import type { Problem } from '../../language/solver/problem.js';
import {
  decay,
  hires,
  hiresEnd,
  oregonator,
  oregonatorEnd,
  robertson,
  robertsonEnd,
  stiffCosine,
  vanDerPol,
  vanDerPolEnd,
} from './systems.js';

interface Case {
  readonly name: string;
  readonly problem: Problem;
  readonly start: readonly number[];
  readonly end: number;
  readonly exact: readonly number[];
  /** At the default tolerance. */
  readonly relativeError: number;
  readonly evaluations: number;
}

const cases: Case[] = [
  {
    name: 'Robertson over eleven decades of time',
    problem: robertson,
    start: [1, 0, 0],
    end: 1e11,
    exact: robertsonEnd,
    relativeError: 5e-3,
    evaluations: 3300,
  },
  {
    name: 'Van der Pol, ε = 1e-6',
    problem: vanDerPol(1e-6),
    start: [2, 0],
    end: 2,
    exact: vanDerPolEnd,
    relativeError: 1e-6,
    evaluations: 14000,
  },
  {
    name: 'Oregonator',
    problem: oregonator,
    start: [1, 2, 3],
    end: 360,
    exact: oregonatorEnd,
    relativeError: 1e-6,
    evaluations: 8500,
  },
  {
    name: 'HIRES',
    problem: hires,
    start: [1, 0, 0, 0, 0, 0, 0, 0.0057],
    end: 321.8122,
    exact: hiresEnd,
    relativeError: 1e-7,
    evaluations: 3500,
  },
];

function relativeError(test: Case, tolerance?: number): { error: number; evaluations: number } {
  const { problem, start, end, exact } = test;
  const result = integrate(problem, { start, end, ...(tolerance !== undefined && { tolerance }) });
  assert.equal(result.failure, undefined);
  const out = new Float64Array(problem.size);
  result.sample(end, out);
  const error = Math.max(...exact.map((value, i) => Math.abs(out[i]! / value - 1)));
  return { error, evaluations: result.statistics.rhsEvaluations };
}

describe('stiff problems', function () {
  this.timeout(30_000);
  for (const test of cases) {
    it(`${test.name}: right, within its work`, () => {
      const { error, evaluations } = relativeError(test);
      assert.ok(error < test.relativeError, `${error}`);
      assert.ok(evaluations < test.evaluations, `${evaluations}`);
    });
  }

  it('come out to the published digits when asked for', () => {
    for (const test of cases.slice(1)) assert.ok(relativeError(test, 1e-10).error < 2e-10, test.name);
    assert.ok(relativeError(cases[0]!, 1e-9).error < 1e-5);
  });

  it('are found out: few steps where an explicit method would take thousands', () => {
    const result = integrate(stiffCosine(1e6), { start: [1], end: 10 });
    assert.equal(result.statistics.switches, 1);
    assert.ok(result.statistics.steps < 100, `${result.statistics.steps}`);
  });

  it('keep the sum of what only changes places', () => {
    const result = integrate(robertson, { start: [1, 0, 0], end: 1e6 });
    for (let k = 0; k < result.times.length; k++) {
      const total = result.knots[9 * k]! + result.knots[9 * k + 1]! + result.knots[9 * k + 2]!;
      assert.ok(Math.abs(total - 1) < 1e-12, `${total - 1} at ${result.times[k]}`);
    }
  });

  it('are left again: no implicit step is taken where nothing is stiff', () => {
    const { statistics } = integrate(decay(), { start: [1], end: 2 });
    assert.equal(statistics.decompositions, 0);
  });
});
