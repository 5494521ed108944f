/** What stands at a place of the text: the one question behind hover and what else asks about a word. */
import { CstUtils, GrammarAST, GrammarUtils, type LangiumDocument } from 'langium';
import {
  isBath,
  isBathLevel,
  isBlock,
  isBuiltin,
  isCall,
  isChannel,
  isCompartment,
  isComponent,
  isCharge,
  isData,
  isDataColumn,
  isDeclaration,
  isExpect,
  isExperiment,
  isFlag,
  isFunctionParameter,
  isGate,
  isImportedName,
  isKineticState,
  isIon,
  isIonArgument,
  isIonBuffer,
  isPool,
  isPermeation,
  isSideArgument,
  isProperty,
  isPump,
  isSolute,
  isSolution,
  isQuantity,
  isSetting,
  isScheme,
  isSweep,
  isReference,
  isTransfer,
  isUses,
  type Channel,
  type Data,
  type Expect,
  type Compartment,
  type Declaration,
  type FunctionParameter,
  type Gate,
  type Ion,
  type IonBuffer,
  type KineticState,
  type Property,
  type Pump,
  type Quantity,
  type Reference,
  type Scheme,
  type Solute,
  type Solution,
  type Sweep,
} from '../language/generated/ast.js';
import type { Span } from '../language/model/graph.js';
import { isFunctionLet } from '../language/semantics/lets.js';
import type { AstNode, LeafCstNode } from 'langium';

/** What has a name and its own text. */
export type Declared = Declaration | Gate | KineticState | FunctionParameter | Sweep;

export type Subject = { readonly span: Span } & (
  | { readonly kind: 'declared'; readonly node: Declared }
  | {
      readonly kind: 'part';
      readonly owner: Ion | Compartment | IonBuffer | Solution | Solute | Channel | Pump;
      readonly part: string;
    }
  | { readonly kind: 'scheme'; readonly node: Scheme }
  | { readonly kind: 'builtin' | 'function'; readonly name: string }
  | { readonly kind: 'property'; readonly property: Property }
  | { readonly kind: 'number'; readonly quantity: Quantity }
  | { readonly kind: 'unit'; readonly unit: string }
  | { readonly kind: 'expectation'; readonly node: Expect }
  | { readonly kind: 'recording'; readonly node: Data }
  /** A word of an experiment's line, and what it is a word of. */
  | { readonly kind: 'statement'; readonly word: string; readonly node: AstNode }
  | { readonly kind: 'keyword'; readonly word: string }
);

/** Straight behind these a place still belongs to the word before it. */
const OF_A_WORD = /^[\p{L}\p{N}_%°]$/u;

export function subjectAt(document: LangiumDocument, offset: number): Subject | undefined {
  const leaf = CstUtils.findDeclarationNodeAtOffset(document.parseResult.value.$cstNode, offset, OF_A_WORD);
  if (leaf === undefined || leaf.hidden) return undefined;
  const what = subjectOf(leaf);
  return what && { ...what, span: { start: leaf.offset, end: leaf.end } };
}

type Unplaced<T> = T extends unknown ? Omit<T, 'span'> : never;

function subjectOf(leaf: LeafCstNode): Unplaced<Subject> | undefined {
  const node = leaf.astNode;
  const feature = GrammarUtils.findAssignment(leaf)?.feature;
  if (isCharge(node)) return { kind: 'declared', node: node.$container };
  if (feature === 'name' && isDeclared(node)) return { kind: 'declared', node };
  if (isFunctionParameter(node) && feature === 'unit') return { kind: 'unit', unit: leaf.text };
  const namesIon =
    isChannel(node) ||
    isPool(node) ||
    isIonBuffer(node) ||
    isPermeation(node) ||
    isIonArgument(node) ||
    isSideArgument(node) ||
    isTransfer(node);
  if (namesIon && feature === 'ion') return declared(node.ion?.ref);
  if (isComponent(node) && feature === 'name') return declared(node.$container);
  if (isImportedName(node)) return declared(node.target?.ref);
  if (isBlock(node) && feature === 'blocker') return declared(node.blocker?.ref);
  if (isReference(node)) return feature === 'part' ? partOf(node) : named(node.target?.ref);
  if (isExpect(node) && feature === 'experiment') return declared(node.experiment?.ref);
  if (isSetting(node) && feature === 'target') return named(node.target?.ref);
  if (isBathLevel(node) && feature === 'target') {
    return isIon(node.target?.ref) ? declared(node.target.ref) : { kind: 'keyword', word: leaf.text };
  }
  if ((isBath(node) || isFlag(node)) && feature === 'word') return { kind: 'keyword', word: leaf.text };
  if (isCall(node) && feature === 'function') {
    const target = node.function.ref;
    return isFunctionLet(target) ? declared(target) : { kind: 'function', name: node.function.$refText };
  }
  if (isProperty(node) && feature === 'key') return { kind: 'property', property: node };
  if (isQuantity(node))
    return feature === 'unit' ? { kind: 'unit', unit: leaf.text } : { kind: 'number', quantity: node };
  if (isUses(node) && feature === 'fuel') return { kind: 'keyword', word: leaf.text };
  if (isScheme(node) && leaf.text === 'scheme') return { kind: 'scheme', node };
  if (isExpect(node) && leaf.text === 'expect') return { kind: 'expectation', node };
  if (isData(node) && (leaf.text === 'data' || feature === 'path')) return { kind: 'recording', node };
  if (isDataColumn(node)) {
    if (feature === 'unit') return { kind: 'unit', unit: leaf.text };
    return feature === 'word' ? { kind: 'keyword', word: leaf.text } : { kind: 'recording', node: node.$container };
  }
  const statement = clampOf(node, leaf.text) ?? node;
  if (STATEMENTS.has(leaf.text) || (isSweep(node) && feature === 'name'))
    return { kind: 'statement', word: leaf.text, node: statement };
  return GrammarAST.isKeyword(leaf.grammarSource) ? { kind: 'keyword', word: leaf.text } : undefined;
}

const STATEMENTS: ReadonlySet<string> = new Set(['inject', 'clamp', 'then', 'set', 'sweep', 'sine', 'chirp', 'ramp']);

/** The word `clamp` belongs to its experiment. */
function clampOf(node: AstNode, word: string): AstNode | undefined {
  return isExperiment(node) && word === 'clamp' ? node.clamps[0] : undefined;
}

function named(target: AstNode | undefined): Unplaced<Subject> | undefined {
  return isBuiltin(target) ? { kind: 'builtin', name: target.name } : declared(target);
}

function declared(target: AstNode | undefined): Unplaced<Subject> | undefined {
  return isDeclared(target) ? { kind: 'declared', node: target } : undefined;
}

export function isDeclared(node: AstNode | undefined): node is Declared {
  return isDeclaration(node) || isGate(node) || isKineticState(node) || isFunctionParameter(node) || isSweep(node);
}

function partOf({ target, part }: Reference): Unplaced<Subject> | undefined {
  const owner = target?.ref;
  if (isGate(part?.ref) || isKineticState(part?.ref)) return declared(part.ref);
  if (isComponent(part?.ref)) return declared(owner);
  if (isData(owner)) return { kind: 'recording', node: owner };
  if (
    part?.ref === undefined ||
    !(
      isIon(owner) ||
      isCompartment(owner) ||
      isIonBuffer(owner) ||
      isSolution(owner) ||
      isSolute(owner) ||
      isChannel(owner) ||
      isPump(owner)
    )
  )
    return undefined;
  return { kind: 'part', owner, part: part.$refText };
}
