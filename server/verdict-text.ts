/** What became of an expectation, in a sentence: the same on the command line, in the editor and in its list of tests. */
import type { Verdict } from '../language/analysis/expectations.js';
import { formatQuantity } from '../language/units/display.js';

const FEWEST_DIGITS = 4;
const MOST_DIGITS = 12;

/** `V_rest = −71.66 mV, expected −72 mV within 1 mV`. */
export function verdictText(verdict: Verdict): string {
  const { expectation, wanted, tolerance, failure } = verdict;
  const { label, experiment } = expectation;
  const name = experiment === undefined ? label : `${label} in ${experiment}`;
  if (failure !== undefined) return `${name} is not known: ${failure.message}`;
  if (wanted === undefined) return `${name} ${verdict.passed ? 'holds' : 'does not hold'}${comparedText(verdict)}`;
  const within =
    tolerance === undefined || tolerance === 0 ? '' : ` within ${formatQuantity(tolerance, differenceUnit(verdict))}`;
  return `${name} = ${valueText(verdict)}, expected ${formatQuantity(wanted, expectation.unit, MOST_DIGITS)}${within}`;
}

/** `: count(V) = 2`. */
function comparedText({ compared, expectation }: Verdict): string {
  if (compared === undefined || expectation.compared === undefined) return '';
  const { label, unit } = expectation.compared;
  return `: ${label} = ${formatQuantity(compared, unit)}`;
}

/** With the digits that tell it from what is wanted. */
export function valueText({ value = NaN, tolerance = 0, expectation: { unit } }: Verdict): string {
  const digits = tolerance > 0 && value !== 0 ? Math.ceil(Math.log10(Math.abs(value) / tolerance)) + 2 : MOST_DIGITS;
  return formatQuantity(value, unit, Math.min(MOST_DIGITS, Math.max(FEWEST_DIGITS, digits)));
}

function differenceUnit({ expectation: { unit } }: Verdict): string {
  return unit === 'degC' ? 'K' : unit;
}
