/** A `let` is a value, or with parameters a function. */
import { isLet, type Let } from '../generated/ast.js';

export function isFunctionLet(node: unknown): node is Let {
  return isLet(node) && node.parametrised;
}

export function isValueLet(node: unknown): node is Let {
  return isLet(node) && !node.parametrised;
}

/** `f(x, y)`. */
export function signatureOf({ name, parameters }: Let): string {
  return `${name}(${parameters.map((parameter) => parameter.name).join(', ')})`;
}
