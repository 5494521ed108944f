/** The words of the language itself, from its grammar. */
import { AstUtils, GrammarAST } from 'langium';
import { MembGrammar } from '../generated/grammar.js';

let words: ReadonlySet<string> | undefined;

/** Whether a name is a word of the language, which no declaration may have. */
export function isKeywordName(name: string): boolean {
  words ??= new Set(
    AstUtils.streamAllContents(MembGrammar())
      .filter(GrammarAST.isKeyword)
      .map(({ value }) => value),
  );
  return words.has(name);
}
