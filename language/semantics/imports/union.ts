/**
 * A file and its libraries as one tree: the file's own declarations and those its imports bring, copied so that a name in
 * a library means what it means in this importer. `conducts K` in a library is the importer's K.
 */
import {
  AstUtils,
  type AstNode,
  type LangiumDocument,
  type Reference,
  type ReferenceInfo,
  type ScopeProvider,
} from 'langium';
import { isDeclaration, isIon, type Declaration, type File } from '../../generated/ast.js';
import { setPlace } from '../spans.js';
import type { Imports } from './imports.js';
import { isLibrary, supposedIons } from './library.js';

export interface Union {
  readonly file: File;
  /** Texts of the libraries, by address. */
  readonly texts: ReadonlyMap<string, string>;
  /** What each node of the tree was copied from. */
  readonly originOf: (node: AstNode) => AstNode;
}

/** A file that imports nothing is its own union. */
export function unite(document: LangiumDocument<File>, imports: Imports, scopes: ScopeProvider): Union {
  const own = document.parseResult.value;
  if (own.imports.length === 0) return { file: own, texts: new Map(), originOf: (node) => node };
  const trace = new Map<AstNode, AstNode>();
  const documents = [document, ...imports.closure(document)];
  const copies = new Map(documents.map((entry) => [entry, copyOf(entry.parseResult.value, entry, scopes, trace)]));
  const copied = (nodes: readonly Declaration[]): Declaration[] =>
    nodes.flatMap((node) => (trace.get(node) as Declaration | undefined) ?? []);
  const root = copies.get(document)!;
  // A library that imports another is as little a membrane as the other: each keeps the ions it supposes.
  const isMembrane = !isLibrary(own);
  const ions = isMembrane ? root.declarations.filter(isIon) : supposedIons;
  for (const [entry, copy] of copies) {
    const brought = copied(imports.brought(entry));
    if (copy === root) {
      imports.setVisible(copy, isMembrane ? brought : [...brought, ...ions]);
      continue;
    }
    setPlace(copy, entry.uri.toString());
    if (isMembrane) copy.declarations = copy.declarations.filter((node) => !isIon(node));
    imports.setVisible(copy, [...brought, ...ions]);
  }
  const libraries = withNeeds(copied(imports.brought(document)), root);
  const file = { ...root, declarations: [...root.declarations, ...libraries] };
  return {
    file,
    texts: new Map([...copies.keys()].slice(1).map((entry) => [entry.uri.toString(), entry.textDocument.getText()])),
    originOf: (node) => trace.get(node) ?? node,
  };
}

/** These declarations and all that they read, each once; `root` holds what needs nobody to bring it. */
function withNeeds(declarations: readonly Declaration[], root: File): Declaration[] {
  const found = new Set<Declaration>();
  const waiting = [...declarations].reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    const read = AstUtils.streamAst(next)
      .flatMap((node) => AstUtils.streamReferences(node))
      .map(({ reference }) =>
        AstUtils.getContainerOfType('ref' in reference ? reference.ref : undefined, isDeclaration),
      )
      .filter((node) => node !== undefined && node.$container !== root)
      .toArray() as Declaration[];
    waiting.push(...read.reverse());
  }
  return [...found];
}

function copyOf(file: File, document: LangiumDocument, scopes: ScopeProvider, trace: Map<AstNode, AstNode>): File {
  const copy = AstUtils.copyAstNode(
    file,
    (container, property, refNode, refText) => new CopiedReference(scopes, container, property, refText, refNode),
    trace,
  );
  for (const node of AstUtils.streamAst(copy)) {
    const origin = trace.get(node)!;
    Object.assign(node, { $cstNode: origin.$cstNode });
  }
  return Object.assign(copy, { $document: document });
}

/** A reference that finds its target at the first question: its tree is not whole before. */
class CopiedReference implements Reference {
  readonly $refNode?: NonNullable<Reference['$refNode']>;
  readonly #info: ReferenceInfo;
  readonly #scopes: ScopeProvider;
  #found: { readonly node: AstNode | undefined } | undefined;

  constructor(
    scopes: ScopeProvider,
    container: AstNode,
    property: string,
    readonly $refText: string,
    refNode: Reference['$refNode'],
  ) {
    if (refNode !== undefined) this.$refNode = refNode;
    this.#scopes = scopes;
    this.#info = { container, property, reference: this };
  }

  get ref(): AstNode | undefined {
    this.#found ??= { node: this.#scopes.getScope(this.#info).getElement(this.$refText)?.node };
    return this.#found.node;
  }
}
