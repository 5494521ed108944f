/** All primitives: a new one is a line here. */
import { boltzmann } from './boltzmann.js';

export const primitives = [boltzmann] as const;

export type PrimitiveName = (typeof primitives)[number]['name'];

export function primitiveNamed(name: string): (typeof primitives)[number] | undefined {
  return primitives.find((primitive) => primitive.name === name);
}
