/** One document as every feature reads it: its tree, what it means, its numbers. All pulled from the one cached service. */
import { AstUtils, type AstNode, type LangiumDocument } from 'langium';
import type {
  GateSummary,
  IonSummary,
  PathwaySummary,
  SoluteSummary,
  Summary,
  ValueSummary,
} from '../language/analysis/summary.js';
import type { RestWays } from '../language/analysis/rest-ways.js';
import { restingValues, type RestingValues } from '../language/analysis/resting-values.js';
import { defaultSymbols } from '../language/analysis/parameter-values.js';
import { steadyStateOf } from '../language/analysis/steady-state.js';
import type { Channel, File, Gate, Ion, Let, Pump, Solute } from '../language/generated/ast.js';
import type { Compilation } from '../language/semantics/compile.js';
import { issuesToShow } from '../language/semantics/document-validator.js';
import { spanOf } from '../language/semantics/spans.js';
import type { MembServices } from './memb-server-module.js';

export interface Reading {
  readonly document: LangiumDocument;
  readonly file: File;
  readonly compilation: Compilation;
  /** Absent without a temperature. */
  readonly summary: Summary | undefined;
  /** Computed when it is asked for. */
  readonly restWays: () => RestWays | undefined;
}

/** The document must be linked. */
export function read(services: MembServices, document: LangiumDocument): Reading {
  const { Compilations } = services.semantics;
  const file = document.parseResult.value as File;
  return {
    document,
    file,
    compilation: Compilations.compilation(document),
    summary: Compilations.summary(document),
    restWays: () => Compilations.restWays(document),
  };
}

interface Named {
  readonly name: string;
}
const indices = new WeakMap<readonly Named[], ReadonlyMap<string, Named>>();

/** The first of a name. An outline asks for every one of a long list. */
function named<T extends Named>(list: readonly T[], name: string): T | undefined {
  let index = indices.get(list);
  if (index === undefined) {
    index = new Map(list.toReversed().map((entry) => [entry.name, entry]));
    indices.set(list, index);
  }
  return index.get(name) as T | undefined;
}

export function ionSummary({ summary }: Reading, { name }: Ion): IonSummary | undefined {
  return summary && named(summary.ions, name);
}

export function soluteSummary({ summary }: Reading, { name }: Solute): SoluteSummary | undefined {
  return summary && named(summary.solutes, name);
}

export function pathwaySummary({ summary }: Reading, { name }: Channel | Pump): PathwaySummary | undefined {
  return summary && named(summary.pathways, name);
}

export function gateSummary(reading: Reading, { name, $container }: Gate): GateSummary | undefined {
  return pathwaySummary(reading, $container)?.gates.find((gate) => gate.name === name);
}

export function valueSummary({ summary }: Reading, { name }: Let): ValueSummary | undefined {
  return summary && named(summary.values, name);
}

const resting = new WeakMap<Compilation, RestingValues>();

/** Any node of the compiled graph, SI: at rest where it depends on V. undefined where that is not known. */
export function valuesAtRest({ compilation, summary }: Reading): RestingValues {
  const { model } = compilation;
  if (model === undefined) return () => undefined;
  let values = resting.get(compilation);
  if (values === undefined) {
    values = restingValues(model, steadyStateOf(model), defaultSymbols(model), summary?.restingPotential);
    resting.set(compilation, values);
  }
  return values;
}

/** The text of a node, in whichever file it stands. */
export function textOf({ document }: Reading, node: AstNode): string {
  const { start, end } = spanOf(node);
  const own = AstUtils.findRootNode(node).$document ?? document;
  return own.textDocument.getText().slice(start, end);
}

/** An error and its line, from 1. */
export interface Obstacle {
  readonly line: number;
  readonly message: string;
}

/** The first error of the file, or of the text of one node: what keeps a number from being computed. */
export function firstError({ document, compilation }: Reading, node?: AstNode): Obstacle | undefined {
  const isHere = node === undefined || AstUtils.getDocument(node) === document;
  const { start, end } = node === undefined || !isHere ? { start: 0, end: Infinity } : spanOf(node);
  const errors = issuesToShow(document, compilation).filter(
    ({ severity, span }) => severity === 'error' && span.start >= start && span.start < end,
  );
  const [first] = errors.toSorted((a, b) => a.span.start - b.span.start);
  return first && { line: document.textDocument.positionAt(first.span.start).line + 1, message: first.message };
}
