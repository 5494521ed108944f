/** Properties: known in their block, each once, and the required ones there. */
import { GrammarUtils } from 'langium';
import { isChannel, isExperiment, type Property } from '../../generated/ast.js';
import { carriesByScheme } from '../compile/carriers.js';
import type { Context } from '../context.js';
import { replacement, type Fix } from '../issues.js';
import { nearest } from '../../units/nearest.js';
import { properties, type PropertyRule } from '../properties.js';
import { findProperty, nameOf, ownerKind, ownersIn, type Owner } from '../property-values.js';
import { spanOf, spanOfProperty } from '../spans.js';

export function checkProperties(context: Context): void {
  for (const owner of ownersIn(context.file)) {
    const rules = properties[ownerKind(owner)];
    checkKeys(context, owner, rules);
    if (owner.$type === 'Membrane' || lastsAsItsClamp(owner)) continue;
    for (const rule of rules) if (rule.required && !isReplaced(owner, rule)) requireProperty(context, owner, rule);
  }
}

/** A channel's conductance may be a permeability, or that of so many channels, which is checked with them. */
function isReplaced(owner: Owner, { key }: PropertyRule): boolean {
  if (!isChannel(owner) || key !== 'conductance') return false;
  if (carriesByScheme(owner)) return true;
  const others = ['permeability', 'count', 'unitary', 'current'];
  return owner.permeations.length > 0 || others.some((other) => findProperty(owner, other) !== undefined);
}

/** Without a duration an experiment lasts until the last step of its clamp has ended. */
function lastsAsItsClamp(owner: Owner): boolean {
  return isExperiment(owner) && owner.phases.length > 0 && owner.phases.every(({ to }) => to !== undefined);
}

function blockName(owner: Owner): string {
  if (owner.$type === 'Pump' || owner.$type === 'Solute') return owner.kind;
  return owner.$type === 'Ion' && owner.impermeant ? 'impermeant ion' : owner.$type.toLowerCase();
}

function checkKeys(context: Context, owner: Owner, rules: readonly PropertyRule[]): void {
  const seen = new Set<string>();
  for (const property of owner.properties) {
    if (!property.key) continue;
    const span = spanOfProperty(property, 'key');
    const rule = rules.find((entry) => entry.key === property.key);
    if (rule === undefined) {
      const close = nearest(
        property.key,
        rules.map((entry) => entry.key),
      );
      const known = rules.map((entry) => `\`${entry.key}\``).join(', ');
      const question = close.length > 0 ? `Did you mean \`${close[0]}\`?` : `It may have ${known}.`;
      context.error(
        'property.unknown',
        span,
        `A${/^[aeiou]/.test(blockName(owner)) ? 'n' : ''} ${blockName(owner)} has no property \`${property.key}\`. ${question}`,
        ...close.map((entry) => replacement(span, entry)),
      );
    } else if (seen.has(property.key)) {
      context.error(
        'property.duplicate',
        span,
        `\`${property.key}\` is given twice; the first one counts.`,
        removeProperty(context, property),
      );
    } else if (property.reference !== undefined && rule.at === undefined) {
      const at = { start: spanOf(property.value).end, end: spanOf(property.reference).end };
      const message = `\`${property.key}\` takes no \`at\`.`;
      context.error('property.conflict', spanOf(property.reference), message, replacement(at, '', 'Remove it'));
    }
    seen.add(property.key);
  }
}

/** A fix that takes a property out, with the separator after it or else the one before. */
export function removeProperty(context: Context, property: Property): Fix {
  const { start, end } = spanOf(property);
  const after = /^[ \t]*[,;][ \t]*/.exec(context.text.slice(end))?.[0].length ?? 0;
  const before = after > 0 ? 0 : (/[ \t]*[,;]?[ \t]*$/.exec(context.text.slice(0, start))?.[0].length ?? 0);
  return {
    title: `Remove this \`${property.key}\``,
    edits: [{ span: { start: start - before, end: end + after }, text: '' }],
  };
}

export function requireProperty(context: Context, owner: Owner, rule: PropertyRule): void {
  if (findProperty(owner, rule.key) !== undefined || !nameOf(owner)) return;
  const message = `${owner.$type} \`${nameOf(owner)!}\` has no \`${rule.key}\`: ${lowerFirst(rule.doc)}`;
  const code = rule.key === 'duration' ? 'experiment.no-duration' : 'property.missing';
  context.error(code, spanOfProperty(owner, 'name'), message, ...addProperty(owner, rule.example));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** A fix that writes a property at the start of a block, which is made when there is none. */
export function addProperty(owner: Owner, text: string): Fix[] {
  const title = `Add \`${text}\``;
  const brace = GrammarUtils.findNodeForKeyword(owner.$cstNode, '{');
  if (brace !== undefined) {
    const oneLine = brace.range.start.line === (owner.$cstNode?.range.end.line ?? 0);
    const separator = oneLine && owner.properties.length > 0 ? ',' : '';
    return [
      {
        title,
        edits: [{ span: { start: brace.end, end: brace.end }, text: oneLine ? ` ${text}${separator}` : `\n  ${text}` }],
      },
    ];
  }
  const end = owner.$cstNode?.end;
  return end === undefined ? [] : [{ title, edits: [{ span: { start: end, end }, text: ` {\n  ${text}\n}` }] }];
}
