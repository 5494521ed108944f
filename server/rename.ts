/** Rename: what is declared here or imported, everywhere, and only to a name that means nothing else where it would stand. */
import { AstUtils, CstUtils, type LangiumDocument } from 'langium';
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
  isDeclaration,
  isFunctionParameter,
  isGate,
  isIon,
  isKineticState,
  isLet,
  isMembrane,
  isPump,
  isReference,
  type File,
  type Let,
  type Channel,
  type KineticState,
  type Pump,
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
import { subjectAt, type Declared } from './subject.js';

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

export class MembRenameProvider extends DefaultRenameProvider {
  readonly #importers: Importers;
  readonly #imports: Imports;

  constructor(services: MembServices, importers: Importers) {
    super(services);
    this.#importers = importers;
    this.#imports = services.shared.workspace.Imports;
  }

  override async rename(document: LangiumDocument, params: RenameParams): Promise<WorkspaceEdit | undefined> {
    const target = renameable(document, params.position);
    if ('refusal' in target) throw refuse(target.refusal);
    const problem =
      this.#neededByLibrary(document, target.node) ??
      filesOf(document, target.node)
        .map((file) => problemWith(params.newName, target.node, file))
        .find(Boolean);
    if (problem !== undefined) throw refuse(problem);
    await this.#importers.load(document);
    return super.rename(document, params);
  }

  /** A library finds ions by name. */
  #neededByLibrary(document: LangiumDocument, node: Declared): string | undefined {
    if (!isIon(node)) return undefined;
    const user = this.#imports.closure(document).find(({ parseResult }) => asksFor(parseResult.value, node.name));
    return user && `\`${fileName(user.uri)}\` asks for the ion \`${node.name}\` by this name.`;
  }

  override prepareRename(document: LangiumDocument, { position }: TextDocumentPositionParams): Range {
    const target = renameable(document, position);
    if ('refusal' in target) throw refuse(target.refusal);
    const offset = document.textDocument.offsetAt(position);
    return CstUtils.findDeclarationNodeAtOffset(document.parseResult.value.$cstNode, offset)!.range;
  }
}

/** The file it is renamed in and the one that declares it: the new name must be free in both. */
function filesOf(document: LangiumDocument, node: Declared): File[] {
  return [...new Set([document.parseResult.value, AstUtils.getDocument(node).parseResult.value])] as File[];
}

function refuse(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

type Renameable = { readonly node: Declared } | { readonly refusal: string };

function renameable(document: LangiumDocument, position: Position): Renameable {
  const { textDocument } = document;
  const subject = subjectAt(document, textDocument.offsetAt(position));
  const word = subject && textDocument.getText().slice(subject.span.start, subject.span.end);
  switch (subject?.kind) {
    case 'declared':
      // The charge is hovered as its ion, but is no name.
      if (word === subject.node.name) return { node: subject.node };
      break;
    case 'builtin':
    case 'function':
      return { refusal: `\`${word!}\` is built in and keeps its name.` };
    case 'part':
      return {
        refusal: `\`${word!}\` is a part that every ${subject.owner.$type.toLowerCase()} has, and keeps its name.`,
      };
  }
  return { refusal: 'Only the name of something declared in this file can be renamed.' };
}

function asksFor(library: File, name: string): boolean {
  return AstUtils.streamAst(library)
    .flatMap((node) => AstUtils.streamReferences(node))
    .some(({ reference }) => 'ref' in reference && reference.$refText === name && isIon(reference.ref));
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
  const other = namesAround(node, file).find((entry) => entry !== node && entry.name === name);
  return other && `\`${name}\` is already the name of ${described(other)}.`;
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
