/** Takes the tokens before the cursor one after another. */
import type { Place } from './place.js';
import { isWord, type Token } from './tokens.js';

export class TokenReader {
  /** The unit that may follow when the last token is a number, beside whatever may follow the whole value. */
  readonly units: Place[] = [];
  readonly #tokens: readonly Token[];
  #at = 0;

  /** `newline`: the cursor stands on a later line than the last token. */
  constructor(
    tokens: readonly Token[],
    readonly newline: boolean,
  ) {
    this.#tokens = tokens;
  }

  /** undefined at the end. */
  get next(): Token | undefined {
    return this.#tokens[this.#at];
  }

  get position(): number {
    return this.#at;
  }

  /** The one taken last. */
  get previous(): Token {
    return this.#tokens[this.#at - 1]!;
  }

  /** The one taken so many before the next. */
  before(count: number): Token {
    return this.#tokens[this.#at - count]!;
  }

  /** The last of all. */
  get last(): Token {
    return this.#tokens.at(-1)!;
  }

  take(): Token {
    return this.#tokens[this.#at++]!;
  }

  /** Takes the next token if it is of one of these kinds. */
  accept(...kinds: readonly string[]): boolean {
    const accepted = this.next !== undefined && kinds.includes(this.next.kind);
    if (accepted) this.#at++;
    return accepted;
  }

  since(position: number): readonly Token[] {
    return this.#tokens.slice(position, this.#at);
  }

  /** Whether what comes next is a property: a word and `=`. */
  get atProperty(): boolean {
    return this.next !== undefined && isWord(this.next) && this.#tokens[this.#at + 1]?.kind === '=';
  }
}
