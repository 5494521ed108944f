/** Rename: what is declared here or imported, everywhere, and only to a name that means nothing else where it would stand. */
import { AstUtils, CstUtils, type LangiumDocument, type LangiumDocuments, type LeafCstNode } from 'langium';
import { DefaultRenameProvider } from 'langium/lsp';
import {
  LSPErrorCodes,
  ResponseError,
  type Position,
  type Range,
  type RenameParams,
  type TextDocumentPositionParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import {
  isBuiltin,
  isChannel,
  isCompartment,
  isComponent,
  isDeclaration,
  isExperiment,
  isCarried,
  isFunctionParameter,
  isGate,
  isIon,
  isKineticState,
  isLet,
  isMembrane,
  isPump,
  isReference,
  isSolution,
  type File,
  type Let,
  type Channel,
  type KineticState,
  type Pump,
  type Solution,
} from '../language/generated/ast.js';
import { builtinNames, builtinParts } from '../language/semantics/builtins.js';
import { isFunctionLet } from '../language/semantics/lets.js';
import { ownerOf, statesOf } from '../language/semantics/compile/schemes.js';
import { functions } from '../language/semantics/functions.js';
import { fileName } from '../language/semantics/imports/addresses.js';
import type { Imports } from '../language/semantics/imports/imports.js';
import type { Importers } from './importers.js';
import { keywords } from './keywords.js';
import type { MembServices } from './memb-server-module.js';
import { isDeclared, subjectAt, type Declared } from './subject.js';

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

export class MembRenameProvider extends DefaultRenameProvider {
  readonly #importers: Importers;
  readonly #imports: Imports;

  readonly #documents: LangiumDocuments;

  constructor(services: MembServices, importers: Importers) {
    super(services);
    this.#documents = services.shared.workspace.LangiumDocuments;
    this.#importers = importers;
    this.#imports = services.shared.workspace.Imports;
  }

  override async rename(document: LangiumDocument, params: RenameParams): Promise<WorkspaceEdit | undefined> {
    const target = this.#renameable(document, params.position);
    if ('refusal' in target) throw refuse(target.refusal);
    await this.#importers.load(document);
    const problem =
      this.#neededElsewhere(target.node) ??
      filesOf(document, target.node)
        .map((file) => problemWith(params.newName, target.node, file))
        .find(Boolean);
    if (problem !== undefined) throw refuse(problem);
    return super.rename(document, params);
  }

  override prepareRename(document: LangiumDocument, { position }: TextDocumentPositionParams): Range {
    const target = this.#renameable(document, position);
    if ('refusal' in target) throw refuse(target.refusal);
    return leafAt(document, position)!.range;
  }

  /** A library and the file that imports it find each other's ions by name. */
  #neededElsewhere(node: Declared): string | undefined {
    if (!isIon(node)) return undefined;
    const document = AstUtils.getDocument(node);
    const library = this.#imports.closure(document).find(({ parseResult }) => asksFor(parseResult.value, node.name));
    if (library !== undefined) return `\`${fileName(library.uri)}\` asks for the ion \`${node.name}\` by this name.`;
    const user = this.#documents.all.find((other) => {
      const { declarations } = other.parseResult.value as File;
      const hasSame = other !== document && declarations.some((entry) => isIon(entry) && entry.name === node.name);
      return hasSame && this.#imports.closure(other).includes(document as LangiumDocument<File>);
    });
    return user && `\`${fileName(user.uri)}\` has the ion \`${node.name}\` by this name.`;
  }

  #renameable(document: LangiumDocument, position: Position): Renameable {
    const leaf = leafAt(document, position);
    const [node] = leaf === undefined ? [] : this.references.findDeclarations(leaf);
    if (isCompartment(node)) return { refusal: `\`${leaf!.text}\` is a side of every membrane, and keeps its name.` };
    // Of `I_Cl` the ion is a part alone, and the charge of an ion is no name.
    if (isDeclared(node) && leaf!.text === node.name) return { node };
    return { refusal: refusalAt(document, position) };
  }
}

function leafAt({ parseResult, textDocument }: LangiumDocument, position: Position): LeafCstNode | undefined {
  return CstUtils.findDeclarationNodeAtOffset(parseResult.value.$cstNode, textDocument.offsetAt(position));
}

/** The file it is renamed in and the one that declares it: the new name must be free in both. */
function filesOf(document: LangiumDocument, node: Declared): File[] {
  return [...new Set([document.parseResult.value, AstUtils.getDocument(node).parseResult.value])] as File[];
}

