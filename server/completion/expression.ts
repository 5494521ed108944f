/** The walk through a value that is only half written. */
import { behindArgument } from './field-arguments.js';
import type { Place, Slot } from './place.js';
import type { TokenReader } from './reader.js';
import { isWord, type Token } from './tokens.js';

/** Takes an expression as far as it goes; the places when the tokens end in the middle of it, else undefined. */
export function walkExpression(reader: TokenReader, slot: Slot): Place[] | undefined {
  const begin = reader.position;
  const open: string[] = [];
  let complete = false;
  for (;;) {
    const token = reader.next;
    if (token === undefined) return endOfExpression(reader, slot, reader.since(begin), complete, open);
    const taken: boolean | 'part' | undefined = complete ? afterOperand(reader, open) : operand(reader, open);
    if (taken === undefined) return undefined;
    if (taken === 'part') return [{ kind: 'part', owner: token.text }];
    complete = taken;
  }
}

/** Takes one token where an operand is due; says whether there is one now. undefined: the expression is broken off. */
function operand(reader: TokenReader, open: string[]): boolean | 'part' | undefined {
  const token = reader.next!;
  if (reader.accept('NUMBER')) {
    reader.accept('UNIT');
    return true;
  }
  if (reader.accept('-', '+', 'not')) return false;
  if (open.at(-1) === '(' && reader.accept('at')) return false;
  if (reader.accept('(', 'if')) {
    open.push(token.kind);
    return false;
  }
  if (token.kind === ')' && open.at(-1) === '(') {
    reader.take();
    open.pop();
    return true;
  }
  // A name before `=` is the next property: the value was never written.
  if (token.kind !== 'ID' || reader.atProperty) return undefined;
  reader.take();
  if (reader.accept('.')) {
    if (reader.next === undefined) return 'part';
    if (isWord(reader.next)) reader.take();
  }
  if (reader.accept('(')) {
    open.push('(');
    return false;
  }
  return true;
}

/** Takes one token behind an operand; says whether an operand is still complete. undefined: the expression has ended. */
function afterOperand(reader: TokenReader, open: string[]): boolean | undefined {
  const token = reader.next!;
  if (reader.accept('*', '/', '+', '-', '<', '<=', '>', '>=', '==', '!=', 'and', 'or', '^')) return false;
  if (token.kind === 'then' || token.kind === 'else') {
    while (open.length > 0 && open.at(-1) !== (token.kind === 'then' ? 'if' : 'then')) open.pop();
    open.pop();
    if (token.kind === 'then') open.push('then');
    reader.take();
    return false;
  }
  const inBrackets = open.lastIndexOf('(') >= 0;
  if (inBrackets && reader.accept(',', ':')) return false;
  if (inBrackets && reader.accept('in', 'out')) return true;
  if (!inBrackets || token.kind !== ')') return undefined;
  open.length = open.lastIndexOf('(');
  reader.take();
  return true;
}

/** undefined where the expression is whole and what follows it is for the caller to say. */
function endOfExpression(
  reader: TokenReader,
  slot: Slot,
  before: readonly Token[],
  complete: boolean,
  open: readonly string[],
): Place[] | undefined {
  if (!complete) return [{ kind: 'value', slot, before }];
  if (before.at(-1)?.kind === 'NUMBER' && !reader.newline) reader.units.push({ kind: 'unit', slot, before });
  const innermost = open.at(-1);
  if (innermost === 'if') return [{ kind: 'word', words: ['then', 'and', 'or'] }];
  if (innermost === 'then') return [{ kind: 'word', words: ['else'] }];
  return innermost === '(' ? behindArgument(before) : undefined;
}
