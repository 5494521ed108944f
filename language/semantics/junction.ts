/** The function of solutions, as hovers and completion show it. */
export const JUNCTION = {
  name: 'junction',
  signature: 'junction(from, to)',
  doc: 'Liquid junction potential φ(to) − φ(from) between two solutions [Henderson 1907].',
} as const;
