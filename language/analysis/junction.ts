/** Where two solutions of a file meet: the liquid junction potential between them and what it is made of. SI. */
import type { Model, Solution } from '../model/model.js';
import { failure, success, type Outcome } from '../model/outcome.js';
import { henderson, junctionSums, type JunctionIon, type JunctionSums } from '../physics/henderson.js';
import { unknownMobility } from '../physics/mobilities.js';
import type { RestingValues } from './resting-values.js';

export interface JunctionSummary {
  /** φ(to) − φ(from), V. */
  readonly potential: number;
  readonly temperature: number;
  /** Concentration 1 is that of `from`. */
  readonly ions: readonly (JunctionIon & { readonly name: string })[];
  readonly sums: JunctionSums;
}

/** As `junction(from, to)` in the file. */
export function junctionBetween(
  { temperature: kelvin }: Model,
  from: Solution,
  to: Solution,
  valueOf: RestingValues,
): Outcome<JunctionSummary> {
  const temperature = valueOf(kelvin);
  if (temperature === undefined) return failure('junction.temperature', 'It needs a temperature.');
  const names = [...new Set([from, to].flatMap(({ components }) => components.map(({ name }) => name)))];
  const ions: (JunctionIon & { readonly name: string })[] = [];
  for (const name of names) {
    const [one, two] = [from, to].map(({ components }) => components.find((entry) => entry.name === name));
    const { charge, mobility: node } = (one ?? two)!;
    if (charge === 0) continue;
    const mobility = valueOf(node);
    if (mobility === undefined) return failure('solution.mobility', unknownMobility(name));
    const [concentration1, concentration2] = [one, two].map((entry) =>
      entry === undefined ? 0 : valueOf(entry.concentration),
    );
    if (concentration1 === undefined || concentration2 === undefined)
      return failure('junction.concentration', `The concentration of \`${name}\` is not known.`);
    ions.push({ name, charge, mobility, concentration1, concentration2 });
  }
  const potential = henderson(ions, temperature);
  if (!Number.isFinite(potential)) return failure('junction.no-ions', `${withoutIons(from, to, ions)} holds no ions.`);
  return success({ potential, temperature, ions, sums: junctionSums(ions) });
}

function withoutIons(from: Solution, to: Solution, ions: readonly JunctionIon[]): string {
  const { conducting1 } = junctionSums(ions);
  return `\`${conducting1 > 0 ? to.name : from.name}\``;
}
