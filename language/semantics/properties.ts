/**
 * Which properties each block may hold: dimension, meaning, an example. The one table behind checking, completion,
 * hover and the language reference.
 */
import {
  capacitance,
  capacitanceDensity,
  area,
  amountRate,
  concentration,
  conductance,
  conductanceDensity,
  current,
  currentDensity,
  currentDensityNoise,
  currentNoise,
  dimensionless,
  flux,
  hydraulicPermeability,
  length,
  mobility,
  molarEnergy,
  numberDensity,
  permeability,
  rate,
  rateDensity,
  ratePerConcentration,
  surfaceToVolume,
  temperature,
  time,
  voltage,
  volume,
  volumeRate,
  type Dimension,
} from '../units/dimension.js';

export type PropertyOwner =
  | 'Membrane'
  | 'Ion'
  | 'Impermeant'
  | 'Compartment'
  | 'Pool'
  | 'IonBuffer'
  | 'Slab'
  | 'Solute'
  | 'Ligand'
  | 'Channel'
  | 'Gate'
  | 'Block'
  | 'Scheme'
  | 'Transition'
  | 'Pump'
  | 'Transporter'
  | 'State'
  | 'Experiment'
  | 'Stochastic';

export interface PropertyRule {
  readonly key: string;
  /** Any of these; empty where any dimension will do. */
  readonly dimensions: readonly Dimension[];
  /** What it is, in a few words: `capacitance wants …` is built from it. */
  readonly doc: string;
  readonly example: string;
  /** May not depend on V, t or a state: it is one number for one setting of the parameters. */
  readonly constant: boolean;
  readonly range: 'any' | 'positive' | 'not negative' | 'negative' | 'share';
  /** Takes a second value after `at`, of this dimension. */
  readonly at?: Dimension;
  readonly required?: boolean;
  /** Its value is a word: the name of a solution, or of a law of activities or of the potential. */
  readonly word?: 'solution' | 'activities' | 'potential';
}

type Details = Partial<Omit<PropertyRule, 'key' | 'dimensions' | 'doc' | 'example'>>;

function rule(
  key: string,
  dimensions: Dimension | readonly Dimension[],
  example: string,
  doc: string,
  details: Details = {},
): PropertyRule {
  const list = (Array.isArray(dimensions) ? dimensions : [dimensions]) as readonly Dimension[];
  return { key, dimensions: list, example, doc, constant: false, range: 'any', ...details };
}

const fixed: Details = { constant: true };
const fixedPositive: Details = { constant: true, range: 'positive' };

const q10 = rule(
  'q10',
  dimensionless,
  'q10 = 3 at 6.3 degC',
  'Factor by which rates grow per 10 K, and the temperature the rates were measured at.',
  { ...fixedPositive, at: temperature },
);

const concentrations = (details: Details): PropertyRule[] => [
  rule('in', concentration, 'in = 140 mM', 'Concentration inside the cell.', details),
  rule('out', concentration, 'out = 4 mM', 'Concentration outside the cell.', details),
];

/** How fast a pump or transporter turns; its `rate` and its `current` differ in their examples. */
const turnover = (kind: string, law: string): PropertyRule[] => [
  rule(
    'rate',
    [rate, rateDensity, flux, amountRate],
    law,
    `Cycles per second in the direction written: of one ${kind} where there is a \`count\`, else of all together; or as a flux of cycles, per area or of the whole cell.`,
  ),
  rule(
    'count',
    [dimensionless, numberDensity],
    'count = 1e6',
    `How many there are, in the whole cell or per area. Then \`rate\` is the rate of one ${kind}.`,
    fixedPositive,
  ),
];

const netCurrent = (kind: string, example: string): PropertyRule =>
  rule(
    'current',
    [currentDensity, current],
    example,
    `Net outward current of the ${kind}, of the whole cell or per area; instead of \`rate\`.`,
  );

/** Where in the field the barrier of a step stands, and at which V its rates are as written. */
const barrier: readonly PropertyRule[] = [
  rule(
    'delta',
    dimensionless,
    'delta = 0.5',
    'Part of the field crossed on the way to the barrier; one half when not given.',
    { ...fixed, range: 'share' },
  ),
  rule('V0', voltage, 'V0 = -20 mV', 'Potential at which the rates are as written; 0 mV when not given.'),
];

