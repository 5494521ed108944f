/** What a text declares, read off its tokens: also what the parser lost to an error. */
import { beginsDeclaration, type Token } from './tokens.js';

export interface Declared {
  /** `ion`, `channel` … */
  readonly kind: string;
  readonly name: string;
  /** Names of a channel's gates. */
  readonly gates: readonly string[];
}

export function declaredIn(tokens: readonly Token[]): Declared[] {
  const found: (Declared & { gates: string[] })[] = [];
  tokens.forEach((token, i) => {
    const next = tokens[i + 1];
    if (next?.kind !== 'ID') return;
    if (beginsDeclaration(token)) found.push({ kind: token.kind, name: next.text, gates: [] });
    else if (token.kind === 'gate') found.at(-1)?.gates.push(next.text);
  });
  return found;
}
