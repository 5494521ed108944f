/** A property: what it means, what it wants, what it comes to here. */
import { isMembrane, type Property } from '../../language/generated/ast.js';
import { describeWanted, literalOf } from '../../language/semantics/expectation.js';
import { symbolsOf } from '../../language/model/evaluate.js';
import { properties, type PropertyRule } from '../../language/semantics/properties.js';
import { isOwner, ownerKind } from '../../language/semantics/property-values.js';
import { displayUnit, formatPotential, formatQuantity } from '../../language/units/display.js';
import { valuesAtRest, type Reading } from '../reading.js';
import { junctionOfSides } from './junction.js';
import { blocks, facts, source } from './markdown.js';

export function propertyHover(reading: Reading, property: Property): string | undefined {
  const owner = property.$container;
  const rule = isOwner(owner) ? properties[ownerKind(owner)].find(({ key }) => key === property.key) : undefined;
  if (rule === undefined) return undefined;
  return blocks(
    `**${rule.key}** · ${rule.doc}`,
    facts(value(reading, property)),
    wanted(rule),
    sides(reading, property),
  );
}

/** Of what stands on both sides of the membrane: how they meet. */
function sides(reading: Reading, { $container, key }: Property): string | undefined {
  return isMembrane($container) && (key === 'inside' || key === 'outside') ? junctionOfSides(reading) : undefined;
}

/** What the table says of a property; also beside it in a completion list. */
export function wanted(rule: PropertyRule): string {
  if (rule.word !== undefined) return source(rule.example);
  const limits = {
    any: '',
    positive: ', above 0',
    'not negative': ', not below 0',
    negative: ', below 0',
    share: ', from 0 to 1',
  }[rule.range];
  const fixed = rule.constant ? ' It may not depend on V or t.' : '';
  return blocks(`Wants ${describeWanted(rule.dimensions)}${limits}.${fixed}`, source(rule.example));
}

/** Nothing for a literal, which stands there already. */
function value(reading: Reading, property: Property): readonly (string | undefined)[] {
  if (literalOf(property.value) !== undefined) return [undefined];
  const typed = reading.compilation.types.get(property.value);
  const si = valuesAtRest(reading)(typed?.node);
  if (si === undefined || typed?.type.kind !== 'number') return [undefined];
  const { model } = reading.compilation;
  const rest = reading.summary?.restingPotential;
  const depends = model !== undefined && rest !== undefined && dependsOnState(reading, typed.node);
  const shown = `**${formatQuantity(si, displayUnit(typed.type.dimension))}**`;
  return [depends ? `at V_rest = ${formatPotential(rest)}` : 'value', shown];
}

function dependsOnState({ compilation }: Reading, node: number): boolean {
  const model = compilation.model!;
  return [...symbolsOf(model.graph, [node])].some((symbol) => model.symbols[symbol]!.kind !== 'parameter');
}
