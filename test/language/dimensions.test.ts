/** Dimension checking against random expressions: it takes every sound one, at its value, and no unsound one. */
import assert from 'node:assert/strict';
import { randomNumbers } from '../random.js';
import { diagnose } from './diagnose.js';
import { ExpressionGenerator, literalsIn, written, type Expression } from './random-expressions.js';
import { letsOf, MEMBRANE, modelOf } from './values.js';

const FILES = 25;
const LETS = 20;

/** Each in a sum with one more literal, so that another dimension anywhere inside is one that is added. */
function lets(generator: ExpressionGenerator): Expression[] {
  return Array.from({ length: LETS }, () => {
    const wanted = generator.dimension();
    const { text, value, size } = generator.expression(wanted, 1 + generator.below(4));
    return { text: `${text} + ⟦0⟧${generator.unit(wanted).text}⟧`, value, size };
  });
}

const fileOf = (texts: readonly string[]): string =>
  MEMBRANE + texts.map((text, i) => `let value${i} = ${text}`).join('\n');

describe('language: dimensions of random expressions', () => {
  it('are accepted with the right value', async () => {
    const generator = new ExpressionGenerator(randomNumbers(20_240));
    for (let file = 0; file < FILES; file++) {
      const expressions = lets(generator);
      const values = letsOf(await modelOf(fileOf(expressions.map(({ text }) => written(text)))));
      for (const [i, { text, value, size }] of expressions.entries()) {
        const actual = values[`value${i}`]!;
        const near = Math.abs(actual - value) <= 1e-9 * size;
        assert.ok(near, `${written(text)} is ${value}, came out as ${actual}`);
      }
    }
  });

  it('are rejected with one literal of another dimension', async () => {
    const generator = new ExpressionGenerator(randomNumbers(4_711));
    for (let file = 0; file < FILES; file++) {
      const texts = lets(generator).map(({ text }) => withAnotherUnit(text, generator));
      const diagnostics = await diagnose(fileOf(texts));
      const lines = new Set(diagnostics.map(({ range }) => range.start.line - 1));
      for (const [i, text] of texts.entries()) assert.ok(lines.has(i), `accepted: ${text}`);
      for (const { code, message } of diagnostics) assert.match(String(code), /^unit\.(mismatch|missing)$/, message);
    }
  });
});

/** One literal's unit multiplied by one that no expression has so much of. */
function withAnotherUnit(text: string, generator: ExpressionGenerator): string {
  const chosen = generator.below(literalsIn(text));
  const factor = generator.below(2) === 0 ? 'V^5' : 's^7';
  const changed = (unit: string): string => {
    if (unit === '' || unit.startsWith('/')) return factor + unit;
    return `${factor}.${unit}`;
  };
  return written(text, (unit, i) => (i === chosen ? changed(unit) : unit));
}
