/** Completion: at every place where something can be written, what can be written there. */
import type { LangiumDocument, Lexer } from 'langium';
import type { CompletionProvider } from 'langium/lsp';
import {
  CompletionTriggerKind,
  InsertTextFormat,
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
} from 'vscode-languageserver';
import type { File } from '../language/generated/ast.js';
import type { FileReader } from '../language/semantics/imports/file-reader.js';
import { cursorAt } from './completion/cursor.js';
import { describe, importableIn } from './completion/imported.js';
import { pathAt, pathList } from './completion/paths.js';
import { plain, type Offer, type Scene } from './completion/offer.js';
import { headersIn } from './completion/recordings.js';
import { offersAt } from './completion/offers-at.js';
import type { Place } from './completion/place.js';
import { inComment, tokenize } from './completion/tokens.js';
import type { MembServices } from './memb-server-module.js';
import { rangeOf } from './ranges.js';
import { read } from './reading.js';

/** A sign opens the list by itself where something must follow it; elsewhere the list would only be in the way. */
const DUE: Readonly<Record<string, readonly Place['kind'][]>> = {
  ' ': [
    'imported',
    'new-ion',
    'charge',
    'ion',
    'moved',
    'direction',
    'fuel',
    'new-gate',
    'value',
    'unit',
    'parameter-unit',
  ],
  '/': ['unit', 'value'],
  '.': ['part'],
};

export class MembCompletionProvider implements CompletionProvider {
  readonly completionOptions = { triggerCharacters: [...Object.keys(DUE), '"'] };
  readonly #services: MembServices;
  readonly #files: FileReader;
  readonly #lexer: Lexer;
  #snippets = true;

  constructor(services: MembServices, files: FileReader) {
    this.#files = files;
    this.#services = services;
    this.#lexer = services.parser.Lexer;
    services.shared.lsp.LanguageServer.onInitialize(({ capabilities }) => {
      this.#snippets = capabilities.textDocument?.completion?.completionItem?.snippetSupport === true;
    });
  }

  getCompletion(
    document: LangiumDocument,
    params: CompletionParams,
  ): CompletionList | undefined | Promise<CompletionList | undefined> {
    const text = document.textDocument.getText();
    const offset = document.textDocument.offsetAt(params.position);
    if (inComment(text, offset)) return undefined;
    const path = pathAt(text, offset);
    return path === undefined ? this.#listAt(document, params) : pathList(document, path, this.#files);
  }

  #listAt(document: LangiumDocument, { position, context }: CompletionParams): CompletionList | undefined {
    const text = document.textDocument.getText();
    const offset = document.textDocument.offsetAt(position);
    const cursor = cursorAt(text, tokenize(this.#lexer, text), offset);
    if (cursor === undefined) return undefined;
    const imports = this.#services.shared.workspace.Imports;
    const declared = [...cursor.declared, ...describe(imports.visible(document.parseResult.value as File))];
    const importable = importableIn(imports, document, cursor);
    const headers = headersIn(imports, document, cursor);
    const scene: Scene = { ...cursor, text, declared, importable, headers, reading: read(this.#services, document) };
    const isUnasked = context?.triggerKind === CompletionTriggerKind.TriggerCharacter;
    const due = isUnasked ? DUE[context.triggerCharacter ?? ''] : undefined;
    const places = cursor.places.filter(({ kind }) => due?.includes(kind) ?? !isUnasked);
    const offers = places.flatMap((place) => offersAt(scene, place, cursor.givenLater));
    const unique = offers.filter(({ label }, i) => offers.findIndex((other) => other.label === label) === i);
    return { isIncomplete: false, items: unique.map((offer, i) => this.#item(document, scene, offer, i)) };
  }

  #item({ textDocument }: LangiumDocument, { word }: Scene, offer: Offer, index: number): CompletionItem {
    const { label, kind, detail, doc, filter, insert = label, from = word.start, commaAt } = offer;
    const range = rangeOf(textDocument, { start: from, end: word.end });
    const isSnippet = insert.includes('${');
    return {
      label,
      kind,
      sortText: String(index).padStart(4, '0'),
      documentation: { kind: 'markdown', value: doc },
      insertTextFormat: isSnippet && this.#snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      textEdit: { range, newText: isSnippet && !this.#snippets ? plain(insert) : insert },
      ...(detail !== undefined && { detail }),
      ...(filter !== undefined && { filterText: filter }),
      ...(commaAt !== undefined && {
        additionalTextEdits: [{ range: rangeOf(textDocument, { start: commaAt, end: commaAt }), newText: ',' }],
      }),
    };
  }
}
