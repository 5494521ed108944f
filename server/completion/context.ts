/**
 * What may be written at a place of a text that is only half written: a walk along the grammar over the tokens before
 * the cursor, from the last word that begins a declaration.
 */
import { EXCHANGE } from '../../language/semantics/builtins.js';
import { properties, type PropertyOwner } from '../../language/semantics/properties.js';
import { concentration, diffusion, dimensionless, rate, temperature } from '../../language/units/dimension.js';
import { walkExpression } from './expression.js';
import type { Place, Slot } from './place.js';
import { dataPlaces } from './recordings.js';
import { TokenReader } from './reader.js';
import { clampPlaces, injectPlaces, setPlaces, sweepPlaces } from './stimulus-places.js';
import { beginsDeclaration, isWord, type Token } from './tokens.js';

/** The places at the end of `tokens`. `newline` says that the cursor stands on a later line than the last of them. */
export function placesAfter(tokens: readonly Token[], newline: boolean): Place[] {
  const start = tokens.findLastIndex(beginsDeclaration);
  if (start < 0) return [{ kind: 'declaration' }];
  const reader = new TokenReader(tokens.slice(start), newline);
  const places = new Walk(reader).declaration() ?? (reader.units.length > 0 ? [] : [{ kind: 'declaration' } as const]);
  return [...reader.units, ...places];
}

/** What ends a list that has no closing sign of its own. */
const STATEMENTS: ReadonlySet<string> = new Set([
  'uses',
  'moves',
  'inject',
  'clamp',
  'set',
  'sweep',
  'plot',
  'gate',
  'scheme',
  'stochastic',
  'blocked',
  '}',
]);

const stimuli: Readonly<Record<string, (reader: TokenReader) => Place[] | undefined>> = {
  inject: injectPlaces,
  clamp: clampPlaces,
  set: setPlaces,
  sweep: sweepPlaces,
};

/** Each method takes what it knows from the tokens: undefined when there is more to come, the places when they end. */
class Walk {
  readonly #reader: TokenReader;

  constructor(reader: TokenReader) {
    this.#reader = reader;
  }

  declaration(): Place[] | undefined {
    switch (this.#reader.take().kind) {
      case 'import':
        return this.#import();
      case 'membrane':
        return this.#name() ?? this.#block('Membrane');
      case 'ion':
        return this.#ion('Ion');
      case 'impermeant':
        return this.#ion('Impermeant');
      case 'compartment':
        return this.#name({ kind: 'side' }) ?? this.#block('Compartment');
      case 'slab':
        return this.#name() ?? this.#slabIons() ?? this.#block('Slab');
      case 'pool':
        return this.#name() ?? this.#ionAfter('holds') ?? this.#block('Pool');
      case 'buffer':
        return this.#name() ?? this.#ionAfter('binds') ?? this.#block('IonBuffer');
      case 'channel':
        return this.#name() ?? this.#conducts() ?? this.#block('Channel');
      case 'solution':
        return this.#name() ?? this.#solution();
      case 'solute':
        return this.#name() ?? this.#block('Solute');
      case 'ligand':
        return this.#name() ?? this.#block('Ligand');
      case 'pump':
        return this.#name() ?? this.#block('Pump');
      case 'state':
        return this.#name() ?? this.#block('State');
      case 'transporter':
        return this.#name() ?? this.#block('Transporter');
      case 'experiment':
        return this.#name() ?? this.#block('Experiment');
      case 'data':
        return dataPlaces(this.#reader);
      case 'param':
        return this.#param();
      case 'expect':
        return this.#expect();
      default:
        return this.#let();
    }
  }

  get #next(): Token | undefined {
    return this.#reader.next;
  }

