/** Expressions → graph, with dimensions checked on the way. undefined: not computable, and the issue says why. */
import {
  isAtArgument,
  isBinary,
  isCall,
  isConditional,
  isGroup,
  isIonArgument,
  isPower,
  isQuantity,
  isReference,
  isSideArgument,
  isUnary,
  type Binary,
  type Conditional,
  type Expression,
  type Power,
  type Unary,
} from '../generated/ast.js';
import type { BinaryOp } from '../model/graph.js';
import { divide, multiply, power, sameDimension } from '../units/dimension.js';
import { describeDimension } from '../units/quantities.js';
import type { Context } from './context.js';
import { describeType, expectDimension, literalOf, missingUnitFixes, shortened } from './expectation.js';
import { lowerCall } from './calls.js';
import { functions } from './functions.js';
import { conversionHint } from './electrical-kinds.js';
import { divisionHint } from './names-as-units.js';
import { lowerQuantity } from './quantities.js';
import { fromNumber } from '../units/rational.js';
import { join, spanOf } from './spans.js';
import { celsiusInSum, celsiusScaled, kelvinTakenForCelsius, negatedCelsius } from './temperatures.js';
import { isPure, numberOf, pureNumber, truthValue, type Typed } from './typed.js';
import { wantCondition, wantNumber } from './wants.js';

/** Values and expressions that may wait for one another, from name to name, before the stack is in danger. */
const DEEPEST_CHAIN = 1000;

export function lower(context: Context, expression: Expression | undefined): Typed | undefined {
  if (expression === undefined) return undefined;
  if (context.depth >= DEEPEST_CHAIN) return tooDeep(context, expression);
  context.depth++;
  const typed = lowerUncached(context, expression);
  context.depth--;
  if (typed !== undefined) context.types.set(expression, typed);
  return typed;
}

function tooDeep(context: Context, expression: Expression): undefined {
  const message = 'Too many values wait here, each for the next: this chain of names is longer than Memb follows.';
  return context.error('syntax.limit', spanOf(expression), message);
}

function lowerUncached(context: Context, expression: Expression): Typed | undefined {
  if (isQuantity(expression)) return lowerQuantity(context, expression);
  if (isReference(expression)) return context.resolve(expression);
  if (isGroup(expression)) {
    const inner = lower(context, expression.inner);
    return inner && { ...inner, span: spanOf(expression) };
  }
  if (isUnary(expression)) return lowerUnary(context, expression);
  if (isPower(expression)) return lowerPower(context, expression);
  if (isBinary(expression)) return lowerBinary(context, expression);
  if (isCall(expression)) return lowerCall(context, expression, lower);
  if (isConditional(expression)) return lowerConditional(context, expression);
  return isIonArgument(expression) || isSideArgument(expression) || isAtArgument(expression)
    ? strayArgument(context, expression)
    : undefined;
}

/** `exp(K: 1)`. */
function strayArgument(context: Context, argument: Expression): undefined {
  const fields = [...functions.values()].filter(({ rule }) => rule === 'field').map(({ name }) => `\`${name}\``);
  const message = `Only ${fields.slice(0, -1).join(', ')} and ${fields.at(-1)!} take an argument like this; here a value is wanted.`;
  return context.error('call.arguments', spanOf(argument), message);
}

function lowerUnary(context: Context, expression: Unary): Typed | undefined {
  const operand = lower(context, expression.operand);
  if (operand === undefined) return undefined;
  const span = spanOf(expression);
  if (expression.operator === 'not') {
    if (operand.type.kind !== 'truth') return wantCondition(context, operand, '`not`', 'not (V < -40 mV)');
    return { node: context.builder.unary('not', operand.node, span), type: truthValue, span };
  }
  if (operand.type.kind === 'truth') return wantNumber(context, operand, `\`${expression.operator}\``);
  if (expression.operator === '+') return { ...operand, span };
  if (operand.type.celsius) return negatedCelsius(context, expression.operand, operand, span);
  return { node: context.builder.unary('neg', operand.node, span), type: operand.type, span };
}

const arithmetic: Readonly<Record<string, BinaryOp>> = { '+': 'add', '-': 'sub', '*': 'mul', '/': 'div' };
const comparison: Readonly<Record<string, BinaryOp>> = {
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
  '==': 'eq',
  '!=': 'ne',
};

