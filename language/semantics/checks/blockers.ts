/** Blockers that nothing in the file declares. */
import { isCarried, isChannel, type Block } from '../../generated/ast.js';
import { nearest } from '../../units/nearest.js';
import type { Context } from '../context.js';
import { insertion, replacement } from '../issues.js';
import { spanOfProperty } from '../spans.js';

export function checkUndeclaredBlockers(context: Context): void {
  for (const channel of context.file.declarations.filter(isChannel)) {
    for (const block of channel.blocks) {
      if (block.blocker !== undefined && block.blocker.ref === undefined) reportUndeclared(context, block);
    }
  }
}

function reportUndeclared(context: Context, block: Block): void {
  const name = block.blocker.$refText;
  if (!name) return;
  const span = spanOfProperty(block, 'blocker');
  const known = context.file.declarations.filter(isCarried).flatMap((entry) => entry.name || []);
  const close = nearest(name, known);
  const side = block.side === 'out' ? 'out' : 'in';
  const declaration = `ligand ${name} { ${side} = 5 uM, charge = 1 }`;
  const start = block.$container.$cstNode?.offset ?? 0;
  context.error(
    'ion.undeclared',
    span,
    `No ligand or ion \`${name}\` is declared in this file.${close.length > 0 ? ` Did you mean \`${close[0]}\`?` : ''}`,
    ...close.map((entry) => replacement(span, entry)),
    ...(span.file === undefined ? [insertion(start, `${declaration}\n\n`, `Declare \`ligand ${name}\``)] : []),
  );
}
