import assert from 'node:assert/strict';
import { StiffnessDetector } from '../../language/solver/stiffness.js';
import type { Family } from '../../language/solver/stepper.js';

const jacobian = Float64Array.of(-1, 50, 0, -10);

/** Steps of `h` until another family is advised; at most 100. */
function stepsUntilChange(family: Family, h: number): number {
  const detector = new StiffnessDetector();
  for (let step = 1; step <= 100; step++) if (detector.advise(family, h, jacobian, 2) !== family) return step;
  return Infinity;
}

describe('the choice between the families', () => {
  it('changes when explicit steps are long against the fastest relaxation, but not at the first sign', () => {
    const steps = stepsUntilChange('explicit', 0.4);
    assert.ok(steps > 5 && steps < 30, `${steps}`);
    assert.equal(stepsUntilChange('explicit', 0.2), Infinity);
  });

  it('changes back when implicit steps have become short', () => {
    const steps = stepsUntilChange('implicit', 0.05);
    assert.ok(steps > 5 && steps < 30, `${steps}`);
    assert.equal(stepsUntilChange('implicit', 0.2), Infinity);
  });

  it('wants the signs in a row', () => {
    const detector = new StiffnessDetector();
    for (let step = 0; step < 200; step++) {
      const h = step % 8 === 7 ? 0.01 : 1;
      assert.equal(detector.advise('explicit', h, jacobian, 2), 'explicit');
    }
  });
});
