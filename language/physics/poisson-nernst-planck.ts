/**
 * Steady electrodiffusion through a slab between two solutions, in one dimension [Nernst 1889; Planck 1890, Ann Phys 39:161;
 * as boundary-value problem Rubinstein 1990, Electro-Diffusion of Ions]:
 *
 *   J = −D (dc/dx + zc dψ/dx) constant for each ion,  ε d²φ/dx² = −F (Σ zc + X),  ψ = Fφ/RT.
 *
 * Fluxes by exponential fitting [Scharfetter & Gummel 1969, IEEE Trans Electron Devices 16:64], exact where the field is
 * constant from node to node; all unknowns together by Newton’s method; and the charge brought in by degrees (homotopy):
 * without any the solution is that of constant field, which is where it begins.
 *
 * x = 0 is the inside, where φ = V; x = L the outside, where φ = 0. Concentrations at both ends are those of the solutions.
 * SI: m²/s, mol/m³, m, V, A/m². Outward flux and current are positive.
 */
import { solveBlockTridiagonal, type BlockRow } from './block-tridiagonal.js';
import { F, R, vacuumPermittivity } from './constants.js';
import { linoid, linoidDerivative } from './linoid.js';
import { thermalVoltage } from './thermal-voltage.js';

export interface SlabIon {
  readonly charge: number;
  /** Diffusion coefficient in the slab. */
  readonly diffusion: number;
  readonly inside: number;
  readonly outside: number;
}

export interface SlabConditions {
  readonly thickness: number;
  /** Relative. */
  readonly permittivity: number;
  /** X, mol/m³ of elementary charges that do not move. */
  readonly fixedCharge: number;
  readonly temperature: number;
  readonly ions: readonly SlabIon[];
}

export interface SlabState {
  readonly voltage: number;
  /** Net outward current density. */
  readonly current: number;
  /** Outward, mol/(m² s), of each ion. */
  readonly fluxes: readonly number[];
  /** Nodes from inside to outside, the potential and, ion by ion, the concentration there. */
  readonly x: Float64Array;
  readonly potential: Float64Array;
  readonly concentrations: readonly Float64Array[];
}

/** Intervals; closer towards both ends, where charge collects. Twice as many change the current by some 10⁻⁵ of it. */
const INTERVALS = 240;
const NEWTON_STEPS = 40;
const CONVERGED = 1e-11;
/** Of one step of Newton’s method, in RT/F, and by which part of itself a concentration may fall. */
const LONGEST = 3;
const LARGEST_FALL = 0.9;
const SMALLEST_PORTION = 1e-7;

/** √(εRT/(F² Σ z²c)), m, with the larger of the two sums: how far a charge is felt. */
export function debyeLength({ permittivity, temperature, ions }: SlabConditions): number {
  const strength = (side: 'inside' | 'outside'): number =>
    ions.reduce((sum, ion) => sum + ion.charge ** 2 * ion[side], 0);
  const most = Math.max(strength('inside'), strength('outside'));
  return Math.sqrt((permittivity * vacuumPermittivity * R * temperature) / (F * F * most));
}

/** The steady state at V; undefined where it is not found. `from`: that of a neighbouring V, to begin with. */
export function slabAt(slab: SlabConditions, voltage: number, from?: SlabState): SlabState | undefined {
  const system = systemOf(slab, voltage);
  if (from !== undefined) {
    const y = continued(system, from);
    if (newton(system, y, 1)) return stateOf(system, y);
  }
  const y = constantField(system);
  if (!newton(system, y, 0)) return undefined;
  for (let done = 0, portion = 1; done < 1;) {
    const tried = y.slice();
    const next = Math.min(1, done + portion);
    if (newton(system, tried, next)) {
      y.set(tried);
      done = next;
      portion *= 4;
    } else portion /= 8;
    if (portion < SMALLEST_PORTION) return undefined;
  }
  return stateOf(system, y);
}

interface System {
  readonly slab: SlabConditions;
  readonly voltage: number;
  /** Nodes as shares of the thickness. */
  readonly x: Float64Array;
  /** Unknowns of a node: ψ, then concentrations as shares of `unit`. */
  readonly m: number;
  readonly unit: number;
  /** F²·unit·L²/(εRT): the charge term of Poisson’s equation, 0 where it is left out. */
  readonly strength: number;
  readonly rows: readonly BlockRow[];
}

