/** The walk through what an experiment does to the membrane: `inject`, `clamp`, `set`, `sweep`. */
import { current, currentDensity, rate, time, voltage } from '../../language/units/dimension.js';
import { walkExpression } from './expression.js';
import type { Place, Slot } from './place.js';
import type { TokenReader } from './reader.js';

const amplitude: Slot = { dimensions: [currentDensity, current] };
const potential: Slot = { dimensions: [voltage] };
const frequency: Slot = { dimensions: [rate], constant: true };
const moment: Slot = { dimensions: [time], constant: true };

/** undefined: it is whole, or broken off. */
type Walked = Place[] | undefined;

export function injectPlaces(reader: TokenReader): Walked {
  const isRamp = reader.accept('ramp');
  const isWave = !isRamp && reader.accept('sine', 'chirp');
  const value = walkExpression(reader, amplitude);
  if (value !== undefined) return reader.last.kind === 'inject' ? [...value, words('ramp', 'sine', 'chirp')] : value;
  if (isWave) {
    const turning =
      expected(reader, 'at', frequency) ?? (reader.accept('..') ? walkExpression(reader, frequency) : undefined);
    return turning ?? interval(reader, ['from', 'to', '..']);
  }
  if (isRamp) {
    const end = expected(reader, 'to', amplitude);
    if (end !== undefined) return end;
  }
  return interval(reader, isRamp ? ['from', 'to'] : ['from', 'to', 'for']);
}

export function clampPlaces(reader: TokenReader): Walked {
  const hold = walkExpression(reader, potential);
  if (hold !== undefined) return hold;
  while (reader.next?.kind === ',') {
    reader.take();
    if (reader.next === undefined) return [words('then')];
    if (!reader.accept('then')) return undefined;
    const isRamp = reader.accept('ramp');
    const level = walkExpression(reader, potential);
    if (level !== undefined) return reader.last.kind === 'then' ? [...level, words('ramp')] : level;
    const rest = isRamp ? expected(reader, 'to', potential) : family(reader);
    const ended = rest ?? interval(reader, isRamp ? ['from', 'to'] : ['from', 'to', '..']);
    if (ended !== undefined) return ended;
  }
  return undefined;
}

function family(reader: TokenReader): Walked {
  if (!reader.accept('..')) return undefined;
  const last = walkExpression(reader, { ...potential, constant: true });
  return last ?? expected(reader, 'by', { ...potential, constant: true });
}

export function setPlaces(reader: TokenReader): Walked {
  if (reader.next === undefined) return [{ kind: 'settable' }];
  reader.take();
  if (reader.accept('.')) {
    if (reader.next === undefined) return [{ kind: 'part', owner: reader.before(2).text }];
    reader.take();
  }
  const value = expected(reader, '=', { constant: true });
  return value ?? interval(reader, ['from', 'to']);
}

export function sweepPlaces(reader: TokenReader): Walked {
  if (reader.next === undefined) return [{ kind: 'settable' }];
  reader.take();
  const begin = reader.position + 1;
  const first = expected(reader, '=', { constant: true });
  if (first !== undefined) return first;
  const like = reader.since(begin);
  return expected(reader, '..', { constant: true, like }) ?? expected(reader, 'by', { constant: true, like });
}

/** A word and the value behind it. */
function expected(reader: TokenReader, word: string, slot: Slot): Walked {
  if (reader.next === undefined) return reader.newline ? undefined : [words(word)];
  return reader.accept(word) ? walkExpression(reader, slot) : undefined;
}

/** `from`, `to`, and what else may come first. */
function interval(reader: TokenReader, first: readonly string[]): Walked {
  const due = new Set(first);
  for (;;) {
    if (reader.next === undefined)
      return reader.newline || due.size === 0 ? undefined : [{ kind: 'word', words: [...due] }];
    const word = reader.next.kind;
    if (!reader.accept(...due)) return undefined;
    due.delete(word);
    due.delete('for');
    due.delete('..');
    if (word === 'to') due.delete('from');
    const value = walkExpression(reader, word === '..' ? { ...potential, constant: true } : moment);
    if (value !== undefined) return value;
    const every = word === 'for' ? expected(reader, 'every', moment) : undefined;
    if (every !== undefined) return every;
  }
}

function words(...list: string[]): Place {
  return { kind: 'word', words: list };
}
