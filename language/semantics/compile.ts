/**
 * AST → compiled model. Every declaration is compiled on its own, so that one error leaves all else computed; `model` is
 * what could be compiled, `complete` says whether that is everything.
 */
import type { AstNode, LangiumDocument } from 'langium';
import {
  isChannel,
  isData,
  isExperiment,
  isIon,
  isIonBuffer,
  isLet,
  isMembrane,
  isParam,
  isPool,
  isPump,
  isSlab,
  isSolution,
  isState,
  isSolute,
  type File,
  type Let,
} from '../generated/ast.js';
import type { Model } from '../model/model.js';
import { checks } from './checks/checks.js';
import { checkImports } from './checks/imports.js';
import { compileBuffer, registerBuffers } from './compile/buffers.js';
import { compileChannel } from './compile/channels.js';
import { closeConcentrations, registerConcentrations } from './compile/moving-concentrations.js';
import { inDependencyOrder } from './compile/dependency-order.js';
import { compileExpectation } from './compile/expectations.js';
import { compileExperiment } from './compile/experiments.js';
import { registerState } from './compile/gates.js';
import { dissolvedOn } from './compile/dissolved.js';
import { compileIon } from './compile/ions.js';
import { areaOf, basisOf, inBasis, temperatureOf } from './compile/membrane.js';
import { compileLet, compileParameter, letValue, parameterValue } from './compile/parameters.js';
import { compilePool } from './compile/pools.js';
import { isElectroneutral, vanishingCapacitance } from './compile/potential.js';
import { compilePump } from './compile/pumps.js';
import { compileSlab } from './compile/slabs.js';
import { compileSolution } from './compile/solutions.js';
import { compileRecordings } from './compile/recordings.js';
import { registerScheme } from './compile/schemes.js';
import { spaceOf } from './compile/spaces.js';
import { closeVolume, registerVolume } from './compile/water.js';
import { compileState } from './compile/states.js';
import { compileSolute } from './compile/solutes.js';
import { Context, type ReadData } from './context.js';
import { dataAddress } from './data/data-files.js';
import { documentation } from './documentation.js';
import { lower } from './expressions.js';
import { inferFunctionType, type FunctionType } from './function-types.js';
import { atTheImports, type Library } from './imports/foreign-issues.js';
import type { Imports } from './imports/imports.js';
import { isLibrary, supposedMembrane } from './imports/library.js';
import type { Union } from './imports/union.js';
import { distinct, type Issue } from './issues.js';
import { isValueLet } from './lets.js';
import { propertyValue } from './property-values.js';
import { resolveReference } from './references.js';
import { spanOf, spanOfProperty } from './spans.js';
import type { Typed } from './typed.js';

export interface Compilation {
  /** Absent without a temperature: then there is nothing to compute. So it is in a library. */
  readonly model?: Model;
  /** No error anywhere, in syntax or meaning: rest and experiments may be computed. */
  readonly complete: boolean;
  /** In order of the text. */
  readonly issues: readonly Issue[];
  /** What each expression came out as. */
  readonly types: ReadonlyMap<AstNode, Typed>;
  /** What a declared function takes and gives; undefined when its body fits no kind of argument. */
  readonly functionType: (declaration: Let) => FunctionType | undefined;
}

/** `union` is the document with what it imports; `libraries` are the imported files as they are by themselves. */
export function compile(
  document: LangiumDocument<File>,
  { file, texts, originOf }: Union,
  imports: Imports,
  libraries: readonly Library[],
): Compilation {
  const { textDocument, parseResult } = document;
  const library = isLibrary(parseResult.value);
  const membranes = file.declarations.filter(isMembrane);
  const membrane = library ? supposedMembrane : (membranes.find((entry) => entry.name) ?? membranes[0]);
  const context = new Context(file, membrane, textDocument.getText(), texts, library);
  context.resolver = resolveReference;
  context.readData = (path) => dataAt(document, path, imports);
  const model = compileModel(context);
  for (const check of checks) check(context, model);
  checkImports(context, document, imports);
  const issues = atTheImports(document, distinct(context.issues), imports, libraries).toSorted((a, b) =>
    a.span.start === b.span.start ? a.span.end - b.span.end : a.span.start - b.span.start,
  );
  // What a syntax error lost from the text is missing from the model as well.
  const whole = parseResult.lexerErrors.length === 0 && parseResult.parserErrors.length === 0;
  const sound = whole && !issues.some((entry) => entry.severity === 'error');
  const types =
    texts.size === 0 ? context.types : new Map([...context.types].map(([node, type]) => [originOf(node), type]));
  const functionType = (declaration: Let): FunctionType | undefined => {
    const compiled = file.declarations.find((entry) => originOf(entry) === declaration);
    return isLet(compiled) ? inferFunctionType(context, compiled, lower) : undefined;
  };
  const found = { issues, types, functionType };
  if (library) return { complete: sound, ...found };
  return { complete: sound && holdsEverything(model, file), ...found, ...(model !== undefined && { model }) };
}

function dataAt({ uri }: LangiumDocument, path: string, imports: Imports): ReturnType<ReadData> {
  const address = dataAddress(uri, path);
  return { address, file: address.ok ? imports.data.get(address.uri) : undefined };
}

