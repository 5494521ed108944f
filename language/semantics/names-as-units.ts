/**
 * Where a name was meant and a unit was read, or the other way round: `0.07/m` is "per metre", not "divided by m";
 * in `2 gK` the name stands where only a unit can.
 */
import { AstUtils, type AstNode } from 'langium';
import { isChannel, isQuantity, type Expression, type Quantity } from '../generated/ast.js';
import { builtinNames } from './builtins.js';
import type { Context } from './context.js';
import { functions } from './functions.js';
import { replacement, type Fix } from './issues.js';
import { spanOfProperty } from './spans.js';

/** Names that mean something where `node` stands: gates of its channel, declarations, builtins. */
export function namesInScope(context: Context, node: AstNode): Set<string> {
  const channel = AstUtils.getContainerOfType(node, isChannel);
  const declared = [...context.file.declarations, ...(channel?.gates ?? [])].map((entry) => entry.name).filter(Boolean);
  return new Set([...declared, ...builtinNames.keys()]);
}

/** A sentence and a fix, when the expression holds a `/name` that was read as a unit. */
export function divisionHint(context: Context, expression: Expression): { text: string; fixes: Fix[] } | undefined {
  for (const node of AstUtils.streamAst(expression)) {
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
): { message: string; fixes: Fix[] } | undefined {
  const unit = quantity.unit!;
  const span = spanOfProperty(quantity, 'unit');
  if (functions.has(unknown)) {
    return {
      message: `\`${unknown}\` is a function; after a number only a unit can stand. To multiply write \`${quantity.number} * ${unknown}(…)\`.`,
      fixes: [replacement(span, `* ${unit}`, `Multiply: \`${quantity.number} * ${unknown}\``)],
    };
  }
  if (!namesInScope(context, quantity).has(unknown)) return undefined;
  const spaced = unit.replace(/([/.·])/g, (operator) => (operator === '/' ? ' / ' : ' * '));
  const text = unit === unknown ? `* ${unknown}` : spaced;
  const operation = unit === unknown ? 'multiply by' : 'calculate with';
  return {
    message: `\`${unknown}\` is a name, and straight after a number only a unit can stand. To ${operation} it write \`${quantity.number} ${text.trim()}\`.`,
    fixes: [replacement(span, text, `Write \`${quantity.number} ${text.trim()}\``)],
  };
}
