/**
 * Which dimension a value must have to fit where it stands: from the property it belongs to, or from what stands on the
 * other side of the operator. Works on the tokens before the value, so what follows may be missing.
 */
import { functions } from '../../language/semantics/functions.js';
import { dimensionless, divide, multiply, voltage, type Dimension } from '../../language/units/dimension.js';
import { dimensionOfArgument } from './field-arguments.js';
import { framesOf, type DimensionOf, type Frame, type Operand, type Pending } from './partial-expression.js';
import type { Token } from './tokens.js';

export interface Wanted {
  /** Best first; undefined where anything may stand. */
  readonly dimensions: readonly Dimension[] | undefined;
  /** It is multiplied or divided: a temperature there is one in kelvin. */
  readonly scaled: boolean;
}

/** What the value after `before`, the tokens of its expression so far, must be. `whole` is wanted of the expression. */
export function wantedAfter(
  before: readonly Token[],
  whole: readonly Dimension[] | undefined,
  dimensionOf: DimensionOf,
): Wanted {
  const frames = framesOf(before, dimensionOf);
  const operator = frames.at(-1)!.pending.at(-1)?.operator;
  return { dimensions: wantedIn(frames, frames.length - 1, whole), scaled: operator === '*' || operator === '/' };
}

/** What is wanted behind the pending operations of frame `i`. */
function wantedIn(
  frames: readonly Frame[],
  i: number,
  whole: readonly Dimension[] | undefined,
): readonly Dimension[] | undefined {
  const frame = frames[i]!;
  return frame.pending.reduce(behind, wantedOf(frames, i, whole));
}

function behind(
  wanted: readonly Dimension[] | undefined,
  { left: { dimension }, operator }: Pending,
): readonly Dimension[] | undefined {
  switch (operator) {
    case '+':
    case '-':
      return dimension ? [dimension] : wanted;
    case '*':
      return dimension && wanted?.map((one) => divide(one, dimension));
    case '/':
      return dimension && (wanted?.map((one) => divide(dimension, one)) ?? [dimension]);
    case '^':
      return [dimensionless];
    case 'and':
    case 'or':
      return undefined;
    default:
      return dimension && [dimension];
  }
}

/** What is wanted of frame `i` as a whole. */
function wantedOf(
  frames: readonly Frame[],
  i: number,
  whole: readonly Dimension[] | undefined,
): readonly Dimension[] | undefined {
  const { kind, name, first, index, at } = frames[i]!;
  const outside = (): readonly Dimension[] | undefined => wantedIn(frames, i - 1, whole);
  switch (kind) {
    case 'root':
      return whole;
    case 'group':
    case 'then':
      return outside();
    case 'else':
      return first?.dimension ? [first.dimension] : outside();
    case 'if':
      return undefined;
    case 'call':
      if (at === true) return [voltage];
      return wantedArgument(name!, index, index === 0 ? undefined : first, outside);
  }
}

function wantedArgument(
  name: string,
  index: number,
  first: Operand | undefined,
  outside: () => readonly Dimension[] | undefined,
): readonly Dimension[] | undefined {
  switch (functions.get(name)?.rule) {
    case 'pure':
      return [dimensionless];
    case 'keep':
      return first?.dimension ? [first.dimension] : outside();
    case 'root':
      return outside()?.map((one) => multiply(one, one));
    case 'field': {
      const dimension = dimensionOfArgument(name, index);
      return dimension && [dimension];
    }
    default:
      return undefined;
  }
}