/**
 * Whether nothing that is declared was left out. It follows from there being no errors; should that ever fail, no
 * resting potential is better than one computed without a pathway.
 */
function holdsEverything(model: Model | undefined, file: File): boolean {
  const { declarations } = file;
  if (model === undefined) return declarations.length === 0;
  const pathways = declarations.filter((entry) => isChannel(entry) || isPump(entry)).length;
  return (
    model.pathways.length === pathways &&
    model.ions.length === declarations.filter(isIon).length &&
    (model.pools?.length ?? 0) === declarations.filter(isPool).length &&
    (model.slabs?.length ?? 0) === declarations.filter(isSlab).length &&
    (model.buffers?.length ?? 0) === declarations.filter(isIonBuffer).length &&
    model.experiments.length === declarations.filter(isExperiment).length &&
    (model.recordings?.length ?? 0) === declarations.filter(isData).length &&
    model.expectations.length === file.expectations.length
  );
}

function compileModel(context: Context): Model | undefined {
  const { file, membrane, builder } = context;
  const { declarations } = file;
  const named = declarations.filter((entry) => entry.name);
  // Parameters first: their symbols come before the states', and their defaults are needed for every range check.
  for (const entry of inDependencyOrder([...named.filter(isParam), ...named.filter(isLet)])) {
    if (isParam(entry)) parameterValue(context, entry);
    else if (isValueLet(entry)) letValue(context, entry);
  }
  const parameters = named.filter(isParam).flatMap((entry) => compileParameter(context, entry) ?? []);
  const values = named.filter(isValueLet).flatMap((entry) => compileLet(context, entry) ?? []);
  const ions = named.filter(isIon).flatMap((entry) => compileIon(context, entry) ?? []);
  const ionIndex = (name: string): number => ions.findIndex((ion) => ion.name === name);

  for (const owner of named.filter((entry) => isChannel(entry) || isPump(entry)))
    for (const scheme of owner.schemes) registerScheme(context, scheme);
  for (const state of named.filter(isState)) compileState(context, state);
  for (const channel of named.filter(isChannel))
    for (const gate of channel.gates) if (gate.name) registerState(context, gate);
  registerVolume(context);
  registerConcentrations(context);
  registerBuffers(context);
  context.states.sort((a, b) => a.symbol - b.symbol);
  const channels = named.filter(isChannel).map((entry) => compileChannel(context, entry, ionIndex));
  const pumps = named.filter(isPump).map((entry) => compilePump(context, entry, ionIndex));
  const pathways = [...channels, ...pumps].filter((entry) => entry !== undefined);
  const movingIons = closeConcentrations(context, ions, pathways);
  closeVolume(context);
  const [inside, outside] = [spaceOf(context, 'inside'), spaceOf(context, 'outside')];
  context.totalCurrent = builder.sum(pathways.map(({ current }) => current));
  compileRecordings(context);
  const experiments = named.filter(isExperiment).flatMap((entry) => compileExperiment(context, entry) ?? []);

  const expectations = file.expectations.flatMap((entry) => compileExpectation(context, entry) ?? []);

  const pools = named.filter(isPool).flatMap((entry) => compilePool(context, entry, ionIndex) ?? []);
  const buffers = named.filter(isIonBuffer).flatMap((entry) => compileBuffer(context, entry, ionIndex) ?? []);
  const slabs = named.filter(isSlab).flatMap((entry) => compileSlab(context, entry) ?? []);
  const solutions = named.filter(isSolution).flatMap((entry) => compileSolution(context, entry) ?? []);
  const temperature = temperatureOf(context);
  const area = areaOf(context);
  const written = membrane && propertyValue(context, membrane, 'capacitance');
  const own = written && inBasis(context, written, 'This capacitance');
  const electroneutral = isElectroneutral(context);
  const capacitance = electroneutral ? vanishingCapacitance(context) : own;
  if (temperature === undefined || membrane === undefined) return undefined;
  const doc = documentation(membrane);
  return {
    name: membrane.name ?? 'membrane',
    span: membrane.name ? spanOfProperty(membrane, 'name') : spanOf(membrane),
    basis: basisOf(context),
    graph: builder.graph(),
    symbols: context.symbols,
    temperature: temperature.node,
    parameters,
    values,
    solutes: named.filter(isSolute).map((entry) => compileSolute(context, entry)),
    ions: movingIons,
    contents: { inside: dissolvedOn(context, 'inside'), outside: dissolvedOn(context, 'outside') },
    spaces: { ...(inside && { inside }), ...(outside && { outside }) },
    pathways,
    states: context.states,
    experiments,
    ...(pools.length > 0 && { pools }),
    ...(buffers.length > 0 && { buffers }),
    ...(context.recordings.length > 0 && { recordings: context.recordings }),
    ...(slabs.length > 0 && { slabs }),
    ...(context.slabValues.length > 0 && { slabValues: context.slabValues }),
    ...(solutions.length > 0 && { solutions }),
    measures: context.measures,
    expectations,
    ...(capacitance !== undefined && { capacitance }),
    ...(electroneutral && { electroneutral }),
    ...(area !== undefined && { area }),
    ...(doc !== undefined && { doc }),
  };
}
