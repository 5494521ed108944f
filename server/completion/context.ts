/**
 * What may be written at a place of a text that is only half written: a walk along the grammar over the tokens before
 * the cursor, from the last word that begins a declaration.
 */
import { properties, type PropertyOwner, type PropertyRule } from '../../language/semantics/properties.js';
import { current, currentDensity, temperature, time, type Dimension } from '../../language/units/dimension.js';
import { beginsDeclaration, isWord, type Token } from './tokens.js';

/** Where a value stands and what is wanted there. */
export interface Slot {
  /** Any of these; undefined where any value will do. */
  readonly dimensions?: readonly Dimension[];
  /** May not depend on V, t or a gate. */
  readonly constant?: boolean;
  /** The property, with its example. */
  readonly rule?: PropertyRule;
  /** A trace of a plot. */
  readonly trace?: boolean;
  /** Of the same dimension as this expression. */
  readonly like?: readonly Token[];
}

export type Place =
  /** A word that begins a declaration. */
  | { readonly kind: 'declaration' }
  /** A name that only the writer knows. */
  | { readonly kind: 'name' }
  | { readonly kind: 'new-ion' | 'ion' | 'moved' | 'direction' | 'conducts' | 'new-gate' }
  | { readonly kind: 'fuel'; readonly counted: boolean }
  | { readonly kind: 'charge'; readonly ion: string; readonly magnitude?: string }
  /** A block in braces. */
  | { readonly kind: 'block'; readonly owner: PropertyOwner }
  /** What may stand in such a block; `after` is where a comma is due first. */
  | {
      readonly kind: 'item';
      readonly owner: PropertyOwner;
      readonly given: ReadonlySet<string>;
      readonly after?: number;
    }
  /** An operand, after these tokens of its expression. */
  | { readonly kind: 'value'; readonly slot: Slot; readonly before: readonly Token[] }
  /** A unit; the number is the last of `before`. */
  | { readonly kind: 'unit'; readonly slot: Slot; readonly before: readonly Token[] }
  | { readonly kind: 'part'; readonly owner: string }
  | { readonly kind: 'word'; readonly words: readonly string[] };

/** The places at the end of `tokens`. `newline` says that the cursor stands on a later line than the last of them. */
export function placesAfter(tokens: readonly Token[], newline: boolean): Place[] {
  const start = tokens.findLastIndex(beginsDeclaration);
  if (start < 0) return [{ kind: 'declaration' }];
  const walk = new Walk(tokens.slice(start), newline);
  const places = walk.declaration() ?? (walk.units.length > 0 ? [] : [{ kind: 'declaration' } as const]);
  return [...walk.units, ...places];
}

/** Each method takes what it knows from the tokens: undefined when there is more to come, the places when they end. */
class Walk {
  /** The unit that may follow when the last token is a number, beside whatever may follow the whole value. */
  readonly units: Place[] = [];
  #at = 0;

  constructor(
    readonly tokens: readonly Token[],
    readonly newline: boolean,
  ) {}

  declaration(): Place[] | undefined {
    switch (this.#take().kind) {
      case 'membrane':
        return this.#name() ?? this.#block('Membrane');
      case 'ion':
        return this.#ion('Ion');
      case 'impermeant':
        return this.#ion('Impermeant');
      case 'channel':
        return this.#name() ?? this.#conducts() ?? this.#block('Channel');
      case 'pump':
        return this.#name() ?? this.#block('Pump');
      case 'experiment':
        return this.#name() ?? this.#block('Experiment');
      case 'param':
        return this.#param();
      default:
        return this.#let();
    }
  }

  get #next(): Token | undefined {
    return this.tokens[this.#at];
  }

  #take(): Token {
    return this.tokens[this.#at++]!;
  }

