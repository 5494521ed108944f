/** Gates that no current depends on: nearly always one forgotten in `open`. */
import type { AstNode } from 'langium';
import { isCall, isChannel, isGate, isLet, isPump, isReference, isState } from '../../generated/ast.js';
import type { Context } from '../context.js';
import { findProperty } from '../property-values.js';
import { spanOfProperty } from '../spans.js';
import { nodesIn } from '../tree.js';

export function checkUnusedGates(context: Context): void {
  const { declarations } = context.file;
  const pathways = declarations.filter((entry) => isChannel(entry) || isPump(entry));
  const shares = declarations.filter(isChannel).flatMap(({ permeations }) => permeations);
  const read = readBy([...pathways.flatMap(({ properties }) => properties), ...shares]);
  let named: ReadonlySet<AstNode> | undefined;
  for (const channel of declarations.filter(isChannel)) {
    if (findProperty(channel, 'open') === undefined) continue;
    for (const gate of channel.gates) {
      if (!gate.name || read.has(gate)) continue;
      named ??= new Set(targetsIn(context.file));
      const elsewhere = named.has(gate) ? ' It is only looked at elsewhere.' : '';
      const message = `Gate \`${gate.name}\` does not occur in \`open\`, so it changes no current.${elsewhere}`;
      context.warn('name.unused', spanOfProperty(gate, 'name'), message);
    }
  }
}

/** Gates, lets, states and functions that the values of some properties read: themselves, or through one another. */
function readBy(properties: readonly AstNode[]): ReadonlySet<AstNode> {
  const read = new Set<AstNode>();
  const waiting = [...properties];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const target of targetsIn(node)) {
      if (read.has(target)) continue;
      read.add(target);
      waiting.push(target);
    }
  }
  return read;
}

function targetsIn(node: AstNode): AstNode[] {
  const found: AstNode[] = [];
  const add = (target: AstNode | undefined): void => {
    if (isGate(target) || isLet(target) || isState(target)) found.push(target);
  };
  for (const inner of nodesIn(node)) {
    if (isCall(inner)) add(inner.function?.ref);
    else if (isReference(inner)) {
      add(inner.target?.ref);
      add(inner.part?.ref);
    }
  }
  return found;
}
