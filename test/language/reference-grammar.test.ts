/** Nothing in the grammar is without an example in the reference, and no word of the language without a mention. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { AstUtils, CstUtils, EmptyFileSystem, GrammarAST, type AstNode } from 'langium';
import { createMembServices } from '../../language/memb-module.js';
import { build } from './diagnose.js';

const FOLDER = 'language/reference';
const pages = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.md') && file !== 'errors.md')
  .map((file) => readFileSync(`${FOLDER}/${file}`, 'utf8'));
const grammar = createMembServices(EmptyFileSystem).memb.Grammar;

const isElement = (node: AstNode): node is GrammarAST.Keyword | GrammarAST.Assignment =>
  GrammarAST.isKeyword(node) || GrammarAST.isAssignment(node);

/** `'moves' in Pump`, `transfers+= in Pump`. */
function nameOf(element: GrammarAST.Keyword | GrammarAST.Assignment): string {
  const rule = AstUtils.getContainerOfType(element, GrammarAST.isParserRule)?.name ?? '';
  const what = GrammarAST.isKeyword(element) ? `'${element.value}'` : `${element.feature}${element.operator}`;
  return `${what} in ${rule}`;
}

/** Words that no property has as its name: they are let through so that the message can be a friendly one. */
const onlyTolerated = ['by', 'from', 'to', 'at'].map((word) => `'${word}' in PropertyName`);

/** Keywords and assignments of the rules, outside the infix rule, whose operators have a test of their own. */
function elements(): Set<string> {
  const rules = grammar.rules.filter(GrammarAST.isParserRule);
  return new Set(rules.flatMap((rule) => [...AstUtils.streamAllContents(rule)].filter(isElement).map(nameOf)));
}

async function exercised(): Promise<Set<string>> {
  const found = new Set<string>();
  for (const text of pages.flatMap((page) => [...page.matchAll(/^```memb\n([^]*?)^```/gm)].map((match) => match[1]!))) {
    const document = await build(text);
    for (const node of CstUtils.streamCst(document.parseResult.value.$cstNode!)) {
      let source: AstNode | undefined = node.grammarSource;
      while (source !== undefined && !GrammarAST.isParserRule(source)) {
        if (isElement(source)) found.add(nameOf(source));
        source = source.$container;
      }
    }
  }
  return found;
}

describe('reference: the grammar', () => {
  it('every keyword and every part of every rule is in an example', async () => {
    const found = await exercised();
    assert.ok(found.size > 100);
    assert.deepEqual(
      [...elements()].filter((name) => !found.has(name) && !onlyTolerated.includes(name)),
      [],
    );
  });

  it('every operator is in an example', () => {
    const examples = pages
      .flatMap((page) => [...page.matchAll(/```memb\n([^]*?)```/g)].map((match) => match[1]!))
      .join('');
    const infix = grammar.rules.filter(GrammarAST.isInfixRule).flatMap(({ operators }) => operators.precedences);
    const operators = infix.flatMap((level) => level.operators.map(({ value }) => value));
    assert.ok(operators.length >= 12);
    assert.deepEqual(
      operators.filter((operator) => !examples.includes(` ${operator} `)),
      [],
    );
  });

  it('every word is explained: it stands in the prose, in a typewriter face', () => {
    const words = new Set(
      [...AstUtils.streamAllContents(grammar)]
        .filter(GrammarAST.isKeyword)
        .map(({ value }) => value)
        .filter((value) => /^[a-z]+$/.test(value)),
    );
    const prose = pages.map((page) => page.replace(/^```[^]*?^```/gm, '')).join('\n');
    const spans = [...prose.matchAll(/`([^`]+)`/g)].map((match) => match[1]!).join('\n');
    const missing = [...words].filter((word) => !new RegExp(`\\b${word}\\b`).test(spans));
    assert.deepEqual(missing, []);
  });
});
