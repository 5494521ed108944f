/** What can be asked of a slab, in `expect`. */
export interface SlabFunction {
  readonly name: string;
  readonly kind: 'current' | 'field' | 'reversal';
  readonly signature: string;
  readonly doc: string;
}

const table: readonly SlabFunction[] = [
  {
    name: 'pnp',
    kind: 'current',
    signature: 'pnp(slab, at V)',
    doc: 'Outward current density through a slab by Poisson–Nernst–Planck, at this V.',
  },
  {
    name: 'constant_field',
    kind: 'field',
    signature: 'constant_field(slab, at V)',
    doc: 'What the constant-field (GHK) equation gives for the same slab, with P = D/L.',
  },
  {
    name: 'pnp_reversal',
    kind: 'reversal',
    signature: 'pnp_reversal(slab)',
    doc: 'V at which no current flows through a slab, by Poisson–Nernst–Planck.',
  },
];

export const slabFunctions: ReadonlyMap<string, SlabFunction> = new Map(table.map((entry) => [entry.name, entry]));
