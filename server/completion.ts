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
import { cursorAt } from './completion/cursor.js';
import { plain, type Offer, type Scene } from './completion/offer.js';
import { offersAt } from './completion/offers-at.js';
import type { Place } from './completion/place.js';
import { inComment, tokenize } from './completion/tokens.js';
import type { MembServices } from './memb-server-module.js';
import { rangeOf } from './ranges.js';
import { read } from './reading.js';

/** A sign opens the list by itself where something must follow it; elsewhere the list would only be in the way. */
const DUE: Readonly<Record<string, readonly Place['kind'][]>> = {
  ' ': ['new-ion', 'charge', 'ion', 'moved', 'direction', 'fuel', 'new-gate', 'value', 'unit'],
  '/': ['unit', 'value'],
  '.': ['part'],
};

export class MembCompletionProvider implements CompletionProvider {
  readonly completionOptions = { triggerCharacters: Object.keys(DUE) };
  readonly #services: MembServices;
  readonly #lexer: Lexer;
  #snippets = true;

  constructor(services: MembServices) {
    this.#services = services;
    this.#lexer = services.parser.Lexer;
    services.shared.lsp.LanguageServer.onInitialize(({ capabilities }) => {
      this.#snippets = capabilities.textDocument?.completion?.completionItem?.snippetSupport === true;
    });
  }

  getCompletion(document: LangiumDocument, { position, context }: CompletionParams): CompletionList | undefined {
    const text = document.textDocument.getText();
    const offset = document.textDocument.offsetAt(position);
    if (inComment(text, offset)) return undefined;
    const cursor = cursorAt(text, tokenize(this.#lexer, text), offset);
    if (cursor === undefined) return undefined;
    const scene: Scene = { ...cursor, text, reading: read(this.#services, document) };
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
