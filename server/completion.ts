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
import { blockOffer, itemOffers, missingGates } from './completion/blocks.js';
import { cursorAt } from './completion/cursor.js';
import type { Place } from './completion/context.js';
import { declarationOffers } from './completion/declarations.js';
import { chargeOffers, directionOffers, fuelOffer, ionOffers, movedOffers, newIonOffers } from './completion/ions.js';
import { plain, type Offer, type Scene } from './completion/offer.js';
import { inComment, tokenize } from './completion/tokens.js';
import { unitOffers } from './completion/units.js';
import { dimensionsIn, partOffers, traceOffers, valueOffers } from './completion/values.js';
import { wantedAfter } from './completion/wanted.js';
import { keywords } from './keywords.js';
import type { MembServices } from './memb-server-module.js';
import { rangeOf } from './ranges.js';
import { read } from './reading.js';
import { CompletionItemKind } from 'vscode-languageserver';

/** Where something must follow, a space opens the list by itself; elsewhere it would only be in the way. */
const DUE: ReadonlySet<Place['kind']> = new Set([
  'new-ion',
  'ion',
  'moved',
  'direction',
  'fuel',
  'new-gate',
  'value',
  'unit',
  'part',
]);

export class MembCompletionProvider implements CompletionProvider {
  readonly completionOptions = { triggerCharacters: ['.', ' ', '/'] };
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
    const isUnasked =
      context?.triggerKind === CompletionTriggerKind.TriggerCharacter && context.triggerCharacter !== '.';
    const places = isUnasked ? cursor.places.filter(({ kind }) => DUE.has(kind)) : cursor.places;
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

function offersAt(scene: Scene, place: Place, givenLater: ReadonlySet<string>): Offer[] {
  switch (place.kind) {
    case 'declaration':
      return declarationOffers(scene);
    case 'name':
      return [];
    case 'new-ion':
      return newIonOffers(scene);
    case 'charge':
      return chargeOffers(place.ion, place.magnitude);
    case 'conducts':
      return [word('conducts')];
    case 'ion':
      return ionOffers(scene);
    case 'moved':
      return movedOffers(scene);
    case 'direction':
      return directionOffers();
    case 'fuel':
      return [fuelOffer(place.counted)];
    case 'new-gate':
      return missingGates(scene).map((label) => ({ label, kind: CompletionItemKind.Variable, doc: keywords['gate']! }));
    case 'block':
      return [blockOffer(place.owner)];
    case 'item':
      return itemOffers(scene, place.owner, new Set([...place.given, ...givenLater]), place.after);
    case 'part':
      return partOffers(scene, place.owner);
    case 'word':
      return place.words.map(word);
    case 'value': {
      if (place.slot.trace === true && place.before.length === 0) return traceOffers(scene);
      const wanted = wantedAfter(place.before, place.slot.dimensions, dimensionsIn(scene));
      return valueOffers(scene, place.slot, wanted, place.before.length === 0);
    }
    case 'unit': {
      const number = place.before.at(-1)!;
      const wanted = wantedAfter(place.before.slice(0, -1), place.slot.dimensions, dimensionsIn(scene));
      return unitOffers(scene, number, wanted);
    }
  }
}

function word(label: string): Offer {
  return { label, kind: CompletionItemKind.Keyword, doc: keywords[label] ?? 'From … to.' };
}
