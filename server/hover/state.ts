/** A state: its rate as written, where it starts, where it comes to rest. */
import type { State } from '../../language/generated/ast.js';
import { documentation } from '../../language/semantics/documentation.js';
import { formatPotential, formatQuantity } from '../../language/units/display.js';
import { textOf, valuesAtRest, type Reading } from '../reading.js';
import { blocks, citation, documented, escaped, facts, source } from './markdown.js';
import { notComputed, whyNoRest } from './why-not.js';

const DIGITS = 6;

export function stateHover(reading: Reading, node: State): string {
  const state = reading.compilation.model?.states.find(({ name }) => name === node.name);
  const title = `**${escaped(node.name)}** · state`;
  const doc = documented(documentation(node));
  const written = source(node.properties.map((property) => textOf(reading, property)).join('\n'));
  if (state === undefined) return blocks(title, doc, written, notComputed(reading, 'Its value', node));
  const show = (si: number | undefined): string | undefined =>
    si === undefined ? undefined : formatQuantity(si, state.unit, DIGITS);
  const value = reading.summary?.states.find(({ name }) => name === node.name)?.value;
  const rest = reading.summary?.restingPotential;
  return blocks(
    title,
    doc,
    written,
    facts(
      ['start of a run', show(state.start === undefined ? undefined : valuesAtRest(reading)(state.start))],
      [
        rest === undefined ? 'at rest' : `at V_rest = ${formatPotential(rest)}`,
        value === undefined ? undefined : `**${show(value)}**`,
      ],
    ),
    value === undefined ? whyNoRest(reading) : undefined,
    citation(`At rest d${escaped(node.name)}/dt = 0 with V held: where the system goes from its start.`),
  );
}
