/** Calls: of what is built in, and of the functions that a file declares. */
import type { Call } from '../generated/ast.js';
import type { Span } from '../model/graph.js';
import { nearest } from '../units/nearest.js';
import { builtinNames } from './builtins.js';
import { junctionPotential } from './compile/junctions.js';
import { measureOfCall } from './compile/measures.js';
import { NOISE, noiseOf } from './compile/noise.js';
import { slabValueOf } from './compile/slabs.js';
import type { Context } from './context.js';
import { callDeclared, type Lower } from './declared-functions.js';
import { expectDimension, shortened } from './expectation.js';
import { lowerField } from './field-functions.js';
import { functions, rootOf, signature, type BuiltinFunction } from './functions.js';
import { insertion, replacement } from './issues.js';
import { isFunctionLet } from './lets.js';
import { JUNCTION } from './junction.js';
import { measures } from './measures.js';
import { slabFunctions } from './slab-functions.js';
import { spanOf, spanOfProperty } from './spans.js';
import { isPure, numberOf, pureNumber, type Typed } from './typed.js';
import { wantNumber, wantPure } from './wants.js';

export function lowerCall(context: Context, expression: Call, lower: Lower): Typed | undefined {
  const name = expression.function.$refText;
  const target = expression.function.ref;
  if (!isFunctionLet(target) && name === NOISE) return noiseOf(context, expression);
  if (!isFunctionLet(target) && slabFunctions.has(name)) return slabValueOf(context, expression);
  if (!isFunctionLet(target) && name === JUNCTION.name) return junctionPotential(context, expression);
  if (!isFunctionLet(target) && measures.has(name) && !functions.has(name)) return measureOfCall(context, expression);
  const definition = functions.get(name);
  if (definition?.rule === 'field' && !isFunctionLet(target))
    return lowerField(context, expression, definition.forms!.join('` or `'), lower);
  const values = expression.arguments.map((argument) => lower(context, argument));
  const window = expression.from ?? expression.to;
  if (window !== undefined) {
    const message = `\`${name}\` takes no times; only what is measured in a run does.`;
    return context.error('call.arguments', spanOf(window), message);
  }
  if (isFunctionLet(target)) return callDeclared(context, expression, target, values, lower);
  if (definition === undefined) return unknownFunction(context, expression, name);
  const wanted = definition.parameters.length;
  if (values.length < wanted || (values.length > wanted && !definition.variadic)) {
    const count = `${wanted}${definition.variadic ? ' or more' : ''} argument${wanted === 1 ? '' : 's'}`;
    return context.error(
      'call.arguments',
      spanOf(expression),
      `\`${signature(definition)}\` takes ${count}; ${['none is', '1 is'][values.length] ?? `${values.length} are`} given.`,
    );
  }
  if (values.includes(undefined)) return undefined;
  return applyFunction(context, expression, definition, values as Typed[]);
}

/** What other languages call some functions. */
const elsewhere: ReadonlyMap<string, readonly string[]> = new Map([
  ['log', ['ln', 'log10']],
  ['sigmoid', ['boltzmann']],
  ['logistic', ['boltzmann']],
  ['heaviside', ['step']],
  ['heav', ['step']],
  ['fabs', ['abs']],
]);

function unknownFunction(context: Context, call: Call, name: string): undefined {
  const span = spanOfProperty(call, 'function');
  const { declarations } = context.file;
  if (builtinNames.has(name) || declarations.some((entry) => entry.name === name && !isFunctionLet(entry)))
    return multiplied(context, call, name, span);
  const declared = declarations
    .filter(isFunctionLet)
    .map((entry) => entry.name)
    .filter(Boolean);
  const close = elsewhere.get(name) ?? nearest(name, [...functions.keys(), ...measures.keys(), ...declared]);
  const question = close.length > 0 ? ` Did you mean ${close.map((entry) => `\`${entry}\``).join(' or ')}?` : '';
  return context.error(
    'call.unknown',
    span,
    `\`${name}\` is no function that Memb knows.${question}`,
    ...close.map((entry) => replacement(span, entry)),
  );
}

/** `g(V - E)`: a product in a paper, a call here. */
function multiplied(context: Context, call: Call, name: string, span: Span): undefined {
  const text = context.textOf(spanOf(call)).slice(name.length).trim();
  const message = `\`${name}\` is no function: it has no parameters. To multiply, write \`${name} * ${shortened(text)}\`.`;
  return context.error('call.unknown', span, message, insertion(span.end, ' * ', `Multiply: \`${name} * (…)\``));
}

function applyFunction(
  context: Context,
  expression: Call,
  definition: BuiltinFunction,
  values: readonly Typed[],
): Typed | undefined {
  const span = spanOf(expression);
  const node = (): Typed['node'] =>
    definition.lower!(
      context.builder,
      values.map((value) => value.node),
      span,
    );
  for (const value of values)
    if (value.type.kind === 'truth') return wantNumber(context, value, `\`${definition.name}\``);
  const first = values[0]!.type;
  if (first.kind === 'truth') return undefined;
  switch (definition.rule) {
    case 'pure': {
      for (const [i, value] of values.entries())
        if (!isPure(value.type)) return wantPure(context, expression.arguments[i]!, value, definition.name);
      return { node: node(), type: pureNumber, span };
    }
    case 'keep': {
      for (const [i, value] of values.entries())
        if (
          expectDimension(
            context,
            expression.arguments[i]!,
            value,
            [first.dimension],
            `Every argument of \`${definition.name}\``,
          ) === undefined
        )
          return undefined;
      return { node: node(), type: numberOf(first.dimension), span };
    }
    case 'root':
      return { node: node(), type: numberOf(rootOf(first.dimension)), span };
    case 'sign':
    case 'field':
      return { node: node(), type: pureNumber, span };
  }
}
