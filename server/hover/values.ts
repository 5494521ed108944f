/** Parameters and lets: what was written, and what it comes to. */
import type { Let, Param } from '../../language/generated/ast.js';
import { documentation } from '../../language/semantics/documentation.js';
import { formatPotential, formatQuantity } from '../../language/units/display.js';
import { textOf, valueSummary, type Reading } from '../reading.js';
import { blocks, documented, facts, source } from './markdown.js';
import { notComputed, whyNoRest } from './why-not.js';

/** Digits of a hover; a hint at the end of a line has fewer. */
const DIGITS = 6;

export function paramHover(reading: Reading, param: Param): string {
  const parameter = reading.compilation.model?.parameters.find(({ name }) => name === param.name);
  const doc = documented(documentation(param));
  if (parameter === undefined) return blocks(text(reading, param), doc, notComputed(reading, 'Its value', param));
  const { value, minimum, maximum, unit } = parameter;
  const show = (si: number): string => formatQuantity(si, unit, DIGITS);
  const isRange = minimum !== undefined && maximum !== undefined;
  return blocks(
    text(reading, param),
    doc,
    facts(['value', `**${show(value)}**`], ['range', isRange ? `${show(minimum)} … ${show(maximum)}` : undefined]),
    isRange
      ? 'A slider in the preview.'
      : 'Give it a range, as in `in 0 .. 1`, and it becomes a slider in the preview.',
  );
}

export function letHover(reading: Reading, declaration: Let): string {
  const summary = valueSummary(reading, declaration);
  const doc = documented(documentation(declaration));
  const value = summary?.value;
  if (summary === undefined)
    return blocks(text(reading, declaration), doc, notComputed(reading, 'Its value', declaration));
  if (value === undefined) {
    const why = summary.dependsOnVoltage ? whyNoRest(reading) : undefined;
    return blocks(text(reading, declaration), doc, why ?? notComputed(reading, 'Its value', declaration));
  }
  const shown = `**${formatQuantity(value, summary.unit, DIGITS)}**`;
  const rest = reading.summary?.restingPotential;
  const when = summary.dependsOnVoltage && rest !== undefined ? `at V_rest = ${formatPotential(rest)}` : 'value';
  return blocks(text(reading, declaration), doc, facts([when, shown]));
}

function text(reading: Reading, node: Let | Param): string {
  return source(textOf(reading, node));
}
