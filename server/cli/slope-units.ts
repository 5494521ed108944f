/** How much of one thing for one unit of a parameter, in the units of both. */
import type { Parameter } from '../../language/model/model.js';
import { fromSI } from '../../language/units/convert.js';

/** A temperature in °C changes by kelvins. */
function stepUnit({ unit }: Parameter): string {
  return unit === 'degC' ? 'K' : unit;
}

/** `slope`, SI, in that unit for one unit of the parameter. */
export function perUnit(slope: number, unit: string, parameter: Parameter): number {
  const own = unit === 'degC' ? 'K' : unit;
  const step = stepUnit(parameter);
  return (own === '' ? slope : fromSI(slope, own)) / (step === '' ? 1 : fromSI(1, step));
}

/** `mV/(mS/cm^2)`; `mV*ms` for one unit of a rate in 1/ms. */
export function unitOfSlope(unit: string, parameter: Parameter): string {
  const own = unit === 'degC' ? 'K' : unit;
  const step = stepUnit(parameter);
  if (step === '') return own;
  const inverse = /^1?\/([^/*]+)$/.exec(step)?.[1];
  if (inverse !== undefined) return own === '' ? inverse : `${own}*${inverse}`;
  return `${own === '' ? '1' : own}/${step.includes('/') ? `(${step})` : step}`;
}
