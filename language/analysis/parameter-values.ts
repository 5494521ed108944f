/** The symbol vector every evaluator reads: slot `i` is the value of `model.symbols[i]`, SI. */
import type { Model, Parameter } from '../model/model.js';
import { failure, success, type Outcome } from '../model/outcome.js';
import { formatQuantity } from '../units/display.js';

/** Slider settings by parameter name, SI. */
export type Sliders = Readonly<Record<string, number>>;

/** Parameters at their defaults, t = 0; V, the states and what is measured NaN, so that whoever forgets to set them sees it. */
export function defaultSymbols(model: Model): Float64Array {
  const symbols = Float64Array.from(model.symbols, ({ kind }) =>
    kind === 't' || kind === 'parameter' || kind === 'drive' ? 0 : Number.NaN,
  );
  for (const { symbol, value } of model.parameters) symbols[symbol] = value;
  return symbols;
}

/**
 * The defaults, except where `sliders` says otherwise.
 * Fails with `parameter.unknown`, `parameter.not-finite` or `parameter.out-of-range`.
 */
export function parameterValues(model: Model, sliders: Sliders = {}): Outcome<Float64Array> {
  const symbols = defaultSymbols(model);
  for (const [name, value] of Object.entries(sliders)) {
    const parameter = model.parameters.find((candidate) => candidate.name === name);
    if (!parameter) return failure('parameter.unknown', `${model.name} has no parameter called ${name}.`);
    if (!Number.isFinite(value))
      return failure('parameter.not-finite', `${name} must be a number.`, { span: parameter.span });
    if (!isInRange(parameter, value)) {
      return failure(
        'parameter.out-of-range',
        `${name} = ${formatQuantity(value, parameter.unit)} is outside its range, ${rangeText(parameter)}.`,
        { span: parameter.span },
      );
    }
    symbols[parameter.symbol] = value;
  }
  return success(symbols);
}

/** What of `sliders` still fits a model that has been edited since: unknown names dropped, values moved into range. */
export function fitSliders(model: Model, sliders: Sliders): Record<string, number> {
  const fitting: Record<string, number> = {};
  for (const { name, minimum = -Infinity, maximum = Infinity } of model.parameters) {
    const value = sliders[name];
    if (value !== undefined && Number.isFinite(value)) fitting[name] = Math.min(Math.max(value, minimum), maximum);
  }
  return fitting;
}

function isInRange({ minimum = -Infinity, maximum = Infinity }: Parameter, value: number): boolean {
  return value >= minimum && value <= maximum;
}

function rangeText({ minimum, maximum, unit }: Parameter): string {
  if (minimum === undefined) return `up to ${formatQuantity(maximum!, unit)}`;
  if (maximum === undefined) return `from ${formatQuantity(minimum, unit)}`;
  return `${formatQuantity(minimum, unit)} to ${formatQuantity(maximum, unit)}`;
}
