/** Whole curves from SI into the unit they are shown in. */
import { linearFromSI } from '../language/units/convert.js';

export function curveFromSI(values: Float64Array, unit: string): Float64Array {
  const { slope, offset } = linearFromSI(unit);
  return slope === 1 && offset === 0 ? values : values.map((value) => value * slope + offset);
}
