/**
 * Colours by meaning, where the grammar of the editor can only guess by shape: the `K` of `moves 2 K in` is an ion and
 * no kelvin, `m` a gate in one place and a metre in another.
 */
import { AstUtils, GrammarUtils, type AstNode, type LangiumDocument } from 'langium';
import type { SemanticTokenProvider } from 'langium/lsp';
import {
  SemanticTokensBuilder,
  type Range,
  type SemanticTokens,
  type SemanticTokensOptions,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
} from 'vscode-languageserver';
import {
  isBathLevel,
  isBlock,
  isBuiltin,
  isCall,
  isChannel,
  isDataColumn,
  isDeclaration,
  isExpect,
  isComponent,
  isFunctionParameter,
  isGate,
  isImportedName,
  isIonArgument,
  isIonBuffer,
  isPool,
  isKineticState,
  isPermeation,
  isSideArgument,
  isProperty,
  isQuantity,
  isSetting,
  isSweep,
  isReference,
  isTransfer,
} from '../language/generated/ast.js';
import { isFunctionLet, isValueLet } from '../language/semantics/lets.js';
import { functions } from '../language/semantics/functions.js';
import { JUNCTION } from '../language/semantics/junction.js';
import { slabFunctions } from '../language/semantics/slab-functions.js';
import { measures } from '../language/semantics/measures.js';

/** `unit` is this language's own; an editor that does not know it colours by shape. */
const types = ['namespace', 'type', 'class', 'function', 'variable', 'parameter', 'property', 'event', 'unit'] as const;
const modifiers = ['declaration', 'readonly', 'defaultLibrary'] as const;
type TokenType = (typeof types)[number];
type Modifier = (typeof modifiers)[number];

interface Token {
  readonly start: number;
  readonly length: number;
  readonly type: TokenType;
  readonly modifiers: readonly Modifier[];
}

const typeOf: Readonly<Record<string, TokenType>> = {
  Membrane: 'namespace',
  Ion: 'type',
  Compartment: 'namespace',
  Pool: 'namespace',
  Slab: 'class',
  IonBuffer: 'type',
  Channel: 'class',
  Pump: 'class',
  Solute: 'type',
  Solution: 'namespace',
  Component: 'type',
  Gate: 'variable',
  KineticState: 'variable',
  State: 'variable',
  Param: 'parameter',
  Sweep: 'parameter',
  Let: 'variable',
  FunctionParameter: 'parameter',
  Experiment: 'event',
  Builtin: 'variable',
  Part: 'property',
  Data: 'namespace',
  DataColumn: 'property',
};

export class MembSemanticTokenProvider implements SemanticTokenProvider {
  readonly tokenTypes = indexed(types, (i) => i);
  readonly tokenModifiers = indexed(modifiers, (i) => 1 << i);
  readonly semanticTokensOptions: SemanticTokensOptions = {
    legend: { tokenTypes: [...types], tokenModifiers: [...modifiers] },
    full: { delta: false },
    range: true,
  };

  semanticHighlight(document: LangiumDocument, _params: SemanticTokensParams): SemanticTokens {
    return encode(document, tokensOf(document));
  }

  semanticHighlightRange(document: LangiumDocument, { range }: SemanticTokensRangeParams): SemanticTokens {
    return encode(document, tokensOf(document, range));
  }

  semanticHighlightDelta(document: LangiumDocument): SemanticTokens {
    return encode(document, tokensOf(document));
  }
}

function indexed(names: readonly string[], value: (index: number) => number): Record<string, number> {
  return Object.fromEntries(names.map((name, i) => [name, value(i)]));
}

function encode({ textDocument }: LangiumDocument, tokens: readonly Token[]): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const { start, length, type, modifiers: given } of tokens.toSorted((a, b) => a.start - b.start)) {
    const { line, character } = textDocument.positionAt(start);
    const bits = given.reduce((sum, modifier) => sum | (1 << modifiers.indexOf(modifier)), 0);
    builder.push(line, character, length, types.indexOf(type), bits);
  }
  return builder.build();
}

function tokensOf({ parseResult }: LangiumDocument, range?: Range): Token[] {
  return AstUtils.streamAst(parseResult.value, range && { range })
    .flatMap(tokensOfNode)
    .toArray();
}

function tokensOfNode(node: AstNode): Token[] {
  if (isDeclaration(node) || isGate(node) || isComponent(node) || isKineticState(node)) {
    const own = node.name ? token(node, 'name', typeOfNode(node), 'declaration', ...constancy(node)) : [];
    return (isChannel(node) || isPool(node) || isIonBuffer(node)) && node.ion
      ? [...own, ...token(node, 'ion', 'type')]
      : own;
  }
  if (isImportedName(node)) return referred(node, 'target', node.target?.ref);
  if (isBlock(node))
    return [...(node.blocker !== undefined ? token(node, 'blocker', 'type') : []), ...token(node, 'side', 'property')];
  if (isFunctionParameter(node))
    return [
      ...(node.name ? token(node, 'name', 'parameter', 'declaration') : []),
      ...(node.unit === undefined ? [] : token(node, 'unit', 'unit')),
    ];
  if (isTransfer(node) || isPermeation(node) || isIonArgument(node) || isSideArgument(node))
    return node.ion !== undefined ? token(node, 'ion', 'type') : [];
  if (isReference(node))
    return [...referred(node, 'target', node.target?.ref), ...referred(node, 'part', node.part?.ref)];
  if (isBathLevel(node)) return referred(node, 'target', node.target?.ref);
  if (isCall(node) && isFunctionLet(node.function?.ref)) return token(node, 'function', 'function');
  if (isCall(node))
    return [JUNCTION.name as string].includes(node.function?.$refText) ||
      slabFunctions.has(node.function?.$refText) ||
      functions.has(node.function?.$refText) ||
      measures.has(node.function?.$refText)
      ? token(node, 'function', 'function', 'defaultLibrary')
      : [];
  if (isExpect(node)) return node.experiment?.ref ? token(node, 'experiment', 'event') : [];
  if (isSetting(node)) {
    const ends = node.part?.ref ? token(node, 'part', 'property') : [];
    return [...referred(node, 'target', node.target?.ref), ...ends];
  }
  if (isDataColumn(node))
    return [
      ...(node.name ? token(node, 'name', 'property', 'declaration') : []),
      ...(node.unit === undefined ? [] : token(node, 'unit', 'unit')),
    ];
  if (isSweep(node)) return node.name ? token(node, 'name', 'parameter', 'declaration') : [];
  if (isProperty(node)) return node.key ? token(node, 'key', 'property') : [];
  return isQuantity(node) && node.unit !== undefined ? token(node, 'unit', 'unit') : [];
}

function referred(node: AstNode, property: string, target: AstNode | undefined): Token[] {
  return target === undefined ? [] : token(node, property, typeOfNode(target), ...constancy(target));
}

function constancy(node: AstNode): Modifier[] {
  if (isBuiltin(node)) return ['defaultLibrary'];
  return isValueLet(node) ? ['readonly'] : [];
}

function typeOfNode(node: AstNode): TokenType | undefined {
  return isFunctionLet(node) ? 'function' : typeOf[node.$type];
}

function token(node: AstNode, property: string, type: TokenType | undefined, ...given: readonly Modifier[]): Token[] {
  const cst = GrammarUtils.findNodeForProperty(node.$cstNode, property);
  return type === undefined || cst === undefined
    ? []
    : [{ start: cst.offset, length: cst.length, type, modifiers: given }];
}
