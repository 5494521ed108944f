/** Names every file knows without declaring them, and the parts that declared things have. */
import * as Constants from '../physics/constants.js';
import {
  dimensionless,
  divide,
  molarEnergy,
  temperature,
  time,
  voltage,
  charge,
  amount,
  type Dimension,
} from '../units/dimension.js';

export interface BuiltinName {
  readonly name: string;
  readonly dimension: Dimension;
  /** Absent for what is no constant: V, t, T and RT_F. */
  readonly value?: number;
  readonly unit: string;
  readonly doc: string;
}

const names: readonly BuiltinName[] = [
  { name: 'V', dimension: voltage, unit: 'mV', doc: 'Membrane potential V = φ_in − φ_out.' },
  { name: 't', dimension: time, unit: 'ms', doc: 'Time since the experiment began.' },
  { name: 'T', dimension: temperature, unit: 'K', doc: 'Absolute temperature of the membrane.' },
  { name: 'RT_F', dimension: voltage, unit: 'mV', doc: 'Thermal voltage RT/F: 26.73 mV at 37 °C.' },
  {
    name: 'R',
    dimension: divide(molarEnergy, temperature),
    unit: 'J/mol/K',
    value: Constants.R,
    doc: 'Molar gas constant (CODATA 2018, exact).',
  },
  {
    name: 'F',
    dimension: divide(charge, amount),
    unit: 'C/mol',
    value: Constants.F,
    doc: 'Faraday constant (CODATA 2018, exact).',
  },
  {
    name: 'pi',
    dimension: dimensionless,
    unit: '',
    value: Math.PI,
    doc: 'The ratio of a circle’s circumference to its diameter.',
  },
];

export const builtinNames: ReadonlyMap<string, BuiltinName> = new Map(names.map((entry) => [entry.name, entry]));

/** The name of the rate constant among the levels of a bath. */
export const EXCHANGE = 'exchange';

export type PartOwner = 'Ion' | 'Solute' | 'Compartment' | 'IonBuffer' | 'Solution' | 'Channel' | 'Pump' | 'Data';

/** Parts by the kind of declaration that has them; a channel's gates come beside these. */
export const builtinParts: Readonly<Record<PartOwner, Readonly<Record<string, string>>>> = {
  Ion: {
    in: 'Concentration inside.',
    out: 'Concentration outside.',
    E: 'Nernst potential.',
    z: 'Charge number.',
  },
  Solute: {
    in: 'Concentration inside.',
    out: 'Concentration outside.',
    z: 'Charge number.',
  },
  Solution: {
    osmolarity: 'Sum of all concentrations.',
    ionic_strength: 'Half the sum of z²·c.',
    charge: 'Sum of z·c: zero in a complete solution.',
  },
  Compartment: {
    volume: 'Volume of the space.',
    osmolarity: 'Sum of the concentrations of everything dissolved in it.',
    charge: 'Sum of z·c over everything dissolved in it: 0 where it is electroneutral.',
  },
  IonBuffer: {
    bound: 'Concentration of the ion that it holds.',
    kappa: 'Binding ratio ∂bound/∂c at the free concentration of the moment.',
  },
  Channel: {
    g: 'Chord conductance: the maximal conductance times the open probability and the unblocked fraction.',
    P: 'Permeability of a share of 1: the maximal permeability times the open probability and the unblocked fraction.',
    I: 'Outward current.',
    E: 'Reversal potential.',
    open: 'Open probability.',
    unblocked: 'Fraction of channels that no blocker sits in.',
  },
  Data: {},
  Pump: {
    I: 'Net outward current.',
    rate: 'Cycles per second.',
    E: 'Voltage at which its cycle stands still.',
    dG: 'Free energy of one mol of cycles in the direction written: negative where it runs by itself.',
  },
};
