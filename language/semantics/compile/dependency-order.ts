/** Parameters, lets and functions in the order in which they can be computed. */
import { isCall, isLet, isParam, isReference, type Let, type Param } from '../../generated/ast.js';
import { nodesIn } from '../tree.js';

type Definition = Param | Let;

/**
 * Each after those its value reads, whatever their order in the text: then a chain of any length is computed link by
 * link and needs no stack. Those on a cycle come in some order.
 */
export function inDependencyOrder(definitions: readonly Definition[]): Definition[] {
  const ordered = new Set<Definition>();
  const opened = new Set<Definition>();
  const waiting = [...definitions].reverse();
  for (let definition = waiting.at(-1); definition !== undefined; definition = waiting.at(-1)) {
    if (!opened.has(definition)) {
      opened.add(definition);
      waiting.push(...readBy(definition).filter((read) => !opened.has(read)));
    } else {
      ordered.add(definition);
      waiting.pop();
    }
  }
  return [...ordered];
}

function readBy({ value }: Definition): Definition[] {
  if (value === undefined) return [];
  return nodesIn(value)
    .map((node) => (isReference(node) ? node.target?.ref : isCall(node) ? node.function?.ref : undefined))
    .filter((target) => isLet(target) || isParam(target));
}