function systemOf(slab: SlabConditions, voltage: number): System {
  const { ions, thickness, permittivity, temperature } = slab;
  const m = ions.length + 1;
  const unit = Math.max(...ions.flatMap(({ inside, outside }) => [inside, outside]));
  const x = Float64Array.from({ length: INTERVALS + 1 }, (_, i) => (1 - Math.cos((Math.PI * i) / INTERVALS)) / 2);
  const strength = (F * F * unit * thickness ** 2) / (permittivity * vacuumPermittivity * R * temperature);
  const rows = Array.from({ length: INTERVALS - 1 }, () => ({
    lower: new Float64Array(m * m),
    diagonal: new Float64Array(m * m),
    upper: new Float64Array(m * m),
    right: new Float64Array(m),
  }));
  return { slab, voltage, x, m, unit, strength, rows };
}

/** ψ straight, and the concentrations that go with a constant field. */
function constantField({ slab, voltage, x, m, unit }: System): Float64Array {
  const y = new Float64Array(x.length * m);
  const psi = voltage / thermalVoltage(slab.temperature);
  x.forEach((share, i) => {
    y[i * m] = psi * (1 - share);
    slab.ions.forEach(({ charge, inside, outside }, k) => {
      // c(x) between the ends: a mean weighted by (1 − e^(u(x−1)))/(1 − e^(−u)) and the rest, u = zψ.
      const u = charge * psi;
      const weight = u === 0 ? 1 - share : Math.expm1(u * (share - 1)) / Math.expm1(-u);
      y[i * m + k + 1] = Math.max((weight * inside + (1 - weight) * outside) / unit, 1e-300);
    });
  });
  return y;
}

/** A solution moved to another V: what the potential at the inside gains is spread over the slab. */
function continued({ slab, voltage, x, m, unit }: System, from: SlabState): Float64Array {
  const y = new Float64Array(x.length * m);
  const thermal = thermalVoltage(slab.temperature);
  x.forEach((share, i) => {
    y[i * m] = (from.potential[i]! + (voltage - from.voltage) * (1 - share)) / thermal;
    from.concentrations.forEach((c, k) => (y[i * m + k + 1] = c[i]! / unit));
  });
  return y;
}

/** Moves y to the root with this share of the charge; false where it is not reached. */
function newton(system: System, y: Float64Array, share: number): boolean {
  const { m, rows } = system;
  for (let step = 0; step < NEWTON_STEPS; step++) {
    assemble(system, y, share);
    if (!solveBlockTridiagonal(rows, m)) return false;
    let damping = 1;
    let change = 0;
    rows.forEach(({ right }, i) => {
      for (let k = 0; k < m; k++) {
        const [value, move] = [y[(i + 1) * m + k]!, right[k]!];
        const size = k === 0 ? Math.abs(move) : Math.abs(move) / value;
        if (!(size <= change)) change = size;
        const most = k === 0 ? LONGEST / Math.abs(move) : move < 0 ? (LARGEST_FALL * value) / -move : 1;
        if (most < damping) damping = most;
      }
    });
    if (!Number.isFinite(change)) return false;
    rows.forEach(({ right }, i) => {
      for (let k = 0; k < m; k++) y[(i + 1) * m + k]! += damping * right[k]!;
    });
    if (damping === 1 && change < CONVERGED) return true;
  }
  return false;
}

