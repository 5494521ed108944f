/**
 * The ions of physiology: charge, and the widest range of concentrations, mM, met in living cells and their baths, from
 * bacteria-free mammalian media to squid axoplasm and sea water. Outside these ranges a number is not wrong, but a
 * factor of 1000 is the likelier reading.
 * Ranges after Hille 2001, Ion Channels of Excitable Membranes, 3rd ed., tables 1.3 and 1.4, widened for squid and
 * experimental solutions.
 */
export interface KnownIon {
  readonly name: string;
  readonly charge: number;
  readonly inside?: readonly [number, number];
  readonly outside?: readonly [number, number];
}

const table: Readonly<Record<string, KnownIon>> = {
  K: { name: 'Potassium', charge: 1, inside: [20, 500], outside: [0.1, 200] },
  Na: { name: 'Sodium', charge: 1, inside: [0.5, 200], outside: [1, 700] },
  Cl: { name: 'Chloride', charge: -1, inside: [0.5, 250], outside: [1, 800] },
  Ca: { name: 'Calcium', charge: 2, inside: [1e-6, 0.05], outside: [1e-4, 120] },
  Mg: { name: 'Magnesium', charge: 2, inside: [0.05, 30], outside: [0.01, 120] },
  H: { name: 'Proton', charge: 1, inside: [1e-6, 1e-2], outside: [1e-6, 1e-1] },
  HCO3: { name: 'Bicarbonate', charge: -1, inside: [1, 60], outside: [1, 80] },
  OH: { name: 'Hydroxide', charge: -1 },
  Li: { name: 'Lithium', charge: 1 },
  Rb: { name: 'Rubidium', charge: 1 },
  Cs: { name: 'Caesium', charge: 1 },
  Tl: { name: 'Thallium', charge: 1 },
  Ag: { name: 'Silver', charge: 1 },
  NH4: { name: 'Ammonium', charge: 1 },
  TEA: { name: 'Tetraethylammonium', charge: 1 },
  NMDG: { name: 'N-methyl-D-glucamine', charge: 1 },
  Ba: { name: 'Barium', charge: 2 },
  Sr: { name: 'Strontium', charge: 2 },
  Mn: { name: 'Manganese', charge: 2 },
  Co: { name: 'Cobalt', charge: 2 },
  Ni: { name: 'Nickel', charge: 2 },
  Cd: { name: 'Cadmium', charge: 2 },
  Zn: { name: 'Zinc', charge: 2 },
  La: { name: 'Lanthanum', charge: 3 },
  Gd: { name: 'Gadolinium', charge: 3 },
  Br: { name: 'Bromide', charge: -1 },
  I: { name: 'Iodide', charge: -1 },
  NO3: { name: 'Nitrate', charge: -1 },
  SCN: { name: 'Thiocyanate', charge: -1 },
  SO4: { name: 'Sulfate', charge: -2 },
};

export const knownIons: ReadonlyMap<string, KnownIon> = new Map(Object.entries(table));

/** In a mammalian neuron and its bath [Hille 2001, table 1.3]. */
const usual: Readonly<Record<string, { readonly in: string; readonly out: string }>> = {
  K: { in: '140 mM', out: '4 mM' },
  Na: { in: '12 mM', out: '145 mM' },
  Cl: { in: '4 mM', out: '120 mM' },
  Ca: { in: '100 nM', out: '1.5 mM' },
  Mg: { in: '0.5 mM', out: '1.5 mM' },
  HCO3: { in: '12 mM', out: '29 mM' },
  H: { in: '63 nM', out: '40 nM' },
};

/** What to begin with on each side, as text: of a mammal where it is known, else the same on both. */
export function usualConcentrations(name: string): { readonly in: string; readonly out: string } {
  return usual[name] ?? { in: '1 mM', out: '1 mM' };
}

/** `+`, `2+`, `-`, `1.2-`: as chemists write it. */
export function chargeText(charge: number): string {
  const magnitude = Math.abs(charge);
  return `${magnitude === 1 ? '' : magnitude}${charge > 0 ? '+' : '-'}`;
}
