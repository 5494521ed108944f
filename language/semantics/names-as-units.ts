/**
 * Where a name was meant and a unit was read, or the other way round: `0.07/m` is "per metre", not "divided by m";
 * in `2 gK` the name stands where only a unit can.
 */
import { AstUtils, type AstNode } from 'langium';
import {
  isChannel,
  isExperiment,
  isLet,
  isMembrane,
  isQuantity,
  type Expression,
  type Quantity,
} from '../generated/ast.js';
import { nearest } from '../units/nearest.js';
import { builtinNames } from './builtins.js';
import type { Span } from '../model/graph.js';
import type { Context } from './context.js';
import { functions } from './functions.js';
import { replacement, type Fix } from './issues.js';
import { spanOfProperty } from './spans.js';
import { nodesIn } from './tree.js';

/** Names that mean something where `node` stands: parameters of its function, gates of its channel, declarations, builtins. */
export function namesInScope(context: Context, node: AstNode): Set<string> {
  const channel = AstUtils.getContainerOfType(node, isChannel);
  const parameters = AstUtils.getContainerOfType(node, isLet)?.parameters ?? [];
  const declared = [...parameters, ...context.file.declarations, ...(channel?.gates ?? [])]
    .map((entry) => entry.name)
    .filter(Boolean);
  return new Set([...declared, ...builtinNames.keys()]);
}

/** Findings in one file after which nobody needs another suggestion, and finding one takes the longer the more names there are. */
const MOST_HELPED = 100;

/** Names with a value that `name` may be a misspelling of. */
export function namesLike(context: Context, name: string, node: AstNode): string[] {
  if (context.issues.length > MOST_HELPED) return [];
  const valueless = context.file.declarations.filter((entry) => isMembrane(entry) || isExperiment(entry));
  const names = namesInScope(context, node);
  for (const entry of valueless) names.delete(entry.name);
  return nearest(name, names);
}

/** A sentence and a fix, when the expression holds a `/name` that was read as a unit. */
export function divisionHint(context: Context, expression: Expression): { text: string; fixes: Fix[] } | undefined {
  for (const node of nodesIn(expression)) {
    if (!isQuantity(node) || !node.unit?.startsWith('/')) continue;
    const word = node.unit.slice(1);
    if (!namesInScope(context, node).has(word)) continue;
    const text = ` \`${node.number}${node.unit}\` is read as “per ${word}”, a unit; to divide by \`${word}\` put spaces around the /.`;
    return {
      text,
      fixes: [replacement(spanOfProperty(node, 'unit'), ` / ${word}`, `Divide: \`${node.number} / ${word}\``)],
    };
  }
  return undefined;
}

/** The fix for a name written where only a unit can stand; undefined when no part of the unit is a name. */
export function nameAsUnit(
  context: Context,
  quantity: Quantity,
  unknown: string,
): { message: string; fixes: Fix[]; span?: Span } | undefined {
  const unit = quantity.unit!;
  const span = spanOfProperty(quantity, 'unit');
  if (functions.has(unknown)) {
    return {
      message: `\`${unknown}\` is a function; after a number only a unit can stand. To multiply write \`${quantity.number} * ${unknown}(…)\`.`,
      fixes: [replacement(span, `* ${unit}`, `Multiply: \`${quantity.number} * ${unknown}\``)],
    };
  }
  const names = namesInScope(context, quantity);
  const [owner, part] = unit.split('.');
  const isPart = part !== undefined && names.has(owner!) && /^[\p{L}_][\p{L}\d_]*\.[\p{L}\d_]+$/u.test(unit);
  if (!isPart && !names.has(unknown)) return undefined;
  const spaced = isPart ? unit : spacedFrom(unit, unknown);
  const isWhole = isPart || unit === unknown;
  const text = isWhole || unit.startsWith(unknown) ? `* ${spaced}` : spaced;
  const named = isPart ? `\`${unit}\` is a value` : `\`${unknown}\` is a name`;
  const operation = isWhole ? 'multiply by' : 'calculate with';
  const whole = `${quantity.number} ${text.trim()}`;
  return {
    message: `${named}, and straight after a number only a unit can stand. To ${operation} it write \`${whole}\`.`,
    fixes: [replacement(span, text, `Write \`${whole}\``)],
    ...(isPart && { span }),
  };
}

/** `/ms/x` → `/ms / x`: what stands before the name is a unit and stays one. */
function spacedFrom(unit: string, name: string): string {
  const words = [...unit.matchAll(/[^/.·]+/g)];
  const found = words.find(([word]) => word === name)?.index ?? 0;
  const start = Math.max(0, found - 1);
  const operators = unit.slice(start).replace(/([/.·])/g, (operator) => (operator === '/' ? ' / ' : ' * '));
  return unit.slice(0, start) + operators;
}