  #accept(...kinds: readonly string[]): boolean {
    return this.#reader.accept(...kinds);
  }

  #expression(slot: Slot): Place[] | undefined {
    return walkExpression(this.#reader, slot);
  }

  #name(place: Place = { kind: 'name' }): Place[] | undefined {
    if (this.#next === undefined) return [place];
    this.#accept('ID');
    return undefined;
  }

  /** Paths are completed where they stand, between their quotes. */
  #import(): Place[] | undefined {
    for (;;) {
      if (this.#next === undefined) return [{ kind: 'imported' }];
      if (this.#accept('STRING')) return undefined;
      if (this.#accept('ID') && this.#next === undefined) return [{ kind: 'word', words: ['from'] }];
      if (!this.#accept(',', 'from')) return undefined;
    }
  }

  #ion(owner: 'Ion' | 'Impermeant'): Place[] | undefined {
    const ended = this.#name({ kind: owner === 'Ion' ? 'new-ion' : 'name' });
    if (ended !== undefined) return ended;
    const ion = this.#reader.previous.text;
    if (this.#next === undefined) return this.#reader.newline ? undefined : [{ kind: 'charge', ion }];
    const magnitude = this.#next.text;
    if (this.#accept('NUMBER') && this.#next === undefined) return [{ kind: 'charge', ion, magnitude }];
    if (this.#accept('+', '-')) this.#accept('NUMBER');
    return this.#block(owner);
  }

  /** `holds Ca`, `binds Ca`. */
  #ionAfter(word: string): Place[] | undefined {
    if (this.#next === undefined) return [{ kind: 'word', words: [word] }];
    return this.#accept(word) ? this.#name({ kind: 'ion' }) : undefined;
  }

  #conducts(): Place[] | undefined {
    if (this.#next === undefined) return [{ kind: 'conducts' }, { kind: 'block', owner: 'Channel' }];
    if (this.#accept('permeates')) return this.#permeates();
    if (!this.#accept('conducts')) return undefined;
    return this.#name({ kind: 'ion' });
  }

  #slabIons(): Place[] | undefined {
    if (this.#next === undefined) return [{ kind: 'word', words: ['permeates'] }];
    return this.#accept('permeates') ? this.#permeates(diffusion) : undefined;
  }

  #permeates(dimension = dimensionless): Place[] | undefined {
    do {
      const ended = this.#name({ kind: 'ion' });
      if (ended !== undefined) return ended;
      if (this.#next === undefined || this.#next.kind === '{' || this.#next.kind === ',') continue;
      const share = this.#expression({ dimensions: [dimension] });
      if (share !== undefined) return share;
    } while (this.#accept(','));
    return undefined;
  }

  #param(): Place[] | undefined {
    const ended = this.#name();
    if (ended !== undefined) return ended;
    if (!this.#accept('=')) return [];
    const begin = this.#reader.position;
    const value = this.#expression({ constant: true });
    if (value !== undefined) return value;
    if (this.#next === undefined) return this.#reader.newline ? undefined : [{ kind: 'word', words: ['in'] }];
    const bound = { constant: true, like: this.#reader.since(begin) };
    if (!this.#accept('in')) return undefined;
    const lower = this.#expression(bound);
    if (lower !== undefined) return lower;
    if (this.#next === undefined) return [{ kind: 'word', words: ['..'] }];
    return this.#accept('..') ? this.#expression(bound) : undefined;
  }

  #expect(): Place[] | undefined {
    const begin = this.#reader.position;
    const value = this.#expression({ measured: true });
    if (value !== undefined) return value;
    const like = this.#reader.since(begin);
    if (this.#next === undefined) return this.#reader.newline ? undefined : [{ kind: 'word', words: ['in', '='] }];
    if (this.#accept('in')) {
      const ended = this.#name({ kind: 'experiment' });
      if (ended !== undefined) return ended;
      if (this.#next === undefined) return this.#reader.newline ? undefined : [{ kind: 'word', words: ['='] }];
    }
    if (!this.#accept('=', '<', '<=', '>', '>=')) return undefined;
    const wanted = this.#expression({ constant: true, like });
    if (wanted !== undefined) return wanted;
    if (this.#next === undefined) return this.#reader.newline ? undefined : [{ kind: 'word', words: ['within'] }];
    return this.#accept('within') ? this.#expression({ constant: true, like }) : undefined;
  }

  #let(): Place[] | undefined {
    const ended = this.#name();
    if (ended !== undefined) return ended;
    const parameters = this.#accept('(') ? this.#parameters() : undefined;
    if (parameters !== undefined) return parameters;
    if (!this.#accept('=')) return [];
    const value = this.#expression({});
    if (value !== undefined) return value;
    return this.#next === undefined && !this.#reader.newline ? [] : undefined;
  }

  /** The parameters of a function: names, each with the unit that may follow its colon. */
  #parameters(): Place[] | undefined {
    do {
      const ended = this.#name();
      if (ended !== undefined) return ended;
      if (this.#accept(':') && this.#next === undefined) return [{ kind: 'parameter-unit' }];
      this.#accept('UNIT');
    } while (this.#accept(','));
    return this.#accept(')') ? undefined : [];
  }

  #solution(): Place[] | undefined {
    if (this.#next === undefined) return [];
    if (!this.#accept('{')) return undefined;
    const given = new Set<string>();
    for (;;) {
      const after = this.#separator();
      if (this.#next === undefined) return [{ kind: 'component', given, ...after }];
      if (this.#accept('}')) return undefined;
      given.add(this.#reader.take().text);
      this.#accept('=');
      const ended = this.#expression({ dimensions: [concentration], constant: true });
      if (ended !== undefined) return ended;
    }
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
    return this.#reader.newline ? [{ kind: 'declaration' }] : [];
  }

  /** Takes commas; says where one is missing before something that would follow on the same line. */
  #separator(): { after?: number } {
    const last = this.#reader.previous;
    let taken = last.kind === '{' || last.kind === '}';
    while (this.#accept(',', ';')) taken = true;
    return taken || this.#reader.newline ? {} : { after: last.end };
  }

  #item(owner: PropertyOwner, given: Set<string>): Place[] | undefined {
    const token = this.#reader.take();
    if (owner === 'Channel' && token.kind === 'gate') return this.#name({ kind: 'new-gate' }) ?? this.#block('Gate');
    if (owner === 'Channel' && token.kind === 'blocked') return this.#blocked();
    const carries = owner === 'Pump' || owner === 'Transporter' || owner === 'Transition';
    if (carries && token.kind === 'moves') return this.#moves(owner, given);
    if ((owner === 'Pump' || owner === 'Transition') && token.kind === 'uses') return this.#uses(given);
    if (owner === 'Compartment' && token.text === 'bath') return this.#bath(given);
    const stimulus = owner === 'Experiment' ? stimuli[token.kind] : undefined;
    if (stimulus !== undefined) return stimulus(this.#reader);
    if (owner === 'Experiment' && token.kind === 'stochastic') return this.#block('Stochastic');
    if (owner === 'Experiment' && token.kind === 'plot') return this.#plot();
    if (owner === 'Scheme' && token.kind === 'ID' && this.#next?.kind !== '=') return this.#transition();
    if (token.kind === 'scheme' && (owner === 'Channel' || owner === 'Pump' || owner === 'Transporter'))
      return this.#scheme();
    return isWord(token) && this.#accept('=') ? this.#property(owner, token.text, given) : undefined;
  }

  #scheme(): Place[] | undefined {
    if (this.#next === undefined)
      return [
        { kind: 'word', words: ['driven'] },
        { kind: 'block', owner: 'Scheme' },
      ];
    this.#accept('driven');
    return this.#block('Scheme');
  }

  /** The first state has been taken. */
  #transition(): Place[] | undefined {
    do {
      if (this.#next === undefined)
        return this.#reader.previous.kind === 'ID' ? [{ kind: 'word', words: ['<->', '->'] }] : [];
      if (!this.#accept('<->', '->')) break;
      const ended = this.#name();
      if (ended !== undefined) return ended;
    } while (this.#next?.kind !== ':');
    if (!this.#accept(':')) return undefined;
    do {
      const value = this.#expression({ dimensions: [rate] });
      if (value !== undefined) return value;
    } while (this.#accept(','));
    return this.#next?.kind === '{' ? this.#block('Transition') : undefined;
  }

  #property(owner: PropertyOwner, key: string, given: Set<string>): Place[] | undefined {
    given.add(key);
    const rule = properties[owner].find((entry) => entry.key === key);
    const value = this.#expression(
      rule === undefined ? {} : { dimensions: rule.dimensions, constant: rule.constant, rule },
    );
    if (value !== undefined) return value;
    if (owner === 'Ion' && (key === 'in' || key === 'out')) return this.#dynamic(given);
    if (rule?.at === undefined) return undefined;
    if (this.#next === undefined && !this.#reader.newline) return [{ kind: 'word', words: ['at'] }];
    return this.#accept('at') ? this.#expression({ dimensions: [temperature], constant: true }) : undefined;
  }

  #dynamic(given: ReadonlySet<string>): Place[] | undefined {
    if (this.#next === undefined && !this.#reader.newline) {
      const after = this.#reader.last.end;
      return [
        { kind: 'word', words: ['dynamic'] },
        { kind: 'item', owner: 'Ion', given, after },
      ];
    }
    this.#accept('dynamic');
    return undefined;
  }

  #bath(ofCompartment: Set<string>): Place[] | undefined {
    ofCompartment.add('bath');
    if (!this.#accept('{')) return undefined;
    const given = new Set<string>();
    for (;;) {
      const after = this.#separator();
      if (this.#next === undefined) return [{ kind: 'bath', given, ...after }];
      if (this.#accept('}')) return undefined;
      const name = this.#reader.take();
      if (!isWord(name) || !this.#accept('=')) return undefined;
      given.add(name.text);
      const level = this.#expression({ dimensions: [name.text === EXCHANGE ? rate : concentration] });
      if (level !== undefined) return level;
    }
  }

  /** `blocked by spermine.in { … }`. */
  #blocked(): Place[] | undefined {
    if (this.#next === undefined) return [{ kind: 'word', words: ['by'] }];
    if (!this.#accept('by')) return undefined;
    if (this.#next === undefined) return [{ kind: 'blocker' }];
    this.#accept('ID');
    if (this.#next === undefined) return [];
    if (!this.#accept('.')) return undefined;
    if (this.#next === undefined) return [{ kind: 'word', words: ['in', 'out'] }];
    return this.#accept('in', 'out') ? this.#block('Block') : undefined;
  }

  #moves(owner: PropertyOwner, given: Set<string>): Place[] | undefined {
    given.add('moves');
    do {
      if (this.#next === undefined) return [{ kind: 'moved', counted: false }, ...this.#itemAfterComma(owner, given)];
      if (this.#beginsItem()) return undefined;
      const counted = this.#accept('NUMBER');
      if (this.#next === undefined) return [{ kind: 'moved', counted }];
      if (!this.#accept('ID', 'UNIT')) return undefined;
      if (this.#next === undefined) return [{ kind: 'direction' }];
      if (!this.#accept('in', 'out')) return undefined;
    } while (this.#accept(','));
    return undefined;
  }

  /** After a comma a list may go on, or the next item begin. */
  #itemAfterComma(owner: PropertyOwner, given: ReadonlySet<string>): Place[] {
    return this.#reader.last.kind === ',' ? [{ kind: 'item', owner, given }] : [];
  }

  /** A word and `=`, or one that begins a statement. */
  #beginsItem(): boolean {
    const begins = this.#next !== undefined && STATEMENTS.has(this.#next.kind);
    return begins || this.#reader.atProperty;
  }

  #uses(given: Set<string>): Place[] | undefined {
    given.add('uses');
    if (this.#next === undefined) return [{ kind: 'fuel', counted: false }];
    if (this.#accept('NUMBER') && this.#next === undefined) return [{ kind: 'fuel', counted: true }];
    this.#accept('ID', 'UNIT');
    return undefined;
  }

  #plot(): Place[] | undefined {
    do {
      if (this.#beginsItem()) return undefined;
      const isFirst = this.#next === undefined;
      const trace = this.#expression({ trace: true, measured: true });
      if (trace !== undefined) return [...trace, ...(isFirst ? this.#itemAfterComma('Experiment', new Set()) : [])];
    } while (this.#accept(',', '|'));
    if (this.#next === undefined) return this.#reader.newline ? undefined : [{ kind: 'word', words: ['against'] }];
    return this.#accept('against') ? this.#expression({ constant: true }) : undefined;
  }
}