/** The equations of the inner nodes, linear about y: what is wrong with them on the right. */
function assemble({ slab, x, m, strength, unit, rows }: System, y: Float64Array, share: number): void {
  const charge = share * strength;
  rows.forEach(({ lower, diagonal, upper, right }, row) => {
    const i = row + 1;
    for (const block of [lower, diagonal, upper]) block.fill(0);
    const [before, after] = [x[i]! - x[i - 1]!, x[i + 1]! - x[i]!];
    const width = (before + after) / 2;
    const psi = (node: number): number => y[node * m]!;
    let density = slab.fixedCharge / unit;
    slab.ions.forEach(({ charge: z }, k) => {
      density += z * y[i * m + k + 1]!;
      diagonal[k + 1] = charge * width * z;
    });
    lower[0] = 1 / before;
    upper[0] = 1 / after;
    diagonal[0] = -1 / before - 1 / after;
    right[0] = -((psi(i + 1) - psi(i)) / after - (psi(i) - psi(i - 1)) / before + charge * width * density);
    slab.ions.forEach(({ charge: z }, k) => {
      const at = (k + 1) * m;
      const c = (node: number): number => y[node * m + k + 1]!;
      const [a, b] = [z * (psi(i) - psi(i - 1)), z * (psi(i + 1) - psi(i))];
      // J = (c_left·linoid(−Δ) − c_right·linoid(Δ))/h into the node from the left, out of it to the right.
      const [into, out] = [
        (c(i - 1) * linoid(-a) - c(i) * linoid(a)) / before,
        (c(i) * linoid(-b) - c(i + 1) * linoid(b)) / after,
      ];
      const slopeIn = (-c(i - 1) * linoidDerivative(-a) - c(i) * linoidDerivative(a)) * (z / before);
      const slopeOut = (-c(i) * linoidDerivative(-b) - c(i + 1) * linoidDerivative(b)) * (z / after);
      lower[at] = slopeIn;
      lower[at + k + 1] = -linoid(-a) / before;
      diagonal[at] = -slopeOut - slopeIn;
      diagonal[at + k + 1] = linoid(-b) / after + linoid(a) / before;
      upper[at] = slopeOut;
      upper[at + k + 1] = -linoid(b) / after;
      right[k + 1] = into - out;
    });
  });
}

function stateOf({ slab, voltage, x, m, unit }: System, y: Float64Array): SlabState {
  const { ions, temperature, thickness } = slab;
  const thermal = thermalVoltage(temperature);
  // Constant from interval to interval; the mean over all, weighted by resistance, is what rounding spoils least.
  const fluxes = ions.map(({ charge, diffusion }, k) => {
    let sum = 0;
    let weights = 0;
    for (let i = 0; i < x.length - 1; i++) {
      const h = x[i + 1]! - x[i]!;
      const jump = charge * (y[(i + 1) * m]! - y[i * m]!);
      const flux = (y[i * m + k + 1]! * linoid(-jump) - y[(i + 1) * m + k + 1]! * linoid(jump)) / h;
      sum += flux * h;
      weights += h;
    }
    return ((diffusion * unit) / thickness) * (sum / weights);
  });
  return {
    voltage,
    fluxes,
    current: F * ions.reduce((sum, { charge }, k) => sum + charge * fluxes[k]!, 0),
    x: x.map((share) => share * thickness),
    potential: x.map((_, i) => y[i * m]! * thermal),
    concentrations: ions.map((_, k) => x.map((__, i) => y[i * m + k + 1]! * unit)),
  };
}

/** V where the net current is zero; NaN where it is not found. Between the Nernst potentials of the ions. */
export function slabReversal(slab: SlabConditions): number {
  const thermal = thermalVoltage(slab.temperature);
  const own = slab.ions.map(({ charge, inside, outside }) => (thermal / charge) * Math.log(outside / inside));
  let [low, high] = [Math.min(...own), Math.max(...own)];
  if (high - low < 1e-12) return low;
  let from = slabAt(slab, low);
  const currentAt = (V: number): number => {
    const found = slabAt(slab, V, from);
    if (found !== undefined) from = found;
    return found?.current ?? NaN;
  };
  let [below, above] = [from?.current ?? NaN, currentAt(high)];
  // False position, Illinois: the end that stays is counted half.
  for (let i = 0, kept = 0; i < 60; i++) {
    const V = (low * above - high * below) / (above - below);
    const I = currentAt(V);
    if (Number.isNaN(I)) return NaN;
    if (I === 0 || high - low < 1e-13 || Math.abs(I) < 1e-13 * Math.max(Math.abs(above), Math.abs(below))) return V;
    if (I < 0) {
      low = V;
      below = I;
      if (kept === -1) above /= 2;
      kept = -1;
    } else {
      high = V;
      above = I;
      if (kept === 1) below /= 2;
      kept = 1;
    }
  }
  return (low + high) / 2;
}
