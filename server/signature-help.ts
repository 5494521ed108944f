/** Signatures of functions while their arguments are written. */
import type { LangiumDocument, Lexer } from 'langium';
import type { SignatureHelpProvider } from 'langium/lsp';
import type { SignatureHelp, SignatureHelpParams } from 'vscode-languageserver';
import { functions, signature, type BuiltinFunction } from '../language/semantics/functions.js';
import { beginsDeclaration, indexAt, inComment, tokenize, type Token } from './completion/tokens.js';
import { dimensionRule } from './hover/builtin.js';
import type { MembServices } from './memb-server-module.js';

export class MembSignatureHelpProvider implements SignatureHelpProvider {
  readonly signatureHelpOptions = { triggerCharacters: ['('], retriggerCharacters: [','] };
  readonly #lexer: Lexer;

  constructor(services: MembServices) {
    this.#lexer = services.parser.Lexer;
  }

  provideSignatureHelp(
    { textDocument }: LangiumDocument,
    { position }: SignatureHelpParams,
  ): SignatureHelp | undefined {
    const text = textDocument.getText();
    const offset = textDocument.offsetAt(position);
    if (inComment(text, offset)) return undefined;
    const tokens = tokenize(this.#lexer, text);
    const call = openCall(tokens.slice(0, indexAt(tokens, offset)));
    const definition = call && functions.get(call.name);
    return definition && help(definition, call.argument);
  }
}

interface OpenCall {
  readonly name: string;
  /** Index of the argument being written. */
  readonly argument: number;
}

/** The innermost call that is not closed before the end of the tokens. */
function openCall(tokens: readonly Token[]): OpenCall | undefined {
  let depth = 0;
  let argument = 0;
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i]!;
    if (beginsDeclaration(token) || token.kind === '{' || token.kind === '}' || token.kind === '=') return undefined;
    if (token.kind === ')') depth++;
    else if (token.kind === ',' && depth === 0) argument++;
    else if (token.kind === '(' && depth > 0) depth--;
    else if (token.kind === '(') {
      const name = tokens[i - 1];
      if (name?.kind === 'ID') return { name: name.text, argument };
      argument = 0;
    }
  }
  return undefined;
}

function help(definition: BuiltinFunction, argument: number): SignatureHelp {
  const { parameters, variadic, doc, rule } = definition;
  const label = signature(definition);
  const documentation = { kind: 'markdown' as const, value: `${doc}\n\n${dimensionRule(rule)}` };
  const isKnown = argument < parameters.length || variadic;
  return {
    signatures: [{ label, documentation, parameters: places(definition) }],
    activeSignature: 0,
    ...(isKnown && { activeParameter: Math.min(argument, parameters.length - 1) }),
  };
}

/** Each parameter as a place in the signature: the `x` of `exp(x)` is not its second letter. */
function places({ name, parameters }: BuiltinFunction): { label: [start: number, end: number] }[] {
  let at = name.length + 1;
  return parameters.map((parameter) => {
    const start = at;
    at += parameter.length + ', '.length;
    return { label: [start, start + parameter.length] };
  });
}
