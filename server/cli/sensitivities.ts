/** `memb rest --sensitivities`: how V_rest answers to each parameter. */
import { restSensitivities, type Sensitivity } from '../../language/analysis/sensitivity.js';
import type { Model } from '../../language/model/model.js';
import type { Outcome } from '../../language/model/outcome.js';
import { formatNumber, formatQuantity } from '../../language/units/display.js';
import { prettyUnit } from '../../language/units/pretty.js';
import { perUnit, unitOfSlope } from './slope-units.js';
import { table } from './table.js';

/** undefined where there is no V_rest. */
export function sensitivitiesOf(
  model: Model,
  symbols: Float64Array,
  restingPotential: number | undefined,
): Outcome<readonly Sensitivity[]> | undefined {
  return restingPotential === undefined ? undefined : restSensitivities(model, symbols, restingPotential);
}

export function sensitivitiesText(found: Outcome<readonly Sensitivity[]> | undefined): string {
  if (found === undefined) return '';
  if (!found.ok) return `dV_rest/dp  not computed: ${found.failure.message}\n`;
  if (found.value.length === 0) return 'The file has no parameter that V_rest could answer to.\n';
  const rows = found.value.map((one) => [
    one.parameter.name,
    formatQuantity(one.value, one.parameter.unit),
    `${formatNumber(slopeOf(one))} ${prettyUnit(slopeUnit(one))}`,
    one.parameter.unit === 'degC' ? '–' : `${formatNumber(10 * one.slope * one.value)} mV`,
  ]);
  return table([['parameter', 'value', 'dV_rest/dp', 'for 1 % more'], ...rows]);
}

export function sensitivitiesJson(found: Outcome<readonly Sensitivity[]> | undefined): object | undefined {
  if (found === undefined) return undefined;
  if (!found.ok) return { failure: { code: found.failure.code, message: found.failure.message } };
  return Object.fromEntries(
    found.value.map((one) => [one.parameter.name, { value: slopeOf(one), unit: slopeUnit(one) }]),
  );
}

/** mV for one unit of the parameter. */
function slopeOf({ parameter, slope }: Sensitivity): number {
  return perUnit(slope, 'mV', parameter);
}

function slopeUnit({ parameter }: Sensitivity): string {
  return unitOfSlope('mV', parameter);
}
