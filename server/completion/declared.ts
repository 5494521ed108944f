/** What a text declares, read off its tokens: also what the parser lost to an error. */
import { beginsDeclaration, type Token } from './tokens.js';

export interface Declared {
  /** `ion`, `channel` … */
  readonly kind: string;
  readonly name: string;
  /** Names of a channel's gates and of the states of its schemes. */
  readonly gates: readonly string[];
  /** Ions of a channel that permeates them; absent for any other. */
  readonly permeates?: readonly string[];
  /** Of a function; absent for what is none. */
  readonly parameters?: readonly string[];
}

export function declaredIn(tokens: readonly Token[]): Declared[] {
  const found: (Declared & { gates: string[] })[] = [];
  tokens.forEach((token, i) => {
    const next = tokens[i + 1];
    if (token.kind === 'ID' && isArrow(next) && !isArrow(tokens[i - 1])) addTo(found.at(-1)?.gates, token.text);
    if (next?.kind !== 'ID') return;
    if (beginsDeclaration(token)) {
      const isFunction = token.kind === 'let' && tokens[i + 2]?.kind === '(';
      const parameters = isFunction ? { parameters: parametersIn(tokens, i + 3) } : {};
      const permeates = token.kind === 'channel' ? permeantIn(tokens, i + 2) : [];
      found.push({
        kind: token.kind,
        name: next.text,
        gates: [],
        ...parameters,
        ...(permeates.length > 0 && { permeates }),
      });
    } else if (token.kind === 'gate' || isArrow(token)) addTo(found.at(-1)?.gates, next.text);
  });
  return found;
}

/** Ions behind `permeates`: the names that begin the list or follow a comma. */
function permeantIn(tokens: readonly Token[], begin: number): string[] {
  const end = tokens.findIndex((token, i) => i >= begin && (token.kind === '{' || beginsDeclaration(token)));
  const header = tokens.slice(begin, end < 0 ? undefined : end);
  const start = header.findIndex(({ kind }) => kind === 'permeates');
  if (start < 0) return [];
  return header.flatMap((token, i) => {
    const before = header[i - 1]?.kind;
    return i > start && token.kind === 'ID' && (before === 'permeates' || before === ',') ? [token.text] : [];
  });
}

/** Names up to the closing bracket. */
function parametersIn(tokens: readonly Token[], begin: number): string[] {
  const names: string[] = [];
  for (let i = begin; i < tokens.length && ['ID', 'UNIT', ':', ','].includes(tokens[i]!.kind); i++)
    if (tokens[i]!.kind === 'ID') names.push(tokens[i]!.text);
  return names;
}

function isArrow(token: Token | undefined): boolean {
  return token?.kind === '<->' || token?.kind === '->';
}

/** Each once: a state is mentioned in several transitions. */
function addTo(names: string[] | undefined, name: string): void {
  if (names?.includes(name) === false) names.push(name);
}
