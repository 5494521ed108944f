/** Tokenises .memb text with the engine VS Code uses and the grammar the extension ships. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
const grammarFile = 'syntaxes/memb.tmLanguage.json';

const registry = new textmate.Registry({
  onigLib: oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength)).then(() => ({
    createOnigScanner: (sources: string[]) => new oniguruma.OnigScanner(sources),
    createOnigString: (text: string) => new oniguruma.OnigString(text),
  })),
  loadGrammar: async () => textmate.parseRawGrammar(readFileSync(grammarFile, 'utf8'), grammarFile),
});

/** Every token that is not white space, scopes from the outside in, `source.memb` left out. */
export async function tokenize(text: string): Promise<Token[]> {
  const grammar = await registry.loadGrammar('source.memb');
  if (!grammar) throw new Error('no grammar for source.memb');
  const tokens: Token[] = [];
  let stack = textmate.INITIAL;
  for (const line of text.split('\n')) {
    const result = grammar.tokenizeLine(line, stack);
    for (const { startIndex, endIndex, scopes } of result.tokens) {
      const piece = line.slice(startIndex, endIndex).trim();
      if (piece !== '') tokens.push({ text: piece, scopes: scopes.slice(1) });
    }
    stack = result.ruleStack;
  }
  return tokens;
}
