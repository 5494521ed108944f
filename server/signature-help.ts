/** Signatures of functions while their arguments are written. */
import type { LangiumDocument, Lexer } from 'langium';
import type { SignatureHelpProvider } from 'langium/lsp';
import type { MarkupContent, SignatureHelp, SignatureHelpParams, SignatureInformation } from 'vscode-languageserver';
import type { Let } from '../language/generated/ast.js';
import { documentation } from '../language/semantics/documentation.js';
import { isFunctionLet, signatureOf } from '../language/semantics/lets.js';
import { functions, signature, type BuiltinFunction } from '../language/semantics/functions.js';
import { NOISE, noiseSignature } from '../language/semantics/compile/noise.js';
import { measures, measureSignature, type MeasureRule } from '../language/semantics/measures.js';
import { beginsDeclaration, indexAt, inComment, tokenize, type Token } from './completion/tokens.js';
import { dimensionRule } from './hover/builtin.js';
import { kindOf } from './hover/declared-function.js';
import { blocks, source } from './hover/markdown.js';
import type { MembServices } from './memb-server-module.js';
import { read, textOf, type Reading } from './reading.js';

export class MembSignatureHelpProvider implements SignatureHelpProvider {
  readonly signatureHelpOptions = { triggerCharacters: ['('], retriggerCharacters: [','] };
  readonly #services: MembServices;
  readonly #lexer: Lexer;

  constructor(services: MembServices) {
    this.#services = services;
    this.#lexer = services.parser.Lexer;
  }

  provideSignatureHelp(document: LangiumDocument, { position }: SignatureHelpParams): SignatureHelp | undefined {
    const { textDocument } = document;
    const text = textDocument.getText();
    const offset = textDocument.offsetAt(position);
    if (inComment(text, offset)) return undefined;
    const tokens = tokenize(this.#lexer, text);
    const call = openCall(tokens.slice(0, indexAt(tokens, offset)));
    if (call === undefined) return undefined;
    const reading = read(this.#services, document);
    const declared = reading.file.declarations.find((entry) => isFunctionLet(entry) && entry.name === call.name);
    if (isFunctionLet(declared)) return declaredHelp(reading, declared, call.argument);
    const definition = functions.get(call.name);
    if (definition !== undefined) return help(definition, call.argument);
    const measure = measures.get(call.name);
    if (measure !== undefined) return measureHelp(measure, call.argument);
    return call.name === NOISE ? noiseHelp(call.argument) : undefined;
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
      // `let f(x` lists parameters and calls nothing.
      if (tokens[i - 2]?.kind === 'let') return undefined;
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
    signatures: definition.forms?.map((form) => formOf(definition.name, form, documentation)) ?? [
      { label, documentation, parameters: places(definition.name, parameters) },
    ],
    activeSignature: 0,
    ...(isKnown && { activeParameter: Math.min(argument, parameters.length - 1) }),
  };
}

/** `peak(x from 5 ms to 25 ms)`: the window belongs to the last argument. */
function measureHelp(rule: MeasureRule, argument: number): SignatureHelp {
  const label = measureSignature(rule);
  const names = label.slice(rule.name.length + 1, -1).split(', ');
  const window = 'Of the whole run, or of a part of it: `from 5 ms to 25 ms` before the closing parenthesis.';
  const value = `${rule.doc}\n\n${window}`;
  return {
    signatures: [{ label, documentation: { kind: 'markdown', value }, parameters: places(rule.name, names) }],
    activeSignature: 0,
    ...(argument < names.length && { activeParameter: argument }),
  };
}

function noiseHelp(argument: number): SignatureHelp {
  const names = noiseSignature.slice(NOISE.length + 1, -1).split(', ');
  const value =
    'A current or potential that fluctuates: standard deviation, correlation time, and a whole number as seed.';
  return {
    signatures: [
      { label: noiseSignature, documentation: { kind: 'markdown', value }, parameters: places(NOISE, names) },
    ],
    activeSignature: 0,
    ...(argument < names.length && { activeParameter: argument }),
  };
}

/** One way to write a function of the field. */
function formOf(name: string, label: string, documentation: MarkupContent): SignatureInformation {
  return { label, documentation, parameters: places(name, label.slice(name.length + 1, -1).split(', ')) };
}

/** Each parameter as a place in the signature: the `x` of `exp(x)` is not its second letter. */
function places(name: string, parameters: readonly string[]): { label: [start: number, end: number] }[] {
  let at = name.length + 1;
  return parameters.map((parameter) => {
    const start = at;
    at += parameter.length + ', '.length;
    return { label: [start, start + parameter.length] };
  });
}

/** A function of this file: its formula, and of each argument what kind of value it is. */
function declaredHelp(reading: Reading, declaration: Let, argument: number): SignatureHelp {
  const names = declaration.parameters.map(({ name }) => name);
  const type = reading.compilation.functionType(declaration);
  const parameters = places(declaration.name, names).map((place, i) => ({
    ...place,
    documentation: { kind: 'markdown' as const, value: `\`${names[i]}\`: ${kindOf(type?.parameters[i])}` },
  }));
  const value = blocks(source(textOf(reading, declaration)), documentation(declaration));
  return {
    signatures: [{ label: signatureOf(declaration), documentation: { kind: 'markdown', value }, parameters }],
    activeSignature: 0,
    ...(argument < names.length && { activeParameter: argument }),
  };
}
