/**
 * Functions that a file declares: `let f(x) = …`. A call puts its arguments in the place of the parameters and lowers
 * the body, so dimensions are checked through: what fits one call need not fit another. Calls with the same arguments
 * are lowered once.
 */
import type { Call, Expression, FunctionParameter, Let } from '../generated/ast.js';
import { parseUnit } from '../units/unit.js';
import type { Dimension } from '../units/dimension.js';
import type { Context } from './context.js';
import { expectDimension } from './expectation.js';
import { inferFunctionType } from './function-types.js';
import { replacement, type Issue, type IssueCode } from './issues.js';
import { signatureOf } from './lets.js';
import { isSame, isWithin, spanOf, spanOfProperty } from './spans.js';
import type { Typed, ValueType } from './typed.js';
import { wantCondition } from './wants.js';

export type Lower = (context: Context, expression: Expression | undefined) => Typed | undefined;

/** Bodies put in place, in one file: each is work, and functions that call functions multiply it. */
const MOST_EXPANSIONS = 5000;

export function callDeclared(
  context: Context,
  call: Call,
  declaration: Let,
  values: readonly (Typed | undefined)[],
  lower: Lower,
): Typed | undefined {
  const span = spanOf(call);
  const { parameters } = declaration;
  if (values.length !== parameters.length) {
    const count = `${parameters.length} argument${parameters.length === 1 ? '' : 's'}`;
    const given = ['none is', '1 is'][values.length] ?? `${values.length} are`;
    return context.error('call.arguments', span, `\`${signatureOf(declaration)}\` takes ${count}; ${given} given.`);
  }
  if (values.includes(undefined)) return undefined;
  const given = values as readonly Typed[];
  for (const [i, parameter] of parameters.entries())
    if (!fitsUnit(context, call.arguments[i]!, given[i]!, parameter, declaration)) return undefined;
  const known = context.callsOf(declaration);
  const key = given.map(({ node, type }) => `${node} ${typeKey(type)}`).join();
  if (!known.has(key)) known.set(key, expand(context, call, declaration, given, lower));
  const result = known.get(key);
  return result && { ...result, span };
}

/** A parameter of the function whose body is being lowered. */
export function parameterOf(context: Context, parameter: FunctionParameter, span: Typed['span']): Typed | undefined {
  const value = context.bindings.get(parameter);
  return value && { ...value, span };
}

/** The dimension of the unit that a parameter is declared with; undefined without one, and for one that is wrong. */
export function declaredDimension(context: Context, parameter: FunctionParameter): Dimension | undefined {
  const { unit } = parameter;
  if (unit === undefined) return undefined;
  return context.once(parameter, 'unit', parameter.name, undefined, () => {
    const parsed = parseUnit(unit);
    if (parsed.ok) return parsed.unit.dimension;
    const written = spanOfProperty(parameter, 'unit');
    const [from, to] = [parsed.error.start, parsed.error.end];
    const span = { ...written, start: written.start + from, end: written.start + to };
    const [close] = parsed.error.suggestions;
    const advice = close === undefined ? 'A parameter may have one, as in `x: mV`.' : `Did you mean \`${close}\`?`;
    const fixes = parsed.error.suggestions.map((suggestion) => replacement(span, suggestion));
    return context.error(
      'unit.unknown',
      span,
      `\`${parsed.error.found}\` is no unit that Memb knows. ${advice}`,
      ...fixes,
    );
  });
}

function fitsUnit(
  context: Context,
  argument: Expression,
  value: Typed,
  parameter: FunctionParameter,
  declaration: Let,
): boolean {
  const wanted = declaredDimension(context, parameter);
  const place = `\`${parameter.name}\` of \`${declaration.name}\``;
  return wanted === undefined || expectDimension(context, argument, value, [wanted], place) !== undefined;
}

/** Values of unlike dimensions can be one number in the graph: 0 V and 0 mM. */
function typeKey(type: ValueType): string {
  return type.kind === 'truth' ? 'truth' : `${JSON.stringify(type.dimension)}${type.celsius ? ' celsius' : ''}`;
}

function expand(
  context: Context,
  call: Call,
  declaration: Let,
  values: readonly Typed[],
  lower: Lower,
): Typed | undefined {
  if (context.expansions++ === MOST_EXPANSIONS) {
    const message = `Calls of functions that call functions come to more than ${MOST_EXPANSIONS} here: that is more than Memb follows.`;
    return context.error('syntax.limit', spanOf(call), message);
  }
  if (context.expansions > MOST_EXPANSIONS) return undefined;
  const before = context.issues.length;
  const result = lowerBody(context, declaration, values, lower, spanOfProperty(call, 'function'));
  if (result === undefined && !context.isTrial) explain(context, call, declaration, values, before, lower);
  return result;
}

/** The body with its parameters bound. `from` is where a cycle is reported. */
export function lowerBody(
  context: Context,
  declaration: Let,
  values: readonly Typed[],
  lower: Lower,
  from: Typed['span'],
): Typed | undefined {
  return context.enter(declaration, 'call', declaration.name, from, () => {
    declaration.parameters.forEach((parameter, i) => context.bindings.set(parameter, values[i]!));
    try {
      return lower(context, declaration.value);
    } finally {
      for (const parameter of declaration.parameters) context.bindings.delete(parameter);
    }
  });
}

/** Findings that depend on what a parameter is. */
const BY_ARGUMENT: ReadonlySet<IssueCode> = new Set(['unit.mismatch', 'unit.missing', 'temperature.mixed']);

/**
 * A body that does not fit its arguments: where only one kind of argument fits, the argument is wrong; else the body's
 * own finding stands, and names the call. What is wrong whatever the call is said once.
 */
function explain(
  context: Context,
  call: Call,
  declaration: Let,
  values: readonly Typed[],
  before: number,
  lower: Lower,
): void {
  const body = spanOf(declaration.value);
  const isInBody = ({ span }: Issue): boolean => isWithin(span, body);
  const found = context.issues.splice(before);
  const isByArgument = found.some((entry) => isInBody(entry) && BY_ARGUMENT.has(entry.code));
  if (isByArgument && blameArgument(context, call, declaration, values, lower)) {
    context.issues.push(...found.filter((entry) => !isInBody(entry)));
    return;
  }
  const line = (call.$cstNode?.range.start.line ?? 0) + 1;
  const where = ` In the call \`${context.textOf(spanOf(call)).replace(/\s+/g, ' ')}\` on line ${line}.`;
  for (const entry of found) {
    if (!isInBody(entry)) context.issues.push(entry);
    else if (!context.issues.some(({ code, span }) => code === entry.code && isSame(span, entry.span)))
      context.issues.push(BY_ARGUMENT.has(entry.code) ? { ...entry, message: entry.message + where } : entry);
  }
}

function blameArgument(
  context: Context,
  call: Call,
  declaration: Let,
  values: readonly Typed[],
  lower: Lower,
): boolean {
  const inferred = inferFunctionType(context, declaration, lower);
  for (const [i, value] of values.entries()) {
    const wanted = inferred?.parameters[i];
    if (wanted === undefined || typeKey(wanted) === typeKey({ ...value.type, celsius: false } as ValueType)) continue;
    const place = `\`${declaration.parameters[i]!.name}\` of \`${declaration.name}\``;
    if (wanted.kind === 'truth') wantCondition(context, value, place);
    else if (expectDimension(context, call.arguments[i]!, value, [wanted.dimension], place) !== undefined) continue;
    return true;
  }
  return false;
}
