/** Hovers: whatever stands under the pointer, with this membrane's numbers put in. */
import type { LangiumDocument } from 'langium';
import type { HoverProvider } from 'langium/lsp';
import type { Hover, HoverParams } from 'vscode-languageserver';
import {
  isChannel,
  isCompartment,
  isData,
  isExperiment,
  isFunctionParameter,
  isGate,
  isIon,
  isIonBuffer,
  isKineticState,
  isMembrane,
  isParam,
  isPool,
  isPump,
  isSlab,
  isState,
  isSolute,
  isSolution,
} from '../language/generated/ast.js';
import { builtinHover, functionHover, partHover } from './hover/builtin.js';
import { channelHover } from './hover/channel.js';
import { compartmentHover } from './hover/compartment.js';
import { declaredFunctionHover, parameterHover } from './hover/declared-function.js';
import { expectationHover } from './hover/expectation.js';
import { recordingHover } from './hover/recording.js';
import { statementHover } from './hover/statement.js';
import { experimentHover } from './hover/experiment.js';
import { gateHover } from './hover/gate.js';
import { ionHover } from './hover/ion.js';
import { showFormulas } from './hover/markdown.js';
import { membraneHover } from './hover/membrane.js';
import { bufferHover, poolHover } from './hover/pool.js';
import { propertyHover } from './hover/property.js';
import { pumpHover } from './hover/pump.js';
import { slabHover } from './hover/slab.js';
import { soluteHover } from './hover/solute.js';
import { numberHover, unitHover } from './hover/quantity.js';
import { solutionHover } from './hover/solution.js';
import { kineticStateHover, schemeHover } from './hover/scheme.js';
import { stateHover } from './hover/state.js';
import { letHover, paramHover } from './hover/values.js';
import { isFunctionLet, isValueLet } from '../language/semantics/lets.js';
import { keywords, wordsOfBlocks } from './keywords.js';
import type { MembServices } from './memb-server-module.js';
import { rangeOf } from './ranges.js';
import { read, type Reading } from './reading.js';
import { subjectAt, type Declared, type Subject } from './subject.js';

export class MembHoverProvider implements HoverProvider {
  readonly #services: MembServices;
  readonly #showsPictures: () => boolean;

  constructor(services: MembServices, showsPictures: () => boolean) {
    this.#services = services;
    this.#showsPictures = showsPictures;
  }

  getHoverContent(document: LangiumDocument, { position }: HoverParams): Hover | undefined {
    const subject = subjectAt(document, document.textDocument.offsetAt(position));
    const described = subject && describe(read(this.#services, document), subject);
    if (subject === undefined || described === undefined) return undefined;
    const value = showFormulas(described, this.#showsPictures());
    return { contents: { kind: 'markdown', value }, range: rangeOf(document.textDocument, subject.span) };
  }
}

function describe(reading: Reading, subject: Subject): string | undefined {
  switch (subject.kind) {
    case 'declared':
      return declared(reading, subject.node);
    case 'scheme':
      return schemeHover(reading, subject.node);
    case 'part':
      return partHover(reading, subject.owner, subject.part);
    case 'builtin':
      return builtinHover(reading, subject.name);
    case 'function':
      return functionHover(subject.name);
    case 'property':
      return propertyHover(reading, subject.property);
    case 'number':
      return numberHover(subject.quantity);
    case 'unit':
      return unitHover(subject.unit);
    case 'expectation':
      return expectationHover(reading, subject.node);
    case 'recording':
      return recordingHover(reading, subject.node);
    case 'statement':
      return statementHover(reading, subject.node, subject.word) ?? keywordHover(subject.word);
    case 'keyword':
      return keywordHover(subject.word);
  }
}

function keywordHover(word: string): string | undefined {
  const doc = keywords[word] ?? wordsOfBlocks[word];
  return doc && `**${word}** · ${doc}`;
}

function declared(reading: Reading, node: Declared): string | undefined {
  if (!node.name) return undefined;
  if (isIon(node)) return ionHover(reading, node);
  if (isCompartment(node)) return compartmentHover(reading, node);
  if (isSlab(node)) return slabHover(reading, node);
  if (isPool(node)) return poolHover(reading, node);
  if (isIonBuffer(node)) return bufferHover(reading, node);
  if (isMembrane(node)) return membraneHover(reading, node);
  if (isChannel(node)) return channelHover(reading, node);
  if (isGate(node)) return gateHover(reading, node);
  if (isKineticState(node)) return kineticStateHover(reading, node);
  if (isPump(node)) return pumpHover(reading, node);
  if (isState(node)) return stateHover(reading, node);
  if (isSolution(node)) return solutionHover(reading, node);
  if (isSolute(node)) return soluteHover(reading, node);
  if (isParam(node)) return paramHover(reading, node);
  if (isFunctionLet(node)) return declaredFunctionHover(reading, node);
  if (isFunctionParameter(node)) return parameterHover(reading, node);
  if (isValueLet(node)) return letHover(reading, node);
  if (isData(node)) return recordingHover(reading, node);
  return isExperiment(node) ? experimentHover(reading, node) : undefined;
}
