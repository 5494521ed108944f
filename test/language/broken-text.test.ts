/**
 * A text is broken most of the time while it is being typed. Each token of every fixture is deleted, doubled
 * and swapped with the next, and many of every example: whatever comes out is read without throwing, and what is said about it makes sense.
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

/** Characters from which on an example costs too much for all of it: a token is deleted, doubled or swapped, in turn. */
const LONG = 1000;
/** Of a long example so many tokens, spread over all of it. */
const MOST_BROKEN = 240;

const codes: ReadonlySet<unknown> = new Set(issueCodes);
const NONSENSE = /undefined|NaN|\[object|null/;

async function assertSensible(text: string): Promise<void> {
  const document = await build(text);
  for (const diagnostic of document.diagnostics ?? []) {
    const { code, message, range } = diagnostic;
    const where = `${message}\n${text}`;
    assert.ok(codes.has(code), `unknown code ${code}: ${where}`);
    // Of a recording the cell itself may say so.
    assert.doesNotMatch(message.replaceAll('is `NaN`', ''), NONSENSE, where);
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
      const isLong = file.startsWith(EXAMPLES) && text.length >= LONG;
      const stride = isLong ? Math.max(1, Math.ceil(tokens.length / MOST_BROKEN)) : 1;
      let turn = 0;
      for (let i = 0; i < tokens.length; i += stride) {
        const { image, start, end } = tokens[i]!;
        const next = tokens[i + 1];
        const [before, after] = [text.slice(0, start), text.slice(end)];
        const broken = [before + after, `${before}${image} ${image}${after}`];
        if (next) broken.push(before + next.image + text.slice(end, next.start) + image + text.slice(next.end));
        const tried = isLong ? [broken[turn++ % broken.length]!] : broken;
        for (const one of tried) await assertSensible(one);
      }
    });
  }
});
