/** The outline: every declaration with its kind and its most telling value. */
import type { LangiumDocument } from 'langium';
import type { DocumentSymbolProvider } from 'langium/lsp';
import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver';
import {
  isChannel,
  isCompartment,
  isIon,
  isIonBuffer,
  isMembrane,
  isParam,
  isPool,
  isPump,
  isState,
  type Channel,
  type Declaration,
  type Gate,
} from '../language/generated/ast.js';
import { isFunctionLet, isValueLet } from '../language/semantics/lets.js';
import { spanOf, spanOfProperty } from '../language/semantics/spans.js';
import {
  channelHint,
  functionHint,
  gateHint,
  ionHint,
  letHint,
  membraneHint,
  paramHint,
  pumpHint,
  stateHint,
} from './hints.js';
import { bufferHint, compartmentHint, poolHint } from './hints-of-matter.js';
import type { MembServices } from './memb-server-module.js';
import { rangeOf } from './ranges.js';
import { read, type Reading } from './reading.js';

const kinds: Readonly<Record<string, SymbolKind>> = {
  Membrane: SymbolKind.Module,
  Ion: SymbolKind.Struct,
  Compartment: SymbolKind.Namespace,
  Pool: SymbolKind.Namespace,
  Slab: SymbolKind.Class,
  IonBuffer: SymbolKind.Struct,
  Channel: SymbolKind.Class,
  Gate: SymbolKind.Field,
  Pump: SymbolKind.Class,
  State: SymbolKind.Variable,
  Solute: SymbolKind.Struct,
  Solution: SymbolKind.Object,
  Param: SymbolKind.Variable,
  Let: SymbolKind.Constant,
  Experiment: SymbolKind.Event,
  Data: SymbolKind.File,
};

export class MembDocumentSymbolProvider implements DocumentSymbolProvider {
  readonly #services: MembServices;

  constructor(services: MembServices) {
    this.#services = services;
  }

  getSymbols(document: LangiumDocument): DocumentSymbol[] {
    const reading = read(this.#services, document);
    return reading.file.declarations.flatMap((declaration) =>
      symbol(reading, declaration, detailOf(reading, declaration), gatesOf(reading, declaration)),
    );
  }
}

/** None for what has no name yet: an editor refuses a whole outline with a nameless entry. */
function symbol(
  { document }: Reading,
  node: Declaration | Gate,
  detail: string | undefined,
  children: DocumentSymbol[],
): DocumentSymbol[] {
  if (!node.name) return [];
  const place = {
    range: rangeOf(document.textDocument, spanOf(node)),
    selectionRange: rangeOf(document.textDocument, spanOfProperty(node, 'name')),
  };
  const kind = isFunctionLet(node) ? SymbolKind.Function : (kinds[node.$type] ?? SymbolKind.Variable);
  return [{ name: node.name, kind, ...place, children, ...(detail !== undefined && { detail }) }];
}

function gatesOf(reading: Reading, declaration: Declaration): DocumentSymbol[] {
  if (!isChannel(declaration)) return [];
  return declaration.gates.flatMap((gate) => symbol(reading, gate, gateHint(reading, declaration, gate)?.label, []));
}

function detailOf(reading: Reading, declaration: Declaration): string | undefined {
  if (isIon(declaration)) return ionHint(reading, declaration)?.label;
  if (isCompartment(declaration)) return compartmentHint(reading, declaration)?.label;
  if (isPool(declaration)) return poolHint(reading, declaration)?.label;
  if (isIonBuffer(declaration)) return bufferHint(reading, declaration)?.label;
  if (isMembrane(declaration)) return membraneHint(reading, declaration)?.label;
  if (isChannel(declaration)) return channelDetail(reading, declaration);
  if (isPump(declaration)) return pumpHint(reading, declaration)?.label;
  if (isState(declaration)) return stateHint(reading, declaration)?.label;
  if (isParam(declaration)) return paramHint(reading, declaration)?.label;
  if (isFunctionLet(declaration)) return functionHint(reading, declaration)?.label;
  return isValueLet(declaration) ? letHint(reading, declaration)?.label : undefined;
}

function channelDetail(reading: Reading, channel: Channel): string | undefined {
  const permeant = channel.permeations.map(({ ion }) => ion?.$refText).filter(Boolean);
  const permeates = permeant.length > 0 ? `permeates ${permeant.join(', ')}` : undefined;
  const conducts = channel.ion?.$refText ? `conducts ${channel.ion.$refText}` : permeates;
  const parts = [conducts, channelHint(reading, channel)?.label].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' · ');
}
