/** Gates that nothing reads: nearly always one forgotten in `open`. */
import { AstUtils } from 'langium';
import { isChannel, isGate, isReference } from '../../generated/ast.js';
import type { Context } from '../context.js';
import { findProperty } from '../property-values.js';
import { spanOfProperty } from '../spans.js';

export function checkUnusedGates(context: Context): void {
  const used = new Set(
    AstUtils.streamAst(context.file)
      .filter(isReference)
      .flatMap((reference) => [reference.target?.ref, reference.part?.ref].filter(isGate))
      .toArray(),
  );
  for (const channel of context.file.declarations.filter(isChannel)) {
    const open = findProperty(channel, 'open')?.value;
    if (open === undefined) continue;
    const inOpen = new Set(
      AstUtils.streamAst(open)
        .filter(isReference)
        .map((reference) => reference.target?.ref)
        .toArray(),
    );
    for (const gate of channel.gates) {
      if (!gate.name || inOpen.has(gate)) continue;
      const elsewhere = used.has(gate) ? ' It is only looked at elsewhere.' : '';
      context.warn(
        'name.unused',
        spanOfProperty(gate, 'name'),
        `Gate \`${gate.name}\` does not occur in \`open\`, so it changes no current.${elsewhere}`,
      );
    }
  }
}
