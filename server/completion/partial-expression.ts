/** What is known of an expression that stops somewhere: the dimensions of its finished parts, the brackets still open. */
import { functions, rootOf } from '../../language/semantics/functions.js';
import {
  dimensionless,
  divide,
  isDimensionless,
  multiply,
  power,
  type Dimension,
} from '../../language/units/dimension.js';
import { fromNumber } from '../../language/units/rational.js';
import { parseUnit } from '../../language/units/unit.js';
import type { Token } from './tokens.js';

/** Dimension of a name (`V`, `P_K`) or of a part (`K`, `in`); undefined when it is not known. */
export type DimensionOf = (name: string, part?: string) => Dimension | undefined;

export interface Operand {
  readonly dimension: Dimension | undefined;
  /** Of a bare number. */
  readonly value?: number;
}

export interface Pending {
  readonly left: Operand;
  readonly operator: string;
}

/** A bracket, a call, or a branch of `if` that is still open. */
export interface Frame {
  readonly kind: 'root' | 'group' | 'call' | 'if' | 'then' | 'else';
  readonly name?: string;
  readonly first?: Operand;
  readonly index: number;
  pending: Pending[];
  operand?: Operand;
  /** What comes is the potential of a call: `at -70 mV`. */
  at?: boolean;
}

const PRECEDENCE: Readonly<Record<string, number>> = { or: 0, and: 1, '+': 3, '-': 3, '*': 4, '/': 4, '^': 5 };
const COMPARISON = 2;

function precedence(operator: string): number {
  return PRECEDENCE[operator] ?? COMPARISON;
}

/** Dimension of a whole expression, as far as its tokens tell it. */
export function dimensionOfTokens(tokens: readonly Token[], dimensionOf: DimensionOf): Dimension | undefined {
  const frames = framesOf(tokens, dimensionOf);
  closeBranches(frames);
  return frames.length === 1 ? result(frames[0]!).dimension : undefined;
}

/** The outermost frame first, the innermost that is still open last. */
export function framesOf(tokens: readonly Token[], dimensionOf: DimensionOf): Frame[] {
  const frames: Frame[] = [{ kind: 'root', index: 0, pending: [] }];
  tokens.forEach((token, i) => take(frames, token, tokens[i + 1], tokens[i - 1], dimensionOf));
  return frames;
}

function take(
  frames: Frame[],
  token: Token,
  next: Token | undefined,
  previous: Token | undefined,
  dimensionOf: DimensionOf,
): void {
  const top = frames.at(-1)!;
  switch (token.kind) {
    case 'NUMBER':
      top.operand =
        next?.kind === 'UNIT'
          ? { dimension: unitDimension(next.text) }
          : { dimension: dimensionless, value: Number(token.text) };
      return;
    case 'ID':
      if (next?.kind === '(') return;
      if (previous?.kind !== '.') top.operand = { dimension: dimensionOf(token.text, undefined) };
      return;
    case '(':
      frames.push(
        previous?.kind === 'ID'
          ? { kind: 'call', name: previous.text, index: 0, pending: [] }
          : { kind: 'group', index: 0, pending: [] },
      );
      return;
    case ')':
    case ',':
      closeBranches(frames);
      if (token.kind === ')') close(frames);
      else nextArgument(frames);
      return;
    case 'if':
      frames.push({ kind: 'if', index: 0, pending: [] });
      return;
    case 'then':
    case 'else':
      branch(frames, token.kind);
      return;
    case 'UNIT':
    case 'not':
    case 'in':
    case 'out':
      return;
    case ':':
      delete top.operand;
      return;
    case 'at':
      top.at = true;
      return;
    case '.':
      if (previous !== undefined && next !== undefined)
        top.operand = { dimension: dimensionOf(previous.text, next.text) };
      return;
    default:
      if (top.operand !== undefined) push(top, token.kind);
  }
}

function unitDimension(text: string): Dimension | undefined {
  const parsed = parseUnit(text);
  return parsed.ok ? parsed.unit.dimension : undefined;
}

/** A sign without an operand before it changes no dimension, so it never comes here. */
function push(frame: Frame, operator: string): void {
  reduce(frame, precedence(operator));
  frame.pending.push({ left: frame.operand!, operator });
  delete frame.operand;
}

/** Works out all pending operations that bind at least as tightly. */
function reduce(frame: Frame, least = 0): void {
  for (
    let last = frame.pending.at(-1);
    last !== undefined && precedence(last.operator) >= least;
    last = frame.pending.at(-1)
  ) {
    if (last.operator === '^' && least === precedence('^')) return;
    frame.pending.pop();
    frame.operand = combine(last, frame.operand ?? { dimension: undefined });
  }
}

function combine({ left, operator }: Pending, right: Operand): Operand {
  const [a, b] = [left.dimension, right.dimension];
  switch (operator) {
    case '+':
    case '-':
      return { dimension: a ?? b };
    case '*':
      return { dimension: a && b && multiply(a, b) };
    case '/':
      return { dimension: a && b && divide(a, b) };
    case '^': {
      const exponent = right.value === undefined ? undefined : fromNumber(right.value);
      if (a !== undefined && isDimensionless(a)) return { dimension: dimensionless };
      return { dimension: a && exponent && power(a, exponent) };
    }
    default:
      return { dimension: undefined };
  }
}

function result(frame: Frame): Operand {
  reduce(frame);
  return frame.operand ?? { dimension: undefined };
}

function close(frames: Frame[]): void {
  if (frames.length === 1) return;
  const frame = frames.pop()!;
  const inner = result(frame);
  frames.at(-1)!.operand = frame.kind === 'call' ? returned(frame, inner) : { dimension: inner.dimension };
}

function returned({ name, first }: Frame, last: Operand): Operand {
  const rule = functions.get(name!)?.rule;
  const { dimension } = first ?? last;
  if (rule === 'keep') return { dimension };
  if (rule === 'root') return { dimension: dimension && rootOf(dimension) };
  if (rule === 'field') return { dimension: functions.get(name!)!.result };
  return { dimension: rule === undefined ? undefined : dimensionless };
}

function nextArgument(frames: Frame[]): void {
  const frame = frames.at(-1)!;
  if (frame.kind !== 'call') return;
  const value = result(frame);
  frames[frames.length - 1] = { ...frame, index: frame.index + 1, first: frame.first ?? value, pending: [] };
  delete frames.at(-1)!.operand;
  delete frames.at(-1)!.at;
}

/** Branches have no closing sign: what closes something around them closes them. */
function closeBranches(frames: Frame[]): void {
  while (['if', 'then', 'else'].includes(frames.at(-1)!.kind)) close(frames);
}

function branch(frames: Frame[], kind: 'then' | 'else'): void {
  const begun = kind === 'then' ? 'if' : 'then';
  while (frames.length > 1 && frames.at(-1)!.kind !== begun) close(frames);
  if (frames.length === 1) return;
  const before = result(frames.pop()!);
  frames.push({ kind, index: 0, pending: [], ...(kind === 'else' && { first: before }) });
}
