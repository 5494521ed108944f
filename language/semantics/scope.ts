/**
 * What a name means where it stands: a parameter inside its function, a gate inside its channel, then a declaration of
 * the file, then one that the file imports, then a builtin.
 */
import {
  AstUtils,
  DefaultScopeComputation,
  DefaultScopeProvider,
  EMPTY_SCOPE,
  MapScope,
  MultiMap,
  type AstNode,
  type AstNodeDescription,
  type LangiumCoreServices,
  type LocalSymbols,
  type ReferenceInfo,
  type Scope,
  URI,
} from 'langium';
import {
  BathLevel,
  Builtin,
  Call,
  Carried,
  Experiment,
  ImportedName,
  Ion,
  isCarried,
  isChannel,
  isCompartment,
  isData,
  isExpect,
  isExperiment,
  isFile,
  isImport,
  isIon,
  isIonBuffer,
  isLet,
  isParam,
  isPump,
  isSetting,
  isSolution,
  isSolute,
  Part,
  Reference,
  type Channel,
  type Data,
  type DataColumn,
  type Pump,
  type Solute,
  type Named,
} from '../generated/ast.js';
import { builtinNames, builtinParts, EXCHANGE, type PartOwner } from './builtins.js';
import { carriesByScheme } from './compile/carriers.js';
import { functions } from './functions.js';
import { NOISE } from './compile/noise.js';
import type { Imports } from './imports/imports.js';
import { JUNCTION } from './junction.js';
import { isFunctionLet } from './lets.js';
import { slabFunctions } from './slab-functions.js';
import { measures } from './measures.js';

const BUILTIN_URI = URI.parse('memb-builtin:/names');

/** A node with a name but no text: what references to builtins and built-in parts resolve to. */
function textless(node: Named): AstNodeDescription {
  const { $type: type, name } = node;
  return { type, name, node, documentUri: BUILTIN_URI, path: `/${name}` };
}

function builtin(type: typeof Builtin.$type | typeof Part.$type, name: string): AstNodeDescription {
  return textless({ $type: type, name });
}

const valueScope = new MapScope([...builtinNames.keys()].map((name) => builtin(Builtin.$type, name)));
/** What an experiment knows the sum of all currents as. */
export const TOTAL_CURRENT = 'I';

/** What has a value of a run, or of the membrane at rest: known where runs are looked at. */
const measureScope = new MapScope(
  ['V_rest', TOTAL_CURRENT, ...measures.keys()].map((name) => builtin(Builtin.$type, name)),
  valueScope,
);
const temperatureScope = new MapScope([builtin(Builtin.$type, 'temperature')]);
const functionScope = new MapScope(
  [...functions.keys(), ...measures.keys(), NOISE, JUNCTION.name, ...slabFunctions.keys()].map((name) =>
    builtin(Builtin.$type, name),
  ),
);
/** What a bath has beside the ions it holds. */
const bathScope = new MapScope([builtin(Part.$type, EXCHANGE)]);
const partDescriptions = new Map(
  (Object.keys(builtinParts) as PartOwner[]).map((owner) => [
    owner as string,
    Object.keys(builtinParts[owner]).map((name) => builtin(Part.$type, name)),
  ]),
);

export class MembScopeComputation extends DefaultScopeComputation {
  override collectExportedSymbols(): Promise<AstNodeDescription[]> {
    return Promise.resolve([]);
  }

  /** What is seen from where is for the scope provider to say. */
  override collectLocalSymbols(): Promise<LocalSymbols> {
    return Promise.resolve(new MultiMap());
  }
}

export class MembScopeProvider extends DefaultScopeProvider {
  readonly #imports: Imports;
  /** By what is imported, then by file, channel or function: each reference asks for a scope, and a scope is as long as the file. */
  readonly #values = new WeakMap<object, WeakMap<AstNode, Scope>>();
  readonly #measured = new WeakMap<object, WeakMap<AstNode, Scope>>();
  readonly #functions = new WeakMap<object, WeakMap<AstNode, Scope>>();
  readonly #ions = new WeakMap<object, WeakMap<AstNode, Scope>>();
  readonly #carried = new WeakMap<object, WeakMap<AstNode, Scope>>();
  readonly #settable = new WeakMap<object, WeakMap<AstNode, Scope>>();
  readonly #experiments = new WeakMap<AstNode, Scope>();
  readonly #baths = new WeakMap<AstNode, Scope>();
  readonly #parts = new WeakMap<AstNode, Scope>();

