/**
 * Names that mean a declaration by being the same word: an ion or a solute in a `solution`, a parameter in a `sweep`, the
 * ion in a channel's part `I_Cl`. The grammar links none of them; whoever follows a name through the text asks here.
 */
import { AstUtils, CstUtils, type AstNode, type CstNode, GrammarUtils, type LangiumDocument } from 'langium';
import type { DocumentSegment, ReferenceDescription } from 'langium';
import {
  isCarried,
  isChannel,
  isComponent,
  isExperiment,
  isFile,
  isParam,
  isReference,
  isSolution,
  isSweep,
  type Component,
  type Ion,
  type Named,
  type Param,
  type Reference,
  type Solute,
  type Sweep,
} from '../language/generated/ast.js';
import type { Imports } from '../language/semantics/imports/imports.js';

/** The declaration that such a name means; undefined when it stands for itself, or is no such name. */
export function meantBySight(imports: Imports, node: AstNode): Ion | Solute | Param | undefined {
  if (isComponent(node)) return inFileOf(imports, node, isCarried);
  return isSweep(node) ? inFileOf(imports, node, isParam) : undefined;
}

/** The ion of `I_Cl` in `GABA_A.I_Cl`. */
export function ionOfCurrent({ target, part }: Reference): Ion | undefined {
  const channel = target?.ref;
  if (!isChannel(channel) || part?.ref?.$cstNode !== undefined) return undefined;
  return channel.permeations.find(({ ion }) => `I_${ion?.$refText}` === part?.$refText)?.ion.ref;
}

function inFileOf<T extends Named>(
  imports: Imports,
  node: Component | Sweep,
  isWanted: (entry: Named) => entry is Named & T,
): T | undefined {
  const file = AstUtils.getContainerOfType(node, isFile);
  if (file === undefined) return undefined;
  const visible = [...file.declarations, ...imports.visible(file)];
  const found = visible.find((entry): entry is Named & T => entry.name === node.name && isWanted(entry));
  return found?.$cstNode === undefined ? undefined : found;
}

/** What a solution or an experiment of that document names so that it means the target. */
export function namedBySight(imports: Imports, document: LangiumDocument, target: AstNode): (Component | Sweep)[] {
  const file = document.parseResult.value;
  if (!isFile(file) || !(isCarried(target) || isParam(target))) return [];
  const candidates = file.declarations.flatMap((entry): (Component | Sweep)[] => {
    if (isSolution(entry)) return entry.components;
    return isExperiment(entry) ? entry.sweeps : [];
  });
  return candidates.filter((entry) => entry.name === target.name && meantBySight(imports, entry) === target);
}

/** The uses of an ion in parts such as `I_Cl`, of what is after the line. */
export function currentsOf(document: LangiumDocument, target: Ion): ReferenceDescription[] {
  return AstUtils.streamAst(document.parseResult.value)
    .filter(isReference)
    .filter((reference) => ionOfCurrent(reference) === target)
    .flatMap((reference) => {
      const cst = GrammarUtils.findNodeForProperty(reference.$cstNode, 'part');
      return cst === undefined ? [] : [useAt(document, withoutPrefix(cst, 'I_'.length), true)];
    })
    .toArray();
}

function withoutPrefix(cst: CstNode, length: number): DocumentSegment {
  const { range, offset, end } = CstUtils.toDocumentSegment(cst);
  const start = { line: range.start.line, character: range.start.character + length };
  return { range: { start, end: range.end }, offset: offset + length, end, length: end - offset - length };
}

/** A use as Langium describes one. */
export function useAt(document: LangiumDocument, segment: DocumentSegment, local: boolean): ReferenceDescription {
  const { uri } = document;
  return { sourceUri: uri, sourcePath: '', targetUri: uri, targetPath: '', segment, local };
}