  /** Takes the next token if it is of this kind. */
  #accept(...kinds: readonly string[]): boolean {
    const accepted = this.#next !== undefined && kinds.includes(this.#next.kind);
    if (accepted) this.#at++;
    return accepted;
  }

  #name(place: Place = { kind: 'name' }): Place[] | undefined {
    if (this.#next === undefined) return [place];
    this.#accept('ID');
    return undefined;
  }

  #ion(owner: 'Ion' | 'Impermeant'): Place[] | undefined {
    const ended = this.#name({ kind: owner === 'Ion' ? 'new-ion' : 'name' });
    if (ended !== undefined) return ended;
    const ion = this.tokens[this.#at - 1]!.text;
    if (this.#next === undefined) return this.newline ? undefined : [{ kind: 'charge', ion }];
    const magnitude = this.#next.text;
    if (this.#accept('NUMBER') && this.#next === undefined) return [{ kind: 'charge', ion, magnitude }];
    if (this.#accept('+', '-')) this.#accept('NUMBER');
    return this.#block(owner);
  }

  #conducts(): Place[] | undefined {
    if (this.#next === undefined) return [{ kind: 'conducts' }, { kind: 'block', owner: 'Channel' }];
    if (!this.#accept('conducts')) return undefined;
    return this.#name({ kind: 'ion' });
  }

  #param(): Place[] | undefined {
    const ended = this.#name();
    if (ended !== undefined) return ended;
    if (!this.#accept('=')) return [];
    const begin = this.#at;
    const value = this.#expression({ constant: true });
    if (value !== undefined) return value;
    if (this.#next === undefined) return this.newline ? undefined : [{ kind: 'word', words: ['in'] }];
    const bound = { constant: true, like: this.tokens.slice(begin, this.#at) };
    if (!this.#accept('in')) return undefined;
    const lower = this.#expression(bound);
    if (lower !== undefined) return lower;
    if (this.#next === undefined) return [{ kind: 'word', words: ['..'] }];
    return this.#accept('..') ? this.#expression(bound) : undefined;
  }

  #let(): Place[] | undefined {
    const ended = this.#name();
    if (ended !== undefined) return ended;
    if (!this.#accept('=')) return [];
    const value = this.#expression({});
    if (value !== undefined) return value;
    return this.#next === undefined && !this.newline ? [] : undefined;
  }

  /** A block, closed or not; undefined when it is closed. */
  #block(owner: PropertyOwner): Place[] | undefined {
    if (this.#next === undefined) return [{ kind: 'block', owner }, ...this.#onNewLine()];
    if (!this.#accept('{')) return undefined;
    const given = new Set<string>();
    for (;;) {
      const after = this.#separator();
      if (this.#next === undefined) return [{ kind: 'item', owner, given, ...after }];
      if (this.#accept('}')) return undefined;
      const ended = this.#item(owner, given);
      if (ended !== undefined) return ended;
    }
  }

  /** Where a block is not needed, a new line may as well begin the next declaration. */
  #onNewLine(): Place[] {
    return this.newline ? [{ kind: 'declaration' }] : [];
  }

  /** Takes commas; says where one is missing before something that would follow on the same line. */
  #separator(): { after?: number } {
    const last = this.tokens[this.#at - 1]!;
    let taken = last.kind === '{' || last.kind === '}';
    while (this.#accept(',', ';')) taken = true;
    return taken || this.newline ? {} : { after: last.end };
  }

  #item(owner: PropertyOwner, given: Set<string>): Place[] | undefined {
    const token = this.#take();
    if (owner === 'Channel' && token.kind === 'gate') return this.#name({ kind: 'new-gate' }) ?? this.#block('Gate');
    if (owner === 'Pump' && token.kind === 'moves') return this.#moves(given);
    if (owner === 'Pump' && token.kind === 'uses') return this.#uses(given);
    if (owner === 'Experiment' && token.kind === 'inject') return this.#inject();
    if (owner === 'Experiment' && token.kind === 'plot') return this.#plot();
    return isWord(token) && this.#accept('=') ? this.#property(owner, token.text, given) : undefined;
  }

  #property(owner: PropertyOwner, key: string, given: Set<string>): Place[] | undefined {
    given.add(key);
    const rule = properties[owner].find((entry) => entry.key === key);
    const value = this.#expression(
      rule === undefined ? {} : { dimensions: rule.dimensions, constant: rule.constant, rule },
    );
    if (value !== undefined) return value;
    if (rule?.at === undefined) return undefined;
    if (this.#next === undefined && !this.newline) return [{ kind: 'word', words: ['at'] }];
    return this.#accept('at') ? this.#expression({ dimensions: [temperature], constant: true }) : undefined;
  }

  #moves(given: Set<string>): Place[] | undefined {
    given.add('moves');
    do {
      if (this.#next === undefined) return [{ kind: 'moved' }, ...this.#itemAfterComma('Pump', given)];
      if (this.#beginsItem()) return undefined;
      const counted = this.#accept('NUMBER');
      if (this.#next === undefined) return [{ kind: counted ? 'ion' : 'moved' }];
      if (!this.#accept('ID', 'UNIT')) return undefined;
      if (this.#next === undefined) return [{ kind: 'direction' }];
      if (!this.#accept('in', 'out')) return undefined;
    } while (this.#accept(','));
    return undefined;
  }

  /** After a comma a list may go on, or the next item begin. */
  #itemAfterComma(owner: PropertyOwner, given: ReadonlySet<string>): Place[] {
    return this.tokens.at(-1)?.kind === ',' ? [{ kind: 'item', owner, given }] : [];
  }

  /** A word and `=`, or one that begins a statement. */
  #beginsItem(): boolean {
    const [token, after] = [this.#next, this.tokens[this.#at + 1]];
    if (token === undefined) return false;
    return (
      ['uses', 'moves', 'inject', 'plot', 'gate', '}'].includes(token.kind) || (isWord(token) && after?.kind === '=')
    );
  }

  #uses(given: Set<string>): Place[] | undefined {
    given.add('uses');
    if (this.#next === undefined) return [{ kind: 'fuel', counted: false }];
    if (this.#accept('NUMBER') && this.#next === undefined) return [{ kind: 'fuel', counted: true }];
    this.#accept('ID', 'UNIT');
    return undefined;
  }

  #inject(): Place[] | undefined {
    const amplitude = this.#expression({ dimensions: [currentDensity, current] });
    if (amplitude !== undefined) return amplitude;
    const words = new Set(['from', 'to']);
    for (;;) {
      if (this.#next === undefined)
        return this.newline || words.size === 0 ? undefined : [{ kind: 'word', words: [...words] }];
      const word = this.#next.kind;
      if (!this.#accept(...words)) return undefined;
      words.delete(word);
      if (word === 'to') words.delete('from');
      const moment = this.#expression({ dimensions: [time], constant: true });
      if (moment !== undefined) return moment;
    }
  }

  #plot(): Place[] | undefined {
    do {
      if (this.#beginsItem()) return undefined;
      const isFirst = this.#next === undefined;
      const trace = this.#expression({ trace: true });
      if (trace !== undefined) return [...trace, ...(isFirst ? this.#itemAfterComma('Experiment', new Set()) : [])];
    } while (this.#accept(',', '|'));
    return undefined;
  }

  /** Takes an expression as far as it goes; the places when the tokens end in the middle of it. */
  #expression(slot: Slot): Place[] | undefined {
    const begin = this.#at;
    const open: string[] = [];
    let complete = false;
    for (;;) {
      const token = this.#next;
      if (token === undefined) return this.#endOfExpression(slot, this.tokens.slice(begin), complete, open);
      const taken: boolean | 'part' | undefined = complete ? this.#afterOperand(open) : this.#operand(open);
      if (taken === undefined) return undefined;
      if (taken === 'part') return [{ kind: 'part', owner: token.text }];
      complete = taken;
    }
  }

  /** Takes one token where an operand is due; says whether there is one now. undefined: the expression is broken off. */
  #operand(open: string[]): boolean | 'part' | undefined {
    const token = this.#next!;
    if (this.#accept('NUMBER')) {
      this.#accept('UNIT');
      return true;
    }
    if (this.#accept('-', '+', 'not')) return false;
    if (this.#accept('(', 'if')) {
      open.push(token.kind);
      return false;
    }
    if (token.kind === ')' && open.at(-1) === '(') {
      this.#at++;
      open.pop();
      return true;
    }
    // A name before `=` is the next property: the value was never written.
    if (token.kind !== 'ID' || this.tokens[this.#at + 1]?.kind === '=') return undefined;
    this.#at++;
    if (this.#accept('.')) {
      if (this.#next === undefined) return 'part';
      if (isWord(this.#next)) this.#at++;
    }
    if (this.#accept('(')) {
      open.push('(');
      return false;
    }
    return true;
  }

  /** Takes one token behind an operand; says whether an operand is still complete. undefined: the expression has ended. */
  #afterOperand(open: string[]): boolean | undefined {
    const token = this.#next!;
    if (this.#accept('*', '/', '+', '-', '<', '<=', '>', '>=', '==', '!=', 'and', 'or', '^')) return false;
    if (token.kind === 'then' || token.kind === 'else') {
      while (open.length > 0 && open.at(-1) !== (token.kind === 'then' ? 'if' : 'then')) open.pop();
      open.pop();
      if (token.kind === 'then') open.push('then');
      this.#at++;
      return false;
    }
    const inBrackets = open.lastIndexOf('(') >= 0;
    if (inBrackets && this.#accept(',')) return false;
    if (!inBrackets || token.kind !== ')') return undefined;
    open.length = open.lastIndexOf('(');
    this.#at++;
    return true;
  }

  /** undefined where the expression is whole and what follows it is for the caller to say. */
  #endOfExpression(
    slot: Slot,
    before: readonly Token[],
    complete: boolean,
    open: readonly string[],
  ): Place[] | undefined {
    if (!complete) return [{ kind: 'value', slot, before }];
    if (before.at(-1)?.kind === 'NUMBER' && !this.newline) this.units.push({ kind: 'unit', slot, before });
    const innermost = open.at(-1);
    if (innermost === 'if') return [{ kind: 'word', words: ['then', 'and', 'or'] }];
    if (innermost === 'then') return [{ kind: 'word', words: ['else'] }];
    return innermost === '(' ? [] : undefined;
  }
}
