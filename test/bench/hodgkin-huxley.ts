/** W1's membrane, read from its text as a user's would be. */
import { readFileSync } from 'node:fs';
import type { Model } from '../../language/model/model.js';
import { compileText } from './compile-text.js';
import reference from '../reference/hh52.json' with { type: 'json' };

export const hodgkinHuxleyText = readFileSync('test/bench/models/hodgkin-huxley.memb', 'utf8');

/** −65 mV and the steady gates there, SI. */
export const hodgkinHuxleyStart = [-0.065, ...reference.start.slice(1)];

export function hodgkinHuxley(): Promise<Model> {
  return compileText(hodgkinHuxleyText);
}
