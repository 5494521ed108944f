/**
 * What a name means where it stands: a gate inside its channel, then a declaration of the file, then a builtin.
 * A file is one membrane: nothing leaks from one file into another.
 */
import {
  AstUtils,
  DefaultScopeComputation,
  DefaultScopeProvider,
  EMPTY_SCOPE,
  MapScope,
  type AstNode,
  type AstNodeDescription,
  type ReferenceInfo,
  type Scope,
  URI,
} from 'langium';
import { Builtin, Call, Ion, isChannel, isFile, isIon, isPump, Part, Reference, type Named } from '../generated/ast.js';
import { builtinNames, builtinParts, type PartOwner } from './builtins.js';
import { functions } from './functions.js';

const BUILTIN_URI = URI.parse('memb-builtin:/names');

/** A node with a name but no text: what references to builtins and built-in parts resolve to. */
function textless(type: typeof Builtin.$type | typeof Part.$type, name: string): AstNodeDescription {
  const node = { $type: type, name } as Builtin | Part;
  return { type, name, node, documentUri: BUILTIN_URI, path: `/${name}` };
}

const valueScope = new MapScope([...builtinNames.keys()].map((name) => textless(Builtin.$type, name)));
const functionScope = new MapScope([...functions.keys()].map((name) => textless(Builtin.$type, name)));
const partDescriptions = new Map(
  (Object.keys(builtinParts) as PartOwner[]).map((owner) => [
    owner as string,
    Object.keys(builtinParts[owner]).map((name) => textless(Part.$type, name)),
  ]),
);

export class MembScopeComputation extends DefaultScopeComputation {
  override collectExportedSymbols(): Promise<AstNodeDescription[]> {
    return Promise.resolve([]);
  }
}

export class MembScopeProvider extends DefaultScopeProvider {
  /** By file or channel: each reference asks for a scope, and a scope is as long as the file. */
  readonly #values = new WeakMap<AstNode, Scope>();
  readonly #ions = new WeakMap<AstNode, Scope>();
  readonly #parts = new WeakMap<AstNode, Scope>();

  override getScope(context: ReferenceInfo): Scope {
    const { container, property } = context;
    if (container.$type === Call.$type) return functionScope;
    if (container.$type === Reference.$type && property === Reference.part) {
      return this.#partScope((container as Reference).target?.ref);
    }
    const file = AstUtils.getContainerOfType(container, isFile);
    if (file === undefined) return EMPTY_SCOPE;
    if (this.reflection.getReferenceType(context) === Ion.$type) {
      return remembered(this.#ions, file, () => this.#scopeOf(file.declarations.filter(isIon)));
    }
    const declared = remembered(this.#values, file, () => this.#scopeOf(file.declarations, valueScope));
    const channel = AstUtils.getContainerOfType(container, isChannel);
    if (channel === undefined) return declared;
    return remembered(this.#values, channel, () => this.#scopeOf(channel.gates, declared));
  }

  #partScope(owner: AstNode | undefined): Scope {
    const builtin = owner && partDescriptions.get(owner.$type);
    if (builtin === undefined) return EMPTY_SCOPE;
    const gates = isChannel(owner) ? owner.gates : [];
    return remembered(this.#parts, owner!, () => this.#scopeOf(gates, new MapScope(builtin)));
  }

  /** Of two nodes of one name the first is found. */
  #scopeOf(nodes: readonly Named[], outer?: Scope): Scope {
    const named = nodes.filter((node) => node.name).map((node) => this.descriptions.createDescription(node, node.name));
    return new MapScope(named.reverse(), outer);
  }
}

function remembered<T>(known: WeakMap<AstNode, T>, node: AstNode, make: () => T): T {
  const found = known.get(node);
  if (found !== undefined) return found;
  const made = make();
  known.set(node, made);
  return made;
}

/** What a reference's target may be asked for with a dot. */
export function partOwner(node: AstNode | undefined): PartOwner | undefined {
  if (isIon(node)) return 'Ion';
  if (isChannel(node)) return 'Channel';
  return isPump(node) ? 'Pump' : undefined;
}
