/**
 * What kinds of argument a declared function takes, found by trying: its body is lowered with each parameter as each
 * dimension that occurs in the body, and what raises no finding fits. The one dimension checker serves here too.
 */
import { isQuantity, isReference, type Expression, type FunctionParameter, type Let } from '../generated/ast.js';
import { concentration, dimension, dimensionless, sameDimension, time, voltage } from '../units/dimension.js';
import { parseUnit } from '../units/unit.js';
import type { Context } from './context.js';
import type { Issue } from './issues.js';
import { isWithin, spanOf } from './spans.js';
import { nodesIn } from './tree.js';
import { numberOf, truthValue, type Typed, type ValueType } from './typed.js';

type Lower = (context: Context, expression: Expression | undefined) => Typed | undefined;

export interface FunctionType {
  /** undefined: several kinds fit. */
  readonly parameters: readonly (ValueType | undefined)[];
  /** undefined: it depends on the arguments. */
  readonly result?: ValueType;
}

/** No body has it: what fits with it fits with anything. */
const OUTLANDISH = numberOf(dimension({ mass: 7, amount: -5, temperature: 3 }));
const MOST_TRIALS = 300;

/** undefined when nothing that was tried fits. */
export function inferFunctionType(context: Context, declaration: Let, lower: Lower): FunctionType | undefined {
  return context.once(declaration, 'type', declaration.name, undefined, () => {
    const fitting = trials(context, declaration, lower).filter(({ issues }) => issues.length === 0);
    const [first] = fitting;
    if (first === undefined) return undefined;
    const results = fitting.map(({ result }) => result);
    const result = results.every((one) => sameType(one, first.result)) ? first.result : undefined;
    return {
      parameters: first.types.map((type, i) =>
        fitting.every(({ types }) => sameType(types[i], type)) && type !== OUTLANDISH ? type : undefined,
      ),
      ...(result !== undefined && { result }),
    };
  });
}

/** The findings of the trial that comes nearest to fitting; none when one fits. For a function that nothing calls. */
export function leastFindings(context: Context, declaration: Let, lower: Lower): readonly Issue[] {
  return (
    trials(context, declaration, lower).reduce<readonly Issue[] | undefined>(
      (least, { issues }) => (least === undefined || issues.length < least.length ? issues : least),
      undefined,
    ) ?? []
  );
}

interface Trial {
  readonly types: readonly ValueType[];
  readonly result: ValueType | undefined;
  readonly issues: readonly Issue[];
}

function trials(context: Context, declaration: Let, lower: Lower): Trial[] {
  const { value, parameters } = declaration;
  if (value === undefined) return [];
  let assignments: ValueType[][] = [[]];
  const common = candidates(context, value, lower);
  for (const parameter of parameters) {
    const own = declaredType(parameter);
    const types = own === undefined ? common : [own];
    assignments = assignments.flatMap((before) => types.map((type) => [...before, type]));
    if (assignments.length > MOST_TRIALS) return [];
  }
  return assignments.map((types) => attempt(context, declaration, types, lower));
}

function declaredType({ unit }: FunctionParameter): ValueType | undefined {
  const parsed = unit === undefined ? undefined : parseUnit(unit);
  return parsed?.ok ? numberOf(parsed.unit.dimension) : undefined;
}

/** Dimensions that the body speaks of, the usual ones, and one that shows that anything goes. */
function candidates(context: Context, body: Expression, lower: Lower): ValueType[] {
  const trial = context.fresh();
  const found: ValueType[] = [numberOf(voltage), numberOf(dimensionless), numberOf(concentration), numberOf(time)];
  for (const node of nodesIn(body)) {
    const type = isQuantity(node) || isReference(node) ? lower(trial, node)?.type : undefined;
    if (type?.kind === 'number' && !found.some((known) => sameType(known, type))) found.push(numberOf(type.dimension));
  }
  return [...found, truthValue, OUTLANDISH];
}

function attempt(context: Context, declaration: Let, types: readonly ValueType[], lower: Lower): Trial {
  const trial = context.fresh();
  const { parameters, value } = declaration;
  parameters.forEach((parameter, i) => {
    const symbol = trial.addSymbol({ kind: 'parameter', name: parameter.name });
    const node = trial.builder.symbol(symbol);
    trial.bindings.set(parameter, { node, type: types[i]!, span: spanOf(parameter) });
  });
  const lowered = trial.enter(declaration, 'call', declaration.name, undefined, () => lower(trial, value));
  const body = spanOf(value);
  const issues = trial.issues.filter(({ span }) => isWithin(span, body));
  return { types, result: lowered?.type, issues };
}

function sameType(a: ValueType | undefined, b: ValueType | undefined): boolean {
  if (a?.kind !== 'number' || b?.kind !== 'number') return a?.kind === b?.kind;
  return sameDimension(a.dimension, b.dimension);
}
