/** The slab against closed forms: constant field where it is thin, Planck where it is thick, Donnan and Gouy–Chapman at rest. */
import assert from 'node:assert/strict';
import { solveBlockTridiagonal } from '../../language/physics/block-tridiagonal.js';
import { F } from '../../language/physics/constants.js';
import { ghkCurrent, ghkVoltage } from '../../language/physics/ghk.js';
import { henderson } from '../../language/physics/henderson.js';
import {
  debyeLength,
  slabAt,
  slabReversal,
  type SlabConditions,
} from '../../language/physics/poisson-nernst-planck.js';
import { thermalVoltage } from '../../language/physics/thermal-voltage.js';

const T = 298.15;
const NaCl: SlabConditions = {
  thickness: 5e-9,
  permittivity: 78.5,
  fixedCharge: 0,
  temperature: T,
  ions: [
    { charge: 1, diffusion: 1.33e-9, inside: 15, outside: 150 },
    { charge: -1, diffusion: 2.03e-9, inside: 15, outside: 150 },
  ],
};
const Ca: SlabConditions = {
  ...NaCl,
  ions: [
    { charge: 1, diffusion: 1.96e-9, inside: 140, outside: 4 },
    { charge: 2, diffusion: 0.79e-9, inside: 1e-4, outside: 2 },
    { charge: -1, diffusion: 2.03e-9, inside: 20, outside: 130 },
  ],
};

function constantField({ ions, thickness, temperature }: SlabConditions, V: number): number {
  return ions.reduce(
    (sum, { diffusion, ...ion }) => sum + ghkCurrent({ ...ion, permeability: diffusion / thickness }, V, temperature),
    0,
  );
}

describe('physics: Poisson–Nernst–Planck slab', () => {
  for (const [name, slab] of [
    ['a salt', NaCl],
    ['divalent ions too', Ca],
  ] as const) {
    it(`tends to constant field where it is thin beside the Debye length, with ${name}`, () => {
      const thin = { ...slab, thickness: debyeLength(slab) / 2000 };
      for (const V of [-0.15, -0.06, 0, 1e-6, 0.03, 0.1]) {
        const found = slabAt(thin, V);
        const wanted = constantField(thin, V);
        assert.ok(found && Math.abs(found.current / wanted - 1) < 1e-6, `${V}: ${found?.current} ${wanted}`);
      }
      const permeant = thin.ions.map(({ diffusion, ...ion }) => ({ ...ion, permeability: diffusion }));
      assert.ok(Math.abs(slabReversal(thin) - ghkVoltage(permeant, T)) < 1e-8);
    });
  }

  it('reverses at the potential of Planck and Henderson where it is thick', () => {
    const thick = { ...NaCl, thickness: 2000 * debyeLength(NaCl) };
    const ions = thick.ions.map(({ charge, diffusion, inside, outside }) => {
      return { charge, mobility: diffusion, concentration1: outside, concentration2: inside };
    });
    // φ_in − φ_out
    const wanted = henderson(ions, T);
    assert.ok(Math.abs(slabReversal(thick) - wanted) < 2e-6, `${slabReversal(thick)} ${wanted}`);
    const field = ghkVoltage(
      NaCl.ions.map(({ diffusion, ...ion }) => ({ ...ion, permeability: diffusion })),
      T,
    );
    assert.ok(Math.abs(field - wanted) > 1e-4, `${field}, so the two limits are not the same`);
  });

  it('carries the current of a salt of one concentration by its conductivity, whatever its thickness', () => {
    for (const thickness of [1e-9, 1e-7]) {
      const even = { ...NaCl, thickness, ions: NaCl.ions.map((ion) => ({ ...ion, inside: 100, outside: 100 })) };
      const found = slabAt(even, 0.05);
      const sigma = (F * 100 * (1.33e-9 + 2.03e-9)) / thermalVoltage(T);
      assert.ok(found && Math.abs(found.current / ((sigma * 0.05) / thickness) - 1) < 2e-4, String(found?.current));
    }
  });

  it('is at the Donnan potential in its midst where fixed charge and equilibrium are, and no current flows', () => {
    const charged = {
      ...NaCl,
      thickness: 60e-9,
      fixedCharge: -200,
      ions: NaCl.ions.map((ion) => ({ ...ion, inside: 100, outside: 100 })),
    };
    const found = slabAt(charged, 0);
    assert.ok(found);
    const middle = (found.x.length - 1) / 2;
    const donnan = -thermalVoltage(T) * Math.asinh(200 / (2 * 100));
    assert.ok(Math.abs(found.potential[middle]! - donnan) < 1e-8, `${found.potential[middle]} ${donnan}`);
    assert.ok(Math.abs(found.current) < 1e-9 * ((F * 100 * 2e-9) / 60e-9), String(found.current));
    const product = found.concentrations[0]![middle]! * found.concentrations[1]![middle]!;
    assert.ok(Math.abs(product / 1e4 - 1) < 1e-8);
    // Boltzmann everywhere.
    found.x.forEach((_, i) => {
      const boltzmann = 100 * Math.exp(-found.potential[i]! / thermalVoltage(T));
      assert.ok(Math.abs(found.concentrations[0]![i]! / boltzmann - 1) < 1e-8);
    });
  });

  it('with much fixed charge lets one sign of ions through: it reverses at the Nernst potential', () => {
    const selective = { ...NaCl, thickness: 100e-9, fixedCharge: -20_000 };
    const nernst = thermalVoltage(T) * Math.log(10);
    assert.ok(Math.abs(slabReversal(selective) / nernst - 1) < 0.01);
    assert.ok(Math.abs(slabReversal({ ...selective, fixedCharge: 20_000 }) / -nernst - 1) < 0.02);
  });

  it('is the same seen from the other side', () => {
    const mirrored = { ...Ca, ions: Ca.ions.map((ion) => ({ ...ion, inside: ion.outside, outside: ion.inside })) };
    for (const V of [-0.08, 0.02]) {
      const [a, b] = [slabAt(Ca, V), slabAt(mirrored, -V)];
      assert.ok(a && b && Math.abs(a.current / -b.current - 1) < 1e-8);
    }
  });

  it('is found from a neighbour as from nothing', () => {
    const far = slabAt(Ca, -0.1)!;
    const [a, b] = [slabAt(Ca, 0.1, far)!, slabAt(Ca, 0.1)!];
    assert.ok(Math.abs(a.current / b.current - 1) < 1e-9);
  });

  it('solves its blocks with pivots', () => {
    const rows = [0, 1].map((i) => ({
      lower: Float64Array.of(0, 0, 0, i),
      diagonal: Float64Array.of(0, 2, 1, 1),
      upper: Float64Array.of(0, 0, 1 - i, 0),
      right: Float64Array.of(2, 3),
    }));
    // 2b = 2, a + b + c = 3; 2d = 2, b + c + d = 3
    assert.ok(solveBlockTridiagonal(rows, 2));
    assert.deepEqual([...rows[0]!.right, ...rows[1]!.right], [1, 1, 1, 1]);
  });
});