function lowerBinary(context: Context, expression: Binary): Typed | undefined {
  const left = lower(context, expression.left);
  const right = lower(context, expression.right);
  if (left === undefined || right === undefined) return undefined;
  const { operator } = expression;
  const span = join(left.span, right.span);
  if (operator === 'and' || operator === 'or') {
    for (const side of [left, right])
      if (side.type.kind !== 'truth') return wantCondition(context, side, `\`${operator}\``);
    return { node: context.builder.binary(operator, left.node, right.node, span), type: truthValue, span };
  }
  for (const side of [left, right]) if (side.type.kind === 'truth') return wantNumber(context, side, `\`${operator}\``);
  const compare = comparison[operator];
  const op = compare ?? arithmetic[operator];
  if (op === undefined || left.type.kind === 'truth' || right.type.kind === 'truth') return undefined;
  if (op === 'mul' || op === 'div') {
    if (left.type.celsius) return celsiusScaled(context, expression.left, left, span);
    if (right.type.celsius) return celsiusScaled(context, expression.right, right, span, op === 'div');
    const combine = op === 'mul' ? multiply : divide;
    return {
      node: context.builder.binary(op, left.node, right.node, span),
      type: numberOf(combine(left.type.dimension, right.type.dimension)),
      span,
    };
  }
  if (!sameDimension(left.type.dimension, right.type.dimension)) return unlike(context, expression, left, right);
  const node = context.builder.binary(op, left.node, right.node, span);
  if (compare !== undefined) return { node, type: truthValue, span };
  if (op === 'sub') kelvinTakenForCelsius(context, expression, left, right);
  const celsius = celsiusInSum(context, expression, left, right);
  if (celsius === undefined) return undefined;
  return { node, type: { ...numberOf(left.type.dimension), ...(celsius ? { celsius } : {}) }, span };
}

/** Two sides that cannot be added or compared: the bare number is wrong when there is one, else the right side. */
function unlike(context: Context, expression: Binary, left: Typed, right: Typed): undefined {
  const verb = { '+': 'added', '-': 'subtracted' }[expression.operator as string] ?? 'compared';
  for (const [side, other, otherType] of [
    [expression.right, expression.left, left.type],
    [expression.left, expression.right, right.type],
  ] as const) {
    const literal = literalOf(side);
    if (literal === undefined || literal.unit !== undefined || otherType.kind !== 'number') continue;
    const what = `\`${shortened(context.textOf(spanOf(other)))}\` is ${describeType(otherType)}`;
    return context.error(
      'unit.missing',
      spanOf(literal),
      `${what}, so \`${literal.number}\` needs a unit of ${describeDimension(otherType.dimension)} too.`,
      ...missingUnitFixes(literal, otherType.dimension),
    );
  }
  const like = left.type.kind === 'number' ? [left.type.dimension] : [];
  const conversion = conversionHint(context, right, like);
  const hint = divisionHint(context, expression) ?? conversion;
  const l = `\`${shortened(context.textOf(left.span))}\` is ${describeType(left.type)}`;
  const r = `\`${shortened(context.textOf(right.span))}\` ${conversion?.noun ?? describeType(right.type)}`;
  return context.error(
    'unit.mismatch',
    right.span,
    `Only like can be ${verb} ${verb === 'subtracted' ? 'from' : verb === 'added' ? 'to' : 'with'} like: ${l}, ${r}.${hint?.text ?? ''}`,
    ...(hint?.fixes ?? []),
  );
}

function lowerPower(context: Context, expression: Power): Typed | undefined {
  const base = lower(context, expression.base);
  const exponent = lower(context, expression.exponent);
  if (base === undefined || exponent === undefined) return undefined;
  if (base.type.kind === 'truth') return wantNumber(context, base, '`^`');
  if (!isPure(exponent.type)) {
    return context.error(
      'unit.mismatch',
      exponent.span,
      `An exponent is a pure number; \`${shortened(context.textOf(exponent.span))}\` is ${describeType(exponent.type)}.`,
    );
  }
  const span = join(base.span, exponent.span);
  const node = context.builder.binary('pow', base.node, exponent.node, span);
  if (isPure(base.type)) return { node, type: pureNumber, span };
  if (base.type.celsius) return celsiusScaled(context, expression.base, base, span);
  const value = context.builder.constantValue(exponent.node);
  const rational = value === undefined ? undefined : fromNumber(value);
  if (rational === undefined) {
    return context.error(
      'unit.mismatch',
      exponent.span,
      `\`${shortened(context.textOf(base.span))}\` is ${describeType(base.type)}, so its exponent must be a fixed fraction such as 2 or 1/2: else the unit of the result is not known.`,
    );
  }
  return { node, type: numberOf(power(base.type.dimension, rational)), span };
}

function lowerConditional(context: Context, expression: Conditional): Typed | undefined {
  const condition = lower(context, expression.condition);
  const consequent = lower(context, expression.consequent);
  const alternative = lower(context, expression.alternative);
  if (condition === undefined || consequent === undefined || alternative === undefined) return undefined;
  if (condition.type.kind !== 'truth') return wantCondition(context, condition, '`if`');
  const span = spanOf(expression);
  const { type } = consequent;
  if (type.kind === 'truth' || alternative.type.kind === 'truth') {
    if (type.kind !== alternative.type.kind)
      return wantNumber(context, type.kind === 'truth' ? consequent : alternative, 'A branch of `if`');
  } else if (
    expectDimension(context, expression.alternative, alternative, [type.dimension], '`else`, like `then`,') ===
    undefined
  )
    return undefined;
  return { node: context.builder.select(condition.node, consequent.node, alternative.node, span), type, span };
}
