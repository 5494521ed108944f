/**
 * Values at the end of the line where their cause is written. At the end of what is declared there, and not after its
 * name, so that columns which a person has aligned stay aligned; before a comment, so that they read on from the code.
 */
import { type AstNode, CstUtils, type LangiumDocument } from 'langium';
import type { InlayHintProvider } from 'langium/lsp';
import { InlayHintKind, type InlayHint, type InlayHintParams, type Range } from 'vscode-languageserver';
import {
  isChannel,
  isCompartment,
  isIon,
  isIonBuffer,
  isMembrane,
  isParam,
  isPool,
  isPump,
  isScheme,
  isState,
  type Channel,
  type Declaration,
  type Gate,
  type Scheme,
} from '../language/generated/ast.js';
import { literalOf } from '../language/semantics/expectation.js';
import { isFunctionLet, isValueLet } from '../language/semantics/lets.js';
import { spanOfKeyword, spanOfProperty } from '../language/semantics/spans.js';
import {
  channelHint,
  expectationHint,
  functionHint,
  gateHint,
  ionHint,
  letHint,
  membraneHint,
  paramHint,
  pumpHint,
  stateHint,
  type Hint,
} from './hints.js';
import { bufferHint, compartmentHint, poolHint, schemeHint } from './hints-of-matter.js';
import type { MembServices } from './memb-server-module.js';
import { read, type Reading } from './reading.js';

export class MembInlayHintProvider implements InlayHintProvider {
  readonly #services: MembServices;

  constructor(services: MembServices) {
    this.#services = services;
  }

  getInlayHints(document: LangiumDocument, { range }: InlayHintParams): InlayHint[] {
    const reading = read(this.#services, document);
    const expected = reading.file.expectations
      .filter((node) => overlaps(node, range))
      .flatMap((node) => atEnd(reading, node, expectationHint(reading, node)));
    const declared = reading.file.declarations
      .filter((declaration) => Boolean(declaration.name) && overlaps(declaration, range))
      .flatMap((declaration) => hintsOf(reading, declaration));
    return [...declared, ...expected].filter(
      ({ position: { line } }) => line >= range.start.line && line <= range.end.line,
    );
  }
}

function overlaps({ $cstNode }: AstNode, { start, end }: Range): boolean {
  return $cstNode !== undefined && $cstNode.range.start.line <= end.line && $cstNode.range.end.line >= start.line;
}

function hintsOf(reading: Reading, declaration: Declaration): InlayHint[] {
  const gates = isChannel(declaration) ? declaration.gates.filter(({ name }) => name) : [];
  const schemes = isChannel(declaration) || isPump(declaration) ? declaration.schemes : [];
  return [
    ...placed(reading, declaration, hintOf(reading, declaration)),
    ...gates.flatMap((gate) => placed(reading, gate, gateHint(reading, declaration as Channel, gate))),
    ...schemes.flatMap((scheme) => placed(reading, scheme, schemeHint(reading, scheme))),
  ];
}

function hintOf(reading: Reading, declaration: Declaration): Hint | undefined {
  if (isIon(declaration)) return ionHint(reading, declaration);
  if (isCompartment(declaration)) return compartmentHint(reading, declaration);
  if (isPool(declaration)) return poolHint(reading, declaration);
  if (isIonBuffer(declaration)) return bufferHint(reading, declaration);
  if (isMembrane(declaration)) return membraneHint(reading, declaration);
  if (isChannel(declaration)) return channelHint(reading, declaration);
  if (isPump(declaration)) return pumpHint(reading, declaration);
  if (isState(declaration)) return stateHint(reading, declaration);
  if (isFunctionLet(declaration)) return functionHint(reading, declaration);
  if (isValueLet(declaration)) return literalOf(declaration.value) ? undefined : letHint(reading, declaration);
  return isParam(declaration) && !literalOf(declaration.value) ? paramHint(reading, declaration) : undefined;
}

function placed({ document }: Reading, node: Declaration | Gate | Scheme, hint: Hint | undefined): InlayHint[] {
  if (hint === undefined) return [];
  const position = document.textDocument.positionAt(endOfHeader(document, node));
  const tooltip = { kind: 'markdown' as const, value: hint.tooltip };
  return [{ position, label: hint.label, tooltip, kind: InlayHintKind.Type, paddingLeft: true }];
}

function atEnd({ document }: Reading, { $cstNode }: AstNode, hint: Hint | undefined): InlayHint[] {
  if (hint === undefined || $cstNode === undefined) return [];
  const position = document.textDocument.positionAt($cstNode.end);
  const tooltip = { kind: 'markdown' as const, value: hint.tooltip };
  return [{ position, label: hint.label, tooltip, kind: InlayHintKind.Type, paddingLeft: true }];
}

/** End of what a declaration has on the line of its name: before another declaration there, and before a comment. */
function endOfHeader({ textDocument }: LangiumDocument, node: Declaration | Gate | Scheme): number {
  const name = isScheme(node) ? spanOfKeyword(node, 'scheme') : spanOfProperty(node, 'name');
  const { line } = textDocument.positionAt(name.start);
  let { end } = name;
  for (const leaf of CstUtils.flattenCst(node.$cstNode!)) {
    if (leaf.hidden || leaf.offset < end) continue;
    if (leaf.range.start.line > line) break;
    ({ end } = leaf);
  }
  return end;
}
