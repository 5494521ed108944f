/** The models that many tests share, SI. Sources beside each. */
import type { Model } from '../language/model/model.js';
import { ModelBuilder } from './model-builder.js';

/** 1 µA/cm² in A/m². */
export const MICROAMP_PER_CM2 = 0.01;

/** The first example of the language: a mammalian neuron with four pathways, pump included. 37 °C. */
export function neuronAtRest(): Model {
  const area = 3000e-12;
  const m = new ModelBuilder({ name: 'Neuron', temperature: 310.15, capacitance: 0.01, area });
  const K = m.ion('K', 1, { inside: 140, outside: 4 });
  const Na = m.ion('Na', 1, { inside: 12, outside: 145 });
  const Cl = m.ion('Cl', -1, { inside: 7, outside: 120 });
  m.channel('K2P', { ion: K, conductance: 1 });
  m.channel('NALCN', { ion: Na, conductance: 0.18 });
  m.channel('ClC', { ion: Cl, conductance: 0.2 });
  const moves = [
    [Na, 3],
    [K, -2],
  ] as const;
  m.pump('NaK', { moves, atp: 1, current: 2e-12 / area });
  return m.build();
}

export interface SquidAxonOptions {
  /** Constant depolarising current that is always on, A/m². */
  readonly drive?: number;
  readonly capacitance?: boolean;
}

/** Hodgkin & Huxley 1952, J Physiol 117:500, in the modern sign convention: E_Na 50, E_K −77, E_L −54.387 mV, 6.3 °C. */
export function squidAxon({ drive = 0, capacitance = true }: SquidAxonOptions = {}): ModelBuilder {
  const m = new ModelBuilder({ name: 'SquidAxon', temperature: 279.45, ...(capacitance && { capacitance: 0.01 }) });
  const { V } = m;
  /** exp(−(V − at)/per), voltages in mV. */
  const decay = (at: number, per: number) =>
    V.minus(at * 1e-3)
      .over(-per * 1e-3)
      .exp();
  const Nav = m.channel('Nav', {
    conductance: 1200,
    reversal: 0.05,
    gates: {
      m: { alpha: V.plus(0.04).over(0.01).linoid().times(1000), beta: decay(-65, 18).times(4000) },
      h: { alpha: decay(-65, 20).times(70), beta: decay(-35, 10).plus(1).inverse().times(1000) },
    },
    open: ({ m, h }) => m!.pow(3).times(h!),
  });
  const Kdr = m.channel('Kdr', {
    conductance: 360,
    reversal: -0.077,
    gates: { n: { alpha: V.plus(0.055).over(0.01).linoid().times(100), beta: decay(-65, 80).times(125) } },
    open: ({ n }) => n!.pow(4),
  });
  m.channel('Leak', { conductance: 3, reversal: -0.054387 });
  if (drive !== 0) m.pump('Drive', { current: -drive });
  m.experiment('Spikes', {
    duration: 0.1,
    start: -0.065,
    inject: [{ amplitude: 0.1 }],
    panes: [
      [{ label: 'V', node: V, unit: 'mV' }],
      [
        { label: 'Nav.I', node: Nav.I, unit: 'uA/cm^2' },
        { label: 'Kdr.I', node: Kdr.I, unit: 'uA/cm^2' },
      ],
      [
        { label: 'Nav.m', node: Nav.gates['m']!, unit: '' },
        { label: 'Nav.h', node: Nav.gates['h']!, unit: '' },
        { label: 'Kdr.n', node: Kdr.gates['n']!, unit: '' },
      ],
    ],
  });
  return m;
}

export type MorrisLecarSet = 'hopf' | 'snlc' | 'homoclinic';

/** Morris & Lecar 1981, Biophys J 35:193, with the three parameter sets of Rinzel & Ermentrout 1998. `drive` in A/m². */
export function morrisLecar(set: MorrisLecarSet, drive: number): Model {
  const m = morrisLecarBuilder(set);
  if (drive !== 0) m.pump('Drive', { current: -drive });
  return m.build();
}

export function morrisLecarBuilder(set: MorrisLecarSet): ModelBuilder {
  const m = new ModelBuilder({ name: 'MorrisLecar', capacitance: 0.2 });
  const { V } = m;
  const phi = { hopf: 0.04, snlc: 0.067, homoclinic: 0.23 }[set] * 1000;
  const [gCa, V3, V4] = set === 'hopf' ? [44, 0.002, 0.03] : [40, 0.012, 0.0174];
  const sigmoid = (half: number, slope: number) => V.minus(half).over(slope).tanh().plus(1).over(2);
  m.channel('Ca', { conductance: gCa, reversal: 0.12, gates: { m: { steady: sigmoid(-0.0012, 0.018) } } });
  const tau = V.minus(V3)
    .over(2 * V4)
    .cosh()
    .times(phi)
    .inverse();
  m.channel('K', { conductance: 80, reversal: -0.084, gates: { w: { steady: sigmoid(V3, V4), tau } } });
  m.channel('Leak', { conductance: 20, reversal: -0.06 });
  return m;
}