  constructor(services: LangiumCoreServices, imports: Imports) {
    super(services);
    this.#imports = imports;
  }

  override getScope(context: ReferenceInfo): Scope {
    const { container, property } = context;
    if (property === Reference.part && (container.$type === Reference.$type || isSetting(container))) {
      return this.#partScope((container as Reference).target?.ref);
    }
    const file = AstUtils.getContainerOfType(container, isFile);
    if (file === undefined) return EMPTY_SCOPE;
    if (container.$type === ImportedName.$type) return this.#offeredScope(container, file);
    const imported = this.#imports.visible(file);
    if (container.$type === Call.$type)
      return remembered(of(this.#functions, imported), file, () =>
        this.#scopeOf(
          file.declarations.filter(isFunctionLet),
          this.#outer(imported.filter(isFunctionLet), functionScope),
        ),
      );
    const wanted = this.reflection.getReferenceType(context);
    if (wanted === Carried.$type) {
      return remembered(of(this.#carried, imported), file, () =>
        this.#scopeOf(file.declarations.filter(isCarried), this.#outer(imported.filter(isCarried))),
      );
    }
    if (wanted === Ion.$type) {
      return remembered(of(this.#ions, imported), file, () =>
        this.#scopeOf(file.declarations.filter(isIon), this.#outer(imported.filter(isIon))),
      );
    }
    if (container.$type === BathLevel.$type) {
      return remembered(this.#baths, file, () => this.#scopeOf(file.declarations.filter(isIon), bathScope));
    }
    if (this.reflection.getReferenceType(context) === Experiment.$type) {
      return remembered(this.#experiments, file, () => this.#scopeOf(file.declarations.filter(isExperiment)));
    }
    const run = AstUtils.getContainerOfType(container, (node) => isExpect(node) || isExperiment(node));
    if (isSetting(container))
      return remembered(of(this.#settable, imported), file, () =>
        this.#scopeOf(file.declarations, this.#outer(imported, temperatureScope)),
      );
    if (run !== undefined) {
      const scopes = of(this.#measured, imported);
      const measured = remembered(scopes, file, () =>
        this.#scopeOf(file.declarations, this.#outer(imported, measureScope)),
      );
      if (!isExperiment(run) || run.sweeps.length === 0) return measured;
      // A sweep of a parameter is that parameter.
      const parameters = new Set([...file.declarations, ...imported].filter(isParam).map(({ name }) => name));
      const own = run.sweeps.filter(({ name }) => !parameters.has(name));
      return remembered(scopes, run, () => this.#scopeOf(own, measured));
    }
    const values = of(this.#values, imported);
    const declared = remembered(values, file, () =>
      this.#scopeOf(file.declarations, this.#outer(imported, valueScope)),
    );
    const definition = AstUtils.getContainerOfType(container, isLet);
    if (definition?.parametrised)
      return remembered(values, definition, () => this.#scopeOf(definition.parameters, declared));
    const channel = AstUtils.getContainerOfType(container, (node) => isChannel(node) || isPump(node));
    if (channel === undefined) return declared;
    return remembered(values, channel, () => this.#scopeOf(partsOf(channel), declared));
  }

  #outer(imported: readonly Named[], outer?: Scope): Scope | undefined {
    return imported.length === 0 ? outer : this.#scopeOf(imported, outer);
  }

  /** What the library of an import has to offer. */
  #offeredScope({ $container: node }: AstNode, file: AstNode): Scope {
    const { $document: document } = file;
    const found = document && this.#imports.of(document).find((entry) => entry.node === node);
    return found?.document === undefined || !isImport(node)
      ? EMPTY_SCOPE
      : this.#scopeOf(this.#imports.offered(found.document));
  }

  #partScope(owner: AstNode | undefined): Scope {
    const always = owner && partDescriptions.get(owner.$type);
    if (always === undefined) return EMPTY_SCOPE;
    const own =
      isChannel(owner) || isPump(owner)
        ? partsOf(owner)
        : isSolution(owner)
          ? owner.components
          : isData(owner)
            ? columnsOf(owner)
            : [];
    const carried =
      isChannel(owner) || isPump(owner) ? currentsByIon(owner).map((part) => builtin(Part.$type, part)) : [];
    return remembered(this.#parts, owner!, () => this.#scopeOf(own, new MapScope([...always, ...carried])));
  }

  /** Of two nodes of one name the first is found. */
  #scopeOf(nodes: readonly Named[], outer?: Scope): Scope {
    const named = nodes.filter((node) => node.name).map((node) => this.#describe(node));
    return new MapScope(named.reverse(), outer);
  }

  #describe(node: Named): AstNodeDescription {
    return node.$cstNode === undefined ? textless(node) : this.descriptions.createDescription(node, node.name);
  }
}

/** Those that can be named in an experiment; of the others, `Nav.I`, it is only known what they are drawn over. */
export function columnsOf({ columns }: Data): DataColumn[] {
  return columns.filter(({ name }) => Boolean(name) && name !== 't' && !name.includes('.'));
}

/** Gates and kinetic states: names inside the braces, parts outside. */
function partsOf(owner: Channel | Pump): Named[] {
  const states = owner.schemes.flatMap(({ transitions }) => transitions.flatMap(({ states }) => states));
  return [...(isChannel(owner) ? owner.gates : []), ...states];
}

function of<K extends object, T>(known: WeakMap<K, WeakMap<AstNode, T>>, key: K): WeakMap<AstNode, T> {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = new WeakMap<AstNode, T>();
  known.set(key, made);
  return made;
}

function remembered<T>(known: WeakMap<AstNode, T>, node: AstNode, make: () => T): T {
  const found = known.get(node);
  if (found !== undefined) return found;
  const made = make();
  known.set(node, made);
  return made;
}

/** `I_Cl`, `I_HCO3`: what each ion carries of a channel that permeates several, or whose transitions move them. */
export function currentsByIon(owner: Channel | Pump): string[] {
  const permeant = isChannel(owner) ? owner.permeations.map(({ ion }) => ion?.$refText) : [];
  const transitions = owner.schemes.flatMap((scheme) => scheme.transitions);
  const moved = transitions.flatMap(({ transfers }) => transfers.map(({ ion }) => ion?.$refText));
  return [...new Set([...permeant, ...moved])].flatMap((name) => (name ? [`I_${name}`] : []));
}

/** What has parts. */
export type PartHolder = Ion | Channel | Pump | Solute | Data;

/** The parts that a thing has beside its gates: a channel has a conductance or a permeability. */
export function partNames(node: PartHolder): string[] {
  if (isData(node)) return columnsOf(node).map(({ name }) => name);
  const names = Object.keys(builtinParts[partOwner(node)!]);
  if (isPump(node)) return [...names, ...currentsByIon(node)];
  if (!isChannel(node)) return names;
  if (carriesByScheme(node)) return ['I', ...currentsByIon(node)];
  const absent = node.permeations.length > 0 ? 'g' : 'P';
  return [...names.filter((name) => name !== absent), ...currentsByIon(node)];
}

/** What a reference's target may be asked for with a dot. */
export function partOwner(node: AstNode | undefined): PartOwner | undefined {
  if (isIon(node)) return 'Ion';
  if (isSolute(node)) return 'Solute';
  if (isChannel(node)) return 'Channel';
  if (isCompartment(node)) return 'Compartment';
  if (isSolution(node)) return 'Solution';
  if (isIonBuffer(node)) return 'IonBuffer';
  if (isData(node)) return 'Data';
  return isPump(node) ? 'Pump' : undefined;
}
