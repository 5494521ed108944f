import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createLangiumParser, CstUtils, EmptyFileSystem, type CstNode } from 'langium';
import { createMembServices } from '../../language/memb-module.js';

const { memb } = createMembServices(EmptyFileSystem);
const langium = createLangiumParser(memb);

/** All that anybody reads of a concrete tree, node by node. */
function described(tree: CstNode): object[] {
  return CstUtils.streamCst(tree)
    .map((node) => ({
      kind: node.grammarSource?.$type,
      ...{ offset: node.offset, end: node.end, length: node.length, range: node.range, hidden: node.hidden },
      text: node.text,
      parent: node.container?.offset,
      of: typeOf(node),
    }))
    .toArray();
}

/** After a syntax error there may be none. */
function typeOf(node: CstNode): string {
  try {
    return node.astNode.$type;
  } catch {
    return 'none';
  }
}

function assertSame(text: string): void {
  const expected = langium.parse(text);
  const actual = memb.parser.LangiumParser.parse(text);
  assert.deepEqual(described(actual.value.$cstNode!), described(expected.value.$cstNode!));
  assert.equal(actual.parserErrors.length, expected.parserErrors.length);
}

describe('the concrete tree', () => {
  const examples = readdirSync('media/examples').map((name) => readFileSync(`media/examples/${name}`, 'utf8'));

  it('is the one that Langium’s own builder makes', () => {
    for (const text of examples) assertSame(text);
  });

  it('is so for broken text as well', () => {
    const text = `// first\n${examples[0]!.slice(0, 500)} /* last */`;
    for (const { index, 0: word } of text.matchAll(/[\p{L}\p{N}_.]+|[^\s\p{L}\p{N}_.]/gu)) {
      assertSame(text.slice(0, index) + text.slice(index + word.length));
      if (index % 5 === 0) assertSame(text.slice(0, index));
    }
    assertSame('');
    assertSame('// only a comment');
  });
});
