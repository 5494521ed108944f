/** Well-formed membranes at random, as text: what holds of every membrane must hold of them. */
import { randomNumbers } from './random.js';

export interface RandomIon {
  readonly name: string;
  readonly charge: number;
  /** mM. */
  readonly inside: number;
  readonly outside: number;
}

export interface RandomMembrane {
  readonly seed: number;
  readonly text: string;
  readonly ions: readonly RandomIon[];
}

export interface MembraneWishes {
  /** Ohmic channels alone, always open, and no pump. */
  readonly passive?: boolean;
  /** Both sides closed, every concentration dynamic, and an experiment `Hour`. */
  readonly closed?: boolean;
  /** Concentrations change sides. */
  readonly swapped?: boolean;
}

const known: readonly (readonly [string, number, number, number])[] = [
  ['K', 1, 140, 4],
  ['Na', 1, 12, 145],
  ['Cl', -1, 7, 120],
  ['HCO3', -1, 14, 24],
  ['Ca', 2, 1e-4, 1.5],
  ['Mg', 2, 0.5, 1],
];

/** The same one for a seed, whatever is wished: what is left out is drawn all the same. */
export function randomMembrane(seed: number, wishes: MembraneWishes = {}): RandomMembrane {
  const random = randomNumbers(seed * 7919 + 17);
  // The first numbers of neighbouring seeds are alike.
  for (let i = 0; i < 20; i++) random();
  const below = (count: number): number => Math.floor(random() * count);
  const number = (low: number, high: number): number => Number((low * (high / low) ** random()).toPrecision(4));
  const signed = (size: number): number => Number(((random() * 2 - 1) * size).toPrecision(4));

  const ions = known
    .filter(() => random() < 0.6)
    .map(([name, charge, inside, outside]): RandomIon => {
      const [a, b] = [inside, outside].map((usual) => number(usual / 3, usual * 3)) as [number, number];
      return wishes.swapped ? { name, charge, inside: b, outside: a } : { name, charge, inside: a, outside: b };
    });
  const [first] = ions;
  if (first === undefined) return randomMembrane(seed + 100_003, wishes);

  const concentration = (c: number): string => `${c} mM${wishes.closed ? ' dynamic' : ''}`;
  const gates = [
    (): string => `gate n { half = ${signed(60)} mV, slope = ${number(3, 20)} mV, tau = ${number(0.5, 50)} ms }`,
    (): string => `gate n { half = ${signed(60)} mV, charge = ${number(1, 6)} }`,
    (): string =>
      `gate n { alpha = ${number(0.05, 5)}/ms * linoid((V + ${number(20, 60)} mV) / 10 mV), beta = ${number(0.05, 5)}/ms * exp(-(V + 65 mV) / ${number(10, 80)} mV) }`,
    (): string =>
      `gate n { inf = 1 / (1 + exp(-(V - ${signed(40)} mV) / ${number(4, 15)} mV)), tau = ${number(1, 9)} ms + ${number(1, 50)} ms * exp(-((V + 30 mV) / 25 mV)^2) }`,
  ];
  const channels = ions.flatMap(({ name }) => {
    const leak = `channel ${name}leak conducts ${name} { conductance = ${number(1e-3, 0.2)} mS/cm^2 }`;
    const gated = `channel ${name}v conducts ${name} {\n  conductance = ${number(0.01, 3)} mS/cm^2\n  open = n^${1 + below(4)}\n  ${gates[below(4)]!()}\n}`;
    return wishes.passive || random() < 0.5 ? [leak] : [leak, gated];
  });
  const shares = ions.map(({ name }) => `${name} ${number(0.01, 1)}`);
  const permeant = `channel Mixed permeates ${shares.join(', ')} { permeability = ${number(1e-9, 1e-7)} cm/s }`;
  const cations = ions.filter(({ charge }) => charge > 0);
  const pump = `pump Out { moves ${1 + below(3)} ${(cations[0] ?? first).name} out; uses 1 ATP; current = ${number(1e-3, 0.1) * Math.sign((cations[0] ?? first).charge)} uA/cm^2 }`;
  const extras = [
    `param level = ${signed(9)} mV in -10 mV .. 10 mV`,
    `let between = if V < level then V else (level + ${signed(5)} mV) / 2`,
    `let f(x) = x^2 / (1 + abs(x))`,
    `let shown = f(V / ${number(1, 50)} mV) + ${number(0.1, 3)} * ${first.name}.E / 1 mV`,
    `experiment Step { duration = ${number(5, 60)} ms, inject ${signed(5)} uA/cm^2 from 1 ms to ${number(2, 5)} ms; plot V | shown, between }`,
  ].filter(() => random() < 0.7 || wishes.closed);
  const hasShown = extras.some((line) => line.startsWith('let shown'));
  const hasLevel = extras.some((line) => line.startsWith('param level'));
  const hasF = extras.some((line) => line.startsWith('let f'));
  const hasBetween = extras.some((line) => line.startsWith('let between'));
  const kept = extras.filter((line) => {
    if (line.startsWith('experiment')) return hasShown && hasBetween && hasLevel && hasF;
    if (line.startsWith('let shown')) return hasF;
    return line.startsWith('let between') ? hasLevel : true;
  });

  const text = [
    `membrane Random {`,
    `  temperature = ${number(5, 40)} degC`,
    `  capacitance = ${number(0.5, 2)} uF/cm^2`,
    `  area = ${number(500, 3000)} um^2`,
    `}`,
    ...(wishes.closed ? ['compartment inside { volume = 2 pL }', 'compartment outside { fraction = 0.2 }'] : []),
    ...ions.map(
      ({ name, charge, inside, outside }) =>
        `ion ${name} ${Math.abs(charge) === 1 ? '' : Math.abs(charge)}${charge > 0 ? '+' : '-'} { in = ${concentration(inside)}, out = ${concentration(outside)} }`,
    ),
    ...channels,
    ...(wishes.passive ? [] : [permeant, ...(random() < 0.5 ? [pump] : [])]),
    ...(wishes.passive ? [] : kept),
    ...(wishes.closed ? ['experiment Hour { duration = 1 h, plot V }'] : []),
  ].join('\n');
  return { seed, text, ions };
}
