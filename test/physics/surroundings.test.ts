import assert from 'node:assert/strict';
import { apparentDiffusion, membraneInflux, pointSource } from '../../language/physics/diffusion.js';
import { chargeConcentration, closingCharge } from '../../language/physics/electroneutrality.js';
import { ionsPerSecond, molarFlux } from '../../language/physics/ion-flux.js';
import { osmoticPressure, waterInflow } from '../../language/physics/osmotic.js';
import { atpRate, cycleRate } from '../../language/physics/pump-stoichiometry.js';
import { assertNear } from './assert-near.js';

describe('physics: fluxes', () => {
  it('ions and moles of one current differ by the Avogadro constant, exactly', () => {
    assertNear(ionsPerSecond(3e-12, 2) / molarFlux(3e-12, 2) / 6.02214076e23, 1, 1e-14);
  });

  it('outward current carries anions inward', () => assert.ok(molarFlux(1, -1) < 0));

  it('2 pA of a pump with one net charge are 12.48 million cycles a second', () => {
    assert.equal((cycleRate(2e-12, 1) / 1e6).toFixed(2), '12.48');
    assert.equal(atpRate(7, 2), 14);
    assert.ok(Number.isNaN(cycleRate(2e-12, 0)));
  });

  it('an uncharged solute flows in from the higher side', () => assertNear(membraneInflux(1e-8, 2, 5), 3e-8, 1e-22));
});

describe('physics: osmosis and electroneutrality', () => {
  it('1 mosm/L more inside draws water in with 2.58 kPa at 37 °C', () => {
    const pressure = osmoticPressure(301, 300, 310.15);
    assert.equal((pressure / 1e3).toFixed(2), '2.58');
    assert.ok(waterInflow(1e-12, 1e-9, pressure) > 0);
  });

  it('the closing charge closes', () => {
    const inside = [
      { charge: 1, concentration: 152 },
      { charge: -1, concentration: 7 },
    ];
    const charge = closingCharge(inside, 120);
    assertNear(charge, -145 / 120, 1e-15);
    assertNear(chargeConcentration([...inside, { charge, concentration: 120 }]), 0, 1e-12);
  });
});

describe('physics: tissue', () => {
  const tissue = { fraction: 0.2, tortuosity: 1.6 };
  const D = 1.96e-9;
  const at = (space: typeof tissue, r: number, t: number): number => pointSource(1e-12, D, space, r, t);

  it('tortuosity slows diffusion by its square', () => assertNear(apparentDiffusion(D, tissue), D / 2.56, 1e-24));

  it('a point source settles at Qλ²/(4πDαr) and begins at nothing', () => {
    assertNear(at(tissue, 1e-4, 1e9) / ((1e-12 * 2.56) / (4 * Math.PI * D * 0.2 * 1e-4)), 1, 1e-3);
    assert.equal(at(tissue, 1e-4, 0), 0);
  });

  it('less space and more tortuosity: higher', () => {
    const reference = at(tissue, 1e-4, 100);
    assert.ok(at({ ...tissue, fraction: 0.1 }, 1e-4, 100) > reference);
    assert.ok(at({ ...tissue, tortuosity: 2 }, 1e-4, 100) > reference);
  });

  it('obeys the diffusion equation away from the source', () => {
    const [r, t, h, k] = [1e-4, 5, 1e-7, 1e-3];
    const shell = (x: number): number => x * at(tissue, x, t);
    const laplacian = (shell(r + h) - 2 * shell(r) + shell(r - h)) / (r * h * h);
    const change = (at(tissue, r, t + k) - at(tissue, r, t - k)) / (2 * k);
    assertNear((apparentDiffusion(D, tissue) * laplacian) / change, 1, 1e-4);
  });
});
