/** One thing that may be written, before it becomes an item of the protocol. */
import type { CompletionItemKind } from 'vscode-languageserver';
import type { Header } from '../../language/semantics/data/header.js';
import type { Reading } from '../reading.js';
import type { Declared } from './declared.js';
import type { Token } from './tokens.js';

export interface Offer {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** As a snippet; the label where absent. */
  readonly insert?: string;
  /** What typed letters are compared with; the label where absent. */
  readonly filter?: string;
  /** A few words behind the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly doc: string;
  /** Replaces the text from here on; from the start of the word where absent. */
  readonly from?: number;
  /** A comma to be written here first. */
  readonly commaAt?: number;
}

/** What the offers depend on beside their place. */
export interface Scene {
  readonly reading: Reading;
  readonly text: string;
  /** Here and in what is imported. */
  readonly declared: readonly Declared[];
  /** What the library offers whose import the cursor stands in. */
  readonly importable: readonly Declared[];
  /** Of the file that the `data` statement names in which the cursor stands. */
  readonly headers: readonly Header[];
  /** All tokens of the declaration the cursor stands in; none between declarations. */
  readonly declaration: readonly Token[];
  /** The word being written, which an offer replaces; empty where none is. */
  readonly word: { readonly start: number; readonly end: number };
}

/** The declaration the cursor stands in, as declared. */
export function enclosing({ declaration, declared }: Scene): Declared | undefined {
  const [keyword, name] = declaration;
  if (keyword === undefined || name?.kind !== 'ID') return undefined;
  return declared.find((entry) => entry.kind === keyword.kind && entry.name === name.text);
}

/** Names of declared things of these kinds, each once. */
export function namesOf({ declared }: Scene, ...kinds: readonly string[]): string[] {
  return [...new Set(declared.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name))];
}

/** A snippet placeholder that lists choices, or holds the one there is. */
export function choice(index: number, options: readonly string[]): string {
  return options.length > 1 ? `\${${index}|${options.join(',')}|}` : `\${${index}:${options[0] ?? 'name'}}`;
}

/** A snippet as plain text, for editors without snippets: placeholders become what they hold. */
export function plain(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\d/g, '');
}
