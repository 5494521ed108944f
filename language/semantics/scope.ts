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
  type LangiumCoreServices,
  type ReferenceInfo,
  type Scope,
  URI,
} from 'langium';
import { Builtin, Call, File, Ion, isChannel, isIon, isPump, Part, Reference } from '../generated/ast.js';
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
  constructor(services: LangiumCoreServices) {
    super(services);
  }

  override getScope(context: ReferenceInfo): Scope {
    if (context.container.$type === Reference.$type && context.property === Reference.part) {
      return this.#partScope(context.container as Reference);
    }
    return this.#localScope(context);
  }

  #partScope(reference: Reference): Scope {
    const owner = reference.target?.ref;
    if (owner === undefined) return EMPTY_SCOPE;
    const builtin = partDescriptions.get(owner.$type);
    if (builtin === undefined) return EMPTY_SCOPE;
    return isChannel(owner)
      ? this.createScopeForNodes(
          owner.gates.filter((gate) => gate.name),
          this.createScope(builtin),
        )
      : this.createScope(builtin);
  }

  #localScope(context: ReferenceInfo): Scope {
    const { container } = context;
    if (container.$type === Call.$type) return functionScope;
    const file = AstUtils.getContainerOfType(container, (node): node is File => node.$type === File.$type);
    if (file === undefined) return EMPTY_SCOPE;
    const wanted = this.reflection.getReferenceType(context);
    const isWanted = (node: AstNode): boolean => this.reflection.isSubtype(node.$type, wanted);
    const declared = file.declarations.filter((node) => isWanted(node) && node.name);
    const outer = this.createScopeForNodes(declared, wanted === Ion.$type ? undefined : valueScope);
    const channel = AstUtils.getContainerOfType(container, isChannel);
    if (channel === undefined || wanted === Ion.$type) return outer;
    return this.createScopeForNodes(
      channel.gates.filter((gate) => gate.name),
      outer,
    );
  }
}

/** What a reference's target may be asked for with a dot. */
export function partOwner(node: AstNode | undefined): PartOwner | undefined {
  if (isIon(node)) return 'Ion';
  if (isChannel(node)) return 'Channel';
  return isPump(node) ? 'Pump' : undefined;
}