const ionMobility = rule(
  'mobility',
  mobility,
  'mobility = 5e-8 m^2/V/s',
  'Electrical mobility in water, for junction potentials; known for common ions.',
  fixedPositive,
);

export const properties: Readonly<Record<PropertyOwner, readonly PropertyRule[]>> = {
  Membrane: [
    rule('temperature', temperature, 'temperature = 37 degC', 'Temperature of the membrane and both solutions.', {
      ...fixedPositive,
      required: true,
    }),
    rule(
      'capacitance',
      [capacitanceDensity, capacitance],
      'capacitance = 1 uF/cm^2',
      'Membrane capacitance, per area or of the whole cell.',
      fixedPositive,
    ),
    rule('area', area, 'area = 3000 um^2', 'Membrane area of the cell.', fixedPositive),
    rule('diameter', length, 'diameter = 20 um', 'Diameter of a spherical cell: its area is π·d².', fixedPositive),
    rule('inside', [], 'inside = Pipette', 'Solution inside: ions take their concentrations from it.', {
      word: 'solution',
    }),
    rule('outside', [], 'outside = ACSF', 'Solution outside: ions take their concentrations from it.', {
      word: 'solution',
    }),
    rule(
      'activities',
      [],
      'activities = davies',
      'How activity coefficients follow from the ionic strength of the two solutions: `davies`, or `ideal`, where they are 1.',
      { word: 'activities' },
    ),
    rule(
      'potential',
      [],
      'potential = electroneutral',
      'How V is found: `integrated` from the charge on the capacitance, or `electroneutral`, so that the currents balance at every moment.',
      { word: 'potential' },
    ),
  ],
  Ion: [
    ...concentrations(fixedPositive),
    rule('gamma_in', dimensionless, 'gamma_in = 0.73', 'Activity coefficient inside; 1 when not given.', fixedPositive),
    rule(
      'gamma_out',
      dimensionless,
      'gamma_out = 0.80',
      'Activity coefficient outside; 1 when not given.',
      fixedPositive,
    ),
    ionMobility,
  ],
  Impermeant: [...concentrations({ constant: true, range: 'not negative' }), ionMobility],
  Solute: concentrations({ range: 'not negative' }),
  Ligand: [
    ...concentrations({ range: 'not negative' }),
    rule('charge', dimensionless, 'charge = 4', 'Charge number z of one molecule; 0 when not given.', fixed),
  ],
  Compartment: [
    rule('volume', volume, 'volume = 2 pL', 'Volume of the space on this side of the membrane.', fixedPositive),
    rule(
      'surface_to_volume',
      surfaceToVolume,
      'surface_to_volume = 0.5/um',
      'Membrane area divided by the volume of the space, where not the volume itself is known.',
      fixedPositive,
    ),
    rule(
      'depth',
      length,
      'depth = 30 nm',
      'Depth of a space that lies along the membrane: its volume divided by the membrane area.',
      fixedPositive,
    ),
    rule(
      'fraction',
      dimensionless,
      'fraction = 0.2',
      'Outside: the part of the tissue’s volume that is extracellular; with the volume inside it gives the one outside.',
      { constant: true, range: 'share' },
    ),
    rule(
      'tortuosity',
      dimensionless,
      'tortuosity = 1.6',
      'Outside: how much longer the way round the cells is; diffusion to the bath is slower by its square.',
      fixedPositive,
    ),
    rule(
      'water',
      [permeability, hydraulicPermeability],
      'water = 1e-3 cm/s',
      'Inside, with `osmotic`: the osmotic permeability P_f to water, or the hydraulic one, Lp.',
      { constant: true, range: 'not negative' },
    ),
  ],
  Pool: [
    rule(
      'depth',
      length,
      'depth = 100 nm',
      'Depth of the shell beneath the membrane: its volume divided by the membrane area.',
      fixedPositive,
    ),
    rule('volume', volume, 'volume = 50 fL', 'Volume of the pool, instead of `depth`.', fixedPositive),
    rule(
      'decay',
      time,
      'decay = 20 ms',
      'Time constant with which the free ion goes back to `rest`, as it is without buffers.',
      { range: 'positive' },
    ),
    rule(
      'rest',
      concentration,
      'rest = 50 nM',
      'Concentration that `decay` leads to; where the ion starts when not given.',
      { range: 'not negative' },
    ),
  ],
  IonBuffer: [
    rule(
      'kappa',
      dimensionless,
      'kappa = 100',
      'Binding ratio κ of a rapid buffer far from saturation: bound ions for one free one.',
      { constant: true, range: 'not negative' },
    ),
    rule('total', concentration, 'total = 50 uM', 'Concentration of its binding sites, free and bound.', {
      constant: true,
      range: 'not negative',
    }),
    rule('Kd', concentration, 'Kd = 0.5 uM', 'Dissociation constant, koff/kon.', fixedPositive),
    rule(
      'kon',
      ratePerConcentration,
      'kon = 100/uM/s',
      'Rate constant of binding; with it the buffer takes its time, without it binding is immediate.',
      fixedPositive,
    ),
    rule('koff', rate, 'koff = 50/s', 'Rate constant of unbinding.', fixedPositive),
  ],
  Slab: [
    rule('thickness', length, 'thickness = 5 nm', 'From one solution to the other.', {
      ...fixedPositive,
      required: true,
    }),
    rule(
      'permittivity',
      dimensionless,
      'permittivity = 78',
      'Relative permittivity in the slab; that of water when not given.',
      fixedPositive,
    ),
    rule(
      'charge',
      concentration,
      'charge = -100 mM',
      'Elementary charges that are fixed in the slab, with their sign; none when not given.',
      fixed,
    ),
  ],
  Channel: [
    rule(
      'conductance',
      [conductanceDensity, conductance],
      'conductance = 0.1 mS/cm^2',
      'Maximal chord conductance, per area or of the whole cell. May depend on V.',
      { required: true, range: 'not negative' },
    ),
    rule(
      'permeability',
      [permeability, volumeRate],
      'permeability = 1e-8 cm/s',
      'Permeability of an ion whose share is 1 with everything open, per area or of the whole cell.',
      { range: 'not negative' },
    ),
    rule(
      'current',
      [currentDensity, current],
      'current = 0.35 uA/cm^2 * (exp(0.04/mV * (V + 85 mV)) - 1)',
      'Outward current with everything open, where a paper gives it as a law of its own and not as g·(V − E).',
    ),
    rule(
      'reversal',
      voltage,
      'reversal = -54.4 mV',
      'Reversal potential, where it is given and not the ion’s Nernst potential.',
    ),
    rule(
      'count',
      [dimensionless, numberDensity],
      'count = 1000',
      'Number of channels, in the whole cell or per area.',
      {
        ...fixedPositive,
      },
    ),
    rule(
      'unitary',
      conductance,
      'unitary = 20 pS',
      'Conductance of one open channel; with `count` instead of `conductance`.',
      { range: 'not negative' },
    ),
    rule('open', dimensionless, 'open = m^3 * h', 'Open probability, from the gates.', { range: 'share' }),
    q10,
  ],
  Gate: [
    rule('alpha', rate, 'alpha = 0.1/ms * linoid((V + 40 mV) / 10 mV)', 'Opening rate α(V).'),
    rule('beta', rate, 'beta = 4/ms * exp(-(V + 65 mV) / 18 mV)', 'Closing rate β(V).'),
    rule('inf', dimensionless, 'inf = boltzmann((V + 40 mV) / 7 mV)', 'Steady-state value x∞(V).'),
    rule('tau', time, 'tau = 5 ms', 'Time constant τ(V). Without one the gate follows V at once.', {
      range: 'positive',
    }),
    rule('half', voltage, 'half = -20 mV', 'Potential of half activation V½.'),
    rule('slope', voltage, 'slope = 7 mV', 'Slope k of 1/(1 + exp(−(V − V½)/k)): positive opens on depolarisation.'),
    rule(
      'charge',
      dimensionless,
      'charge = 4',
      'Gating charge z, positive opens on depolarisation: of 1/(1 + exp(−zF(V − V½)/RT)), of the step between `alpha` and `beta`, or of one sensor.',
    ),
    q10,
    rule(
      'start',
      dimensionless,
      'start = 0.05',
      'Value at the start of a run; its steady state for the starting V when not given.',
      { ...fixed, range: 'share' },
    ),
    ...barrier,
    rule(
      'J',
      dimensionless,
      'J = exp((V + 20 mV) / 25 mV)',
      'Allosteric: equilibrium constant J of one sensor, where not half and charge give it; for a ligand its concentration over its dissociation constant.',
      {
        range: 'not negative',
      },
    ),
    rule(
      'sensors',
      dimensionless,
      'sensors = 4',
      'Allosteric: number of sensors that act on the pore; 4 when not given.',
      fixedPositive,
    ),
    rule(
      'coupling',
      molarEnergy,
      'coupling = 6 kJ/mol',
      'Allosteric: energy ε by which each activated sensor favours the open pore.',
    ),
    rule(
      'intrinsic',
      dimensionless,
      'intrinsic = 1e-4',
      'Allosteric: equilibrium constant L of the pore with no sensor activated.',
      {
        range: 'positive',
      },
    ),
  ],
  Scheme: [
    rule(
      'start',
      [],
      'start = C',
      'State that all are in at the start of a run; at their steady shares when not given.',
    ),
    q10,
  ],
  Transition: [
    rule(
      'charge',
      dimensionless,
      'charge = 1.5',
      'Elementary charges that the transition moves outward through the field.',
    ),
    ...barrier,
  ],
  State: [
    rule('start', [], 'start = 0.2 uM', 'Value at the start of a run. Its unit is the unit of the state.', {
      ...fixed,
      required: true,
    }),
    rule('rate', [], 'rate = -0.02 uM/ms', 'Rate of change: the unit of the state per time.'),
    q10,
  ],
  Block: [
    rule('Kd', concentration, 'Kd = 5 uM', 'Dissociation constant of the blocker at V = 0.', { range: 'positive' }),
    rule(
      'delta',
      dimensionless,
      'delta = 0.4',
      'Part of the membrane field between the blocker’s own side and its site; 0, no effect of V, when not given.',
      { range: 'share' },
    ),
  ],
  Pump: [
    netCurrent('pump', 'current = 2 pA'),
    ...turnover('pump', 'rate = 30/s'),
    rule(
      'atp_energy',
      molarEnergy,
      'atp_energy = -57 kJ/mol',
      'Free energy of the hydrolysis of ATP in this cell, negative: −50 to −60 kJ/mol in living cells.',
      { range: 'negative' },
    ),
  ],
  Transporter: [...turnover('transporter', 'rate = 1e-12 mol/cm^2/s'), netCurrent('transporter', 'current = -2 pA')],
  Experiment: [
    rule('duration', time, 'duration = 100 ms', 'How long to run.', { ...fixedPositive, required: true }),
    rule(
      'start',
      voltage,
      'start = -65 mV',
      'V at t = 0, with all gates at their steady state for it; the resting potential when not given.',
      fixed,
    ),
  ],
  Stochastic: [
    rule('seed', dimensionless, 'seed = 1', 'Whole number that fixes all random numbers: one seed, one run.', fixed),
    rule(
      'exact',
      dimensionless,
      'exact = 1000',
      'Populations up to so many channels are followed channel by channel; 1000 when not given.',
      { constant: true, range: 'not negative' },
    ),
    rule(
      'step',
      time,
      'step = 5 us',
      'Fixed step of larger populations and of white noise; 5 µs when not given.',
      fixedPositive,
    ),
    rule(
      'noise',
      [currentDensityNoise, currentNoise],
      'noise = 0.01 uA/cm^2/Hz^(1/2)',
      'White noise current: root of its one-sided spectral density, of the whole cell or per area.',
      { constant: true, range: 'not negative' },
    ),
  ],
};
