/**
 * test/fixtures/<case>: a text and all that is said about it. A case is named for the code it is about, with a suffix
 * where one code has several, or `good-…` when nothing may be said.
 *
 * UPDATE_FIXTURES=1 writes what is said now; read every line of the change before it is committed.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import type { Diagnostic } from 'vscode-languageserver-types';
import { issueCodes } from '../../language/semantics/issues.js';
import { applyFix, build, diagnose, fixesOf } from './diagnose.js';

interface Expected {
  readonly code: string;
  readonly severity: string;
  /** The marked text. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** Titles. */
  readonly fixes: readonly string[];
}

const SEVERITIES = ['', 'error', 'warning', 'information', 'hint'];
const ROOT = 'test/fixtures';
const EXAMPLES = 'media/examples';
const cases = readdirSync(ROOT);
const texts = new Map(cases.map((name) => [name, readFileSync(`${ROOT}/${name}/input.memb`, 'utf8')]));

async function findingsOf(text: string): Promise<Expected[]> {
  const document = await build(text);
  return (document.diagnostics ?? []).map((diagnostic) => ({
    code: String(diagnostic.code),
    severity: SEVERITIES[diagnostic.severity!]!,
    text: document.textDocument.getText(diagnostic.range),
    line: diagnostic.range.start.line + 1,
    column: diagnostic.range.start.character + 1,
    message: diagnostic.message,
    fixes: fixesOf(diagnostic).map(({ title }) => title),
  }));
}

/** The code that a case is about; undefined for a good one. */
function subjectOf(name: string): string | undefined {
  const codes = issueCodes.filter((code) => name === code || name.startsWith(`${code}-`));
  return codes.find((code) => code === name) ?? codes[0];
}

const countOf = (list: readonly Diagnostic[], { code, message }: Diagnostic): number =>
  list.filter((entry) => entry.code === code && entry.message === message).length;

const unreadable = (list: readonly Diagnostic[]): number =>
  list.filter(({ code }) => String(code).startsWith('syntax.')).length;

describe('language: fixtures', () => {
  for (const [name, text] of texts) {
    it(name, async () => {
      const file = `${ROOT}/${name}/expected.json`;
      const findings = await findingsOf(text);
      if (process.env['UPDATE_FIXTURES']) writeFileSync(file, `${JSON.stringify(findings, null, 2)}\n`);
      assert.ok(existsSync(file), `${file} is missing: UPDATE_FIXTURES=1 writes it`);
      assert.deepEqual(findings, JSON.parse(readFileSync(file, 'utf8')));
      const subject = subjectOf(name);
      if (subject === undefined) assert.deepEqual([name.split('-')[0], findings], ['good', []]);
      else assert.ok(findings.some(({ code }) => code === subject));
    });
  }

  it('the examples need none: nothing is said about them', async () => {
    for (const name of readdirSync(EXAMPLES).filter((entry) => entry.endsWith('.memb'))) {
      assert.deepEqual(await findingsOf(readFileSync(`${EXAMPLES}/${name}`, 'utf8')), [], name);
    }
  });

  it('are there for every code', () => {
    const covered = new Set(cases.map(subjectOf));
    assert.deepEqual(
      issueCodes.filter((code) => !covered.has(code)),
      [],
    );
  });

  it('are mended by the first fix of each finding; every fix leaves a text that can be read', async () => {
    for (const [name, text] of texts) {
      const before = await diagnose(text);
      for (const diagnostic of before) {
        for (const [i, fix] of fixesOf(diagnostic).entries()) {
          const mended = applyFix(text, fix);
          const after = await diagnose(mended);
          const where = `${name}: ${diagnostic.message} — ${fix.title}\n${mended}`;
          assert.ok(unreadable(after) <= unreadable(before), where);
          if (i > 0) continue;
          assert.ok(countOf(after, diagnostic) < countOf(before, diagnostic), where);
          assert.ok(after.length <= before.length, where);
        }
      }
    }
  });
});
