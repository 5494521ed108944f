import assert from 'node:assert/strict';
import { davies, debyeHueckelCoefficient, ionicStrength, waterPermittivity } from '../../language/physics/activity.js';

describe('physics: activity', () => {
  it('A is what Robinson & Stokes tabulate, (L/mol)^½', () => {
    const tabulated: readonly [number, number][] = [
      [0, 0.4918],
      [25, 0.5115],
      [40, 0.5262],
      [60, 0.5494],
    ];
    for (const [celsius, expected] of tabulated) {
      const A = debyeHueckelCoefficient(celsius + 273.15);
      assert.ok(Math.abs(A / expected - 1) < 2e-3, `${celsius} °C: ${A}`);
    }
  });

  it('the permittivity of water is 78.30 at 25 °C', () => {
    assert.equal(waterPermittivity(298.15).toFixed(2), '78.30');
  });

  it('ionic strength counts the square of the charge', () => {
    assert.equal(
      ionicStrength([
        { charge: 1, concentration: 100 },
        { charge: -1, concentration: 100 },
      ]),
      100,
    );
    assert.equal(
      ionicStrength([
        { charge: 2, concentration: 1 },
        { charge: -1, concentration: 2 },
      ]),
      3,
    );
    assert.equal(ionicStrength([]), 0);
  });

  it('γ is 1 without salt and without charge, log γ goes with z² and, diluted, with √I', () => {
    assert.equal(davies(1, 0, 310), 1);
    assert.equal(davies(0, 150, 310), 1);
    assert.ok(Math.abs(Math.log(davies(2, 50, 310)) / Math.log(davies(-1, 50, 310)) - 4) < 1e-12);
    const root = Math.sqrt(1e-7);
    assert.ok(Math.abs(Math.log10(davies(1, 1e-4, 298.15)) / (-debyeHueckelCoefficient(298.15) * root) - 1) < 1e-3);
  });

  it('γ of 100 mM NaCl at 25 °C is near the measured 0.778', () => {
    assert.ok(Math.abs(davies(1, 100, 298.15) - 0.778) < 0.005);
  });
});
