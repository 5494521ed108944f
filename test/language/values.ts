/** The numbers that a text comes to. */
import assert from 'node:assert/strict';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import type { Summary } from '../../language/analysis/summary.js';
import { evaluate } from '../../language/model/evaluate.js';
import { VOLTAGE, type Model } from '../../language/model/model.js';
import { build, Compilations } from './diagnose.js';

/** 37 °C, nothing else. */
export const MEMBRANE = 'membrane Cell { temperature = 37 degC }\n';

/** The model of a text nothing is said about. */
export async function modelOf(text: string): Promise<Model> {
  const document = await build(text);
  assert.deepEqual(document.diagnostics, [], text);
  return Compilations.compilation(document).model!;
}

export async function summaryOf(text: string): Promise<Summary> {
  const document = await build(text);
  assert.deepEqual(document.diagnostics, [], text);
  return Compilations.summary(document)!;
}

/** Every let by name, SI, with parameters at their defaults, states unset, at V (V). */
export function letsOf(model: Model, V = Number.NaN): Record<string, number> {
  const symbols = defaultSymbols(model);
  symbols[VOLTAGE] = V;
  return Object.fromEntries(model.values.map(({ name, node }) => [name, evaluate(model.graph, node, symbols)]));
}

/** One expression's value, SI, in a file with `declarations` beside it. */
export async function valueOf(expression: string, declarations = '', V?: number): Promise<number> {
  return letsOf(await modelOf(`${MEMBRANE}${declarations}\nlet it = ${expression}\n`), V)['it']!;
}
