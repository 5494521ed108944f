/**
 * A text is broken most of the time while it is being typed. Each token of every fixture and example is deleted,
 * doubled and swapped with the next: whatever comes out is read without throwing, and what is said about it makes sense.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { issueCodes } from '../../language/semantics/issues.js';
import { applyFix, build, fixesOf, tokensOf, type PlacedToken } from './diagnose.js';

const EXAMPLES = 'media/examples';
const files = [
  ...readdirSync('test/fixtures').map((name) => `test/fixtures/${name}/input.memb`),
  ...readdirSync(EXAMPLES)
    .filter((name) => name.endsWith('.memb'))
    .map((name) => `${EXAMPLES}/${name}`),
];

/** Characters from which on doubling and swapping take turns: each text costs its whole length. */
const LONG = 1000;

const codes: ReadonlySet<unknown> = new Set(issueCodes);
const NONSENSE = /undefined|NaN|\[object|null/;

async function assertSensible(text: string): Promise<void> {
  const document = await build(text);
  for (const diagnostic of document.diagnostics ?? []) {
    const { code, message, range } = diagnostic;
    const where = `${message}\n${text}`;
    assert.ok(codes.has(code), `unknown code ${code}: ${where}`);
    assert.doesNotMatch(message, NONSENSE, where);
    assert.match(message, /^[^a-z].*[.?]$/s, where);
    const start = document.textDocument.offsetAt(range.start);
    const end = document.textDocument.offsetAt(range.end);
    assert.ok(start < end && end <= text.length, `${start}–${end} of ${text.length}: ${where}`);
    for (const fix of fixesOf(diagnostic)) {
      assert.doesNotMatch(fix.title, NONSENSE, where);
      assert.notEqual(applyFix(text, fix), text, where);
    }
  }
}

/** Lines that several files share are broken in the first of them alone. */
const known = new Set<string>();

function newTokens(text: string): PlacedToken[] {
  const fresh = new Set(text.split('\n').filter((line) => !known.has(line)));
  for (const line of fresh) known.add(line);
  const lineOf = (offset: number): string => text.slice(text.lastIndexOf('\n', offset - 1) + 1).split('\n', 1)[0]!;
  return tokensOf(text).filter(({ start }) => fresh.has(lineOf(start)));
}

describe('language: broken texts', () => {
  for (const file of files) {
    it(file, async () => {
      const text = readFileSync(file, 'utf8');
      const tokens = newTokens(text);
      const isShort = text.length < LONG;
      for (const [i, { image, start, end }] of tokens.entries()) {
        const [before, after] = [text.slice(0, start), text.slice(end)];
        await assertSensible(before + after);
        if (isShort || i % 2 === 0) await assertSensible(`${before}${image} ${image}${after}`);
        const next = tokens[i + 1];
        if (next === undefined || (i % 2 === 0 && !isShort)) continue;
        await assertSensible(before + next.image + text.slice(end, next.start) + image + text.slice(next.end));
      }
    });
  }
});
