import assert from 'node:assert/strict';
import { makePoint } from '../../language/solver/point.js';
import { errorNorm, initialStep, StepController } from '../../language/solver/step-control.js';

const numbers = (...values: number[]): Float64Array => Float64Array.from(values);

describe('the error norm', () => {
  it('is the worst component, relative to its scale or its size', () => {
    const scales = numbers(1, 0.1);
    assert.equal(errorNorm(numbers(1e-3, 1e-3), numbers(0, 0), numbers(0, 0), scales), 1e-2);
    assert.equal(errorNorm(numbers(1e-3, 1e-3), numbers(0, 4), numbers(0, -10), scales), 1e-3);
    assert.equal(errorNorm(numbers(-5, 0), numbers(0, 0), numbers(0, 0), scales), 5);
  });

  it('does not overlook what is not a number, wherever it stands', () => {
    const [y, scales] = [numbers(0, 0), numbers(1, 1)];
    assert.ok(Number.isNaN(errorNorm(numbers(NaN, 1), y, y, scales)));
    assert.ok(Number.isNaN(errorNorm(numbers(1, NaN), y, y, scales)));
    assert.ok(Number.isNaN(errorNorm(numbers(Infinity, 1), y, numbers(Infinity, 1), scales)));
  });
});

describe('the step controller', () => {
  const power = 5;

  it('settles where the error is just below its bound', () => {
    const control = new StepController();
    let h = 1e-3;
    for (let i = 0; i < 30; i++) h = control.accept(h, (h / 0.2) ** power, power);
    assert.ok(Math.abs(h / 0.2 - 0.9) < 0.02, `${h}`);
  });

  it('foresees an error that grows from step to step', () => {
    const [seen, unseen] = [new StepController(), new StepController()];
    seen.accept(1, 0.01, power);
    assert.ok(seen.accept(1, 0.3, power) < unseen.accept(1, 0.3, power));
  });

  it('shortens after a rejection, and does not lengthen at once', () => {
    const control = new StepController();
    const shorter = control.reject(1, 10, power);
    assert.ok(shorter < 0.7 && shorter > 0.3);
    assert.ok(control.accept(shorter, 1e-6, power) <= shorter);
    assert.ok(control.accept(shorter, 1e-6, power) > shorter);
    assert.ok(control.reject(1, 1.0000001, power) <= 0.9);
    assert.equal(control.reject(1, NaN, power), 0.25);
    assert.equal(control.reject(1, Infinity, power), 0.25);
  });

  it('changes a step by bounded factors, and forgets when told', () => {
    const control = new StepController();
    assert.equal(control.accept(1, 0, power), 2);
    assert.equal(control.reject(1, 1e30, power), 0.1);
    control.forget();
    assert.equal(control.accept(1, 0, power), 2);
  });
});

describe('the first step', () => {
  const scales = numbers(1);
  const at = (slope: number, curvature: number, jacobian: number): number => {
    const point = {
      ...makePoint(1),
      slope: numbers(slope),
      curvature: numbers(curvature),
      jacobian: numbers(jacobian),
    };
    return initialStep(point, scales, 1e-5, 5);
  };

  it('follows the shortest time scale there is, in any unit of time', () => {
    assert.ok(Math.abs(at(1, 0, 0) - 0.1) < 1e-15);
    assert.ok(Math.abs(at(1, 100, 0) - 0.01) < 1e-15);
    assert.ok(Math.abs(at(1, 100, -1000) - 1e-4) < 1e-15);
    assert.ok(Math.abs(at(1e-3, 1e-4, -1) / at(1, 100, -1000) - 1000) < 1e-9);
  });

  it('is as long as can be where nothing moves', () => {
    assert.equal(at(0, 0, 0), Infinity);
  });
});
