/** Numbers and units: what they are in SI. */
import type { Quantity } from '../../language/generated/ast.js';
import { literalToSI } from '../../language/units/convert.js';
import { explainUnit, formatQuantity } from '../../language/units/display.js';
import { prettyUnit } from '../../language/units/pretty.js';
import { baseUnit, describeDimension, quantityOf } from '../../language/units/quantities.js';
import { parseUnit } from '../../language/units/unit.js';
import { blocks } from './markdown.js';

const DIGITS = 12;

export function unitHover(unit: string): string | undefined {
  if (!parseUnit(unit).ok) return undefined;
  const [equation, ...meaning] = explainUnit(unit).split('; ');
  return blocks(`**${equation!}**`, meaning.join('; '));
}

/** A bare number explains itself. */
export function numberHover({ number, unit: written }: Quantity): string | undefined {
  const parsed = written === undefined ? undefined : parseUnit(written);
  if (parsed?.ok !== true || !Number.isFinite(Number(number))) return undefined;
  const { unit } = parsed;
  const coherent = quantityOf(unit.dimension)?.si ?? baseUnit(unit.dimension);
  const shown = `${number}${written!.startsWith('/') ? '' : ' '}${prettyUnit(written!).replace(/^1\//, '/')}`;
  const si = formatQuantity(literalToSI(number, unit), coherent, DIGITS);
  const equation = si === shown ? shown : `${shown} = ${si}`;
  return blocks(`**${equation}**`, describeDimension(unit.dimension));
}