function refuse(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

type Renameable = { readonly node: Declared } | { readonly refusal: string };

function refusalAt(document: LangiumDocument, position: Position): string {
  const { textDocument } = document;
  const subject = subjectAt(document, textDocument.offsetAt(position));
  const word = subject && textDocument.getText().slice(subject.span.start, subject.span.end);
  switch (subject?.kind) {
    case 'builtin':
    case 'function':
      return `\`${word!}\` is built in and keeps its name.`;
    case 'part':
      return `\`${word!}\` is a part that every ${subject.owner.$type.toLowerCase()} has, and keeps its name.`;
    default:
      return 'Only the name of something declared in this file can be renamed.';
  }
}

/** Also where a solution of the library holds it. */
function asksFor(library: File, name: string): boolean {
  return AstUtils.streamAst(library).some(
    (node) =>
      (isComponent(node) && node.name === name) ||
      AstUtils.streamReferences(node).some(
        ({ reference }) => 'ref' in reference && reference.$refText === name && isIon(reference.ref),
      ),
  );
}

/** Why a name will not do, in a sentence; undefined when it will. */
function problemWith(name: string, node: Declared, file: File): string | undefined {
  if (!NAME.test(name))
    return `\`${name}\` is no name: a name begins with a letter or _, and goes on with letters, digits and _.`;
  if (Object.hasOwn(keywords, name) && name !== 'ATP')
    return `\`${name}\` is a word of the language and cannot be a name.`;
  const builtin = builtinNames.get(name)?.doc ?? functions.get(name)?.doc;
  if (builtin !== undefined && !isMembrane(node) && !isFunctionParameter(node))
    return `\`${name}\` is built in: ${builtin}`;
  if (builtin !== undefined && isFunctionParameter(node) && readsBuiltin(node.$container, name))
    return `\`${name}\` is built in, and \`${node.$container.name}\` reads it.`;
  if ((isGate(node) || isKineticState(node)) && Object.hasOwn(builtinParts.Channel, name))
    return `\`${name}\` is a part that every channel has.`;
  const mixture = isCarried(node) ? solutionWithBoth(file, node.name, name) : undefined;
  if (mixture !== undefined) return `\`${mixture}\` holds both \`${node.name}\` and \`${name}\`.`;
  const other = namesAround(node, file).find((entry) => entry !== node && entry.name === name);
  return other && `\`${name}\` is already the name of ${described(other)}.`;
}

function solutionWithBoth(file: File, ...names: readonly string[]): string | undefined {
  const holds = ({ components }: Solution, name: string): boolean => components.some((entry) => entry.name === name);
  return file.declarations.filter(isSolution).find((entry) => names.every((name) => holds(entry, name)))?.name;
}

/** All whose name would be mistaken for the new one somewhere: a gate hides a declaration inside its channel. */
function namesAround(node: Declared, file: File): readonly Declared[] {
  if (isMembrane(node)) return [];
  if (isFunctionParameter(node)) return [...node.$container.parameters, ...readIn(node.$container)];
  const declared = file.declarations.filter((entry) => !isMembrane(entry));
  if (isGate(node)) return [...declared, ...partsOf(node.$container)];
  if (isKineticState(node))
    return [...declared, ...partsOf(ownerOf(node.$container.$container))].filter((part) => !isSame(part, node));
  const parameters = file.declarations.filter(isLet).flatMap((entry) => entry.parameters);
  return [
    ...declared,
    ...file.declarations.filter((entry) => isChannel(entry) || isPump(entry)).flatMap(partsOf),
    ...parameters,
    ...file.declarations.filter(isExperiment).flatMap(({ sweeps }) => sweeps),
  ];
}

/** Gates, and each state of a scheme once. */
function partsOf(owner: Channel | Pump): Declared[] {
  return [...(isChannel(owner) ? owner.gates : []), ...owner.schemes.flatMap(statesOf)];
}

/** Another mention of the same state. */
function isSame(part: Declared, { name, $container }: KineticState): boolean {
  return isKineticState(part) && part.name === name && part.$container.$container === $container.$container;
}

function readsBuiltin(declaration: Let, name: string): boolean {
  return AstUtils.streamAst(declaration).some(
    (node) => isReference(node) && isBuiltin(node.target?.ref) && node.target.$refText === name,
  );
}

/** Declarations that a function reads: a parameter of their name would hide them. */
function readIn(declaration: Let): readonly Declared[] {
  return AstUtils.streamAst(declaration)
    .filter(isReference)
    .map(({ target }) => target?.ref)
    .filter(isDeclaration)
    .toArray();
}

function described(node: Declared): string {
  const line = (node.$cstNode?.range.start.line ?? 0) + 1;
  const kind = isFunctionParameter(node)
    ? 'parameter'
    : isKineticState(node)
      ? 'state'
      : isFunctionLet(node)
        ? 'function'
        : node.$type.toLowerCase();
  return `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind} on line ${line}`;
}
