/** Declared functions: what nothing calls is checked all the same, and every parameter is of use. */
import { isCall, isReference, type Call, type FunctionParameter, type Let } from '../../generated/ast.js';
import type { Context } from '../context.js';
import { declaredDimension } from '../declared-functions.js';
import { lower } from '../expressions.js';
import { leastFindings } from '../function-types.js';
import type { Fix } from '../issues.js';
import { isFunctionLet, signatureOf } from '../lets.js';
import { isSame, join, spanOf, spanOfKeyword, spanOfProperty } from '../spans.js';
import { nodesIn } from '../tree.js';
import { usesOf } from '../uses.js';
import { checkUnique } from './names.js';

export function checkFunctions(context: Context): void {
  for (const declaration of context.file.declarations.filter(isFunctionLet)) {
    if (!declaration.name) continue;
    checkUnique(context, declaration.parameters);
    for (const parameter of declaration.parameters) declaredDimension(context, parameter);
    if (declaration.parameters.length === 0) reportEmpty(context, declaration);
    else if (context.callsOf(declaration).size === 0) checkUncalled(context, declaration);
    const named = new Map(declaration.parameters.toReversed().map((parameter) => [parameter.name, parameter]));
    for (const parameter of named.values()) checkUsed(context, declaration, parameter);
  }
}

/** With the kinds of argument that fit best. */
function checkUncalled(context: Context, declaration: Let): void {
  for (const found of leastFindings(context, declaration, lower))
    if (!context.issues.some(({ code, span }) => code === found.code && isSame(span, found.span)))
      context.issues.push(found);
}

function reportEmpty(context: Context, declaration: Let): void {
  const [open, close] = ['(', ')'].map((sign) => spanOfKeyword(declaration, sign));
  const span = join(open!, close!);
  const message = `A function takes something; \`${declaration.name}\` takes nothing, so it is a value: \`let ${declaration.name} = …\`.`;
  const brackets = callsOf(context, declaration).map((call) => ({
    span: { ...spanOf(call), start: spanOfProperty(call, 'function').end },
    text: '',
  }));
  context.error('call.arguments', span, message, {
    title: 'Make it a value',
    edits: [{ span, text: '' }, ...brackets],
  });
}

function callsOf(context: Context, declaration: Let): Call[] {
  return usesOf(context, declaration)
    .map(({ container }) => container)
    .filter(isCall);
}

function checkUsed(context: Context, declaration: Let, parameter: FunctionParameter): void {
  if (!parameter.name || declaration.value === undefined) return;
  const isUsed = nodesIn(declaration.value).some((node) => isReference(node) && node.target?.ref === parameter);
  if (isUsed) return;
  const span = spanOfProperty(parameter, 'name');
  const message = `\`${signatureOf(declaration)}\` does not depend on \`${parameter.name}\`.`;
  context.warn('name.unused', span, message, ...removal(context, declaration, parameter));
}

/** Takes a parameter out, and its argument out of every call; not the only one, which would leave a call of nothing. */
function removal(context: Context, declaration: Let, parameter: FunctionParameter): Fix[] {
  const index = declaration.parameters.indexOf(parameter);
  const calls = callsOf(context, declaration);
  if (declaration.parameters.length < 2) return [];
  if (calls.some((call) => call.arguments.length !== declaration.parameters.length)) return [];
  const lists = [declaration.parameters, ...calls.map((call) => call.arguments)];
  const edits = lists.map((list) => {
    const own = spanOf(list[index]);
    const [previous, next] = [list[index - 1], list[index + 1]];
    const start = previous === undefined ? own.start : spanOf(previous).end;
    const end = previous === undefined ? spanOf(next).start : own.end;
    return { span: { ...own, start, end }, text: '' };
  });
  return [{ title: `Remove \`${parameter.name}\``, edits }];
}
