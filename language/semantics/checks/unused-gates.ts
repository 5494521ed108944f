/** Gates that `open` does not read: nearly always one forgotten there. */
import { AstUtils, type AstNode } from 'langium';
import { isChannel, isGate, isLet, isReference } from '../../generated/ast.js';
import type { Context } from '../context.js';
import { findProperty } from '../property-values.js';
import { spanOfProperty } from '../spans.js';

export function checkUnusedGates(context: Context): void {
  for (const channel of context.file.declarations.filter(isChannel)) {
    const open = findProperty(channel, 'open')?.value;
    if (open === undefined) continue;
    const read = readBy(open);
    for (const gate of channel.gates) {
      if (!gate.name || read.has(gate)) continue;
      const elsewhere = targetsIn(context.file).includes(gate) ? ' It is only looked at elsewhere.' : '';
      const message = `Gate \`${gate.name}\` does not occur in \`open\`, so it changes no current.${elsewhere}`;
      context.warn('name.unused', spanOfProperty(gate, 'name'), message);
    }
  }
}

/** Gates and lets that an expression reads, itself or through other lets. */
function readBy(expression: AstNode): ReadonlySet<AstNode> {
  const read = new Set<AstNode>();
  const waiting = [expression];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const target of targetsIn(node)) {
      if (read.has(target)) continue;
      read.add(target);
      if (isLet(target) && target.value !== undefined) waiting.push(target.value);
    }
  }
  return read;
}

function targetsIn(node: AstNode): AstNode[] {
  return AstUtils.streamAst(node)
    .filter(isReference)
    .flatMap(({ target, part }) => [target?.ref, part?.ref].filter((entry) => isGate(entry) || isLet(entry)))
    .toArray();
}
