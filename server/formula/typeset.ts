/**
 * A line of mathematics, written in a few words of TeX, as boxes. Known are `\frac{}{}`, `\left( \right)`, `^{}`, `_{}`,
 * `\text{}`, `\sum` and the names of functions; letters are italic, blanks between are nothing. What is not known, or
 * does not end, is set as it is written: a formula is never lost.
 */
import { empty, fenced, fraction, row, scripts, space, text, type Box } from './box.js';

/** Of the font size, for what stands above or below the line. */
const SCRIPT = 0.7;
const SMALLEST = 9;

const functions = new Set(['ln', 'exp', 'tanh']);
const symbols: Readonly<Record<string, string>> = { sum: 'Σ', infty: '∞' };
const BINARY = '+−=·<>/';

export function typeset(source: string, size: number): Box {
  return new Typesetter(source).row(size, false);
}

class Typesetter {
  readonly #tokens: readonly string[];
  #next = 0;

  constructor(source: string) {
    this.#tokens = source.match(/\\text\{[^}]*\}|\\[a-zA-Z]+\(?|\\[^a-zA-Z]?|\d+(?:\.\d+)?|\S/gu) ?? [];
  }

  /** To the end, or to the brace or fence that closes it. */
  row(size: number, isInside: boolean): Box {
    const boxes: Box[] = [];
    let follows = false;
    while (this.#next < this.#tokens.length) {
      const token = this.#tokens[this.#next]!;
      if (isInside && (token === '}' || token === '\\right')) break;
      this.#next++;
      const isBinary = BINARY.includes(token);
      if (isBinary) boxes.push(operator(token, size, follows || token === '='));
      else boxes.push(this.#scripted(this.#single(token, size), size));
      follows = !isBinary && token !== '(' && token !== '[';
    }
    return row(boxes);
  }

  #single(token: string, size: number): Box {
    if (token.startsWith('\\text{')) return label(token.slice('\\text{'.length, -1), size);
    if (token === '\\frac') {
      const above = this.#group(size);
      return fraction(above, this.#group(size), size);
    }
    if (token === '\\left(') return this.#fence(size);
    if (token === '{') {
      this.#next--;
      return this.#group(size);
    }
    const name = token.slice(1);
    if (token.startsWith('\\') && functions.has(name))
      return row([space(0.12 * size), text(name, size), space(0.12 * size)]);
    if (token.startsWith('\\') && symbols[name] !== undefined) return text(symbols[name], size);
    return text(token, size, /^\p{L}$/u.test(token));
  }

  /** Both of `_{…}` and `^{…}`, in either order. */
  #scripted(base: Box, size: number): Box {
    const small = Math.max(SMALLEST, size * SCRIPT);
    let [up, down]: (Box | undefined)[] = [];
    for (;;) {
      const mark = this.#tokens[this.#next];
      if (mark === '^' && up === undefined) up = this.#afterMark(small);
      else if (mark === '_' && down === undefined) down = this.#afterMark(small);
      else return up || down ? scripts(base, up, down, size) : base;
    }
  }

  #afterMark(size: number): Box {
    this.#next++;
    return this.#group(size);
  }

  /** `{…}`, or one token. */
  #group(size: number): Box {
    const token = this.#tokens[this.#next];
    if (token === undefined) return empty;
    this.#next++;
    if (token !== '{') return this.#single(token, size);
    const inner = this.row(size, true);
    if (this.#tokens[this.#next] === '}') this.#next++;
    return inner;
  }

  #fence(size: number): Box {
    const inner = this.row(size, true);
    // `\right` and the parenthesis after it.
    if (this.#tokens[this.#next] === '\\right') this.#next += 2;
    return fenced(inner, size);
  }
}

/** With room on both sides where it stands between two things; a sign has none. */
function operator(sign: string, size: number, isBinary: boolean): Box {
  const gap = space((isBinary ? (sign === '=' ? 0.3 : 0.2) : 0.03) * size);
  return row([gap, text(sign, size), gap]);
}

const RAISED = '⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹';
const LOWERED = '₀₁₂₃₄₅₆₇₈₉ₒᵢ';
const PLAIN = new Map(
  [...RAISED, ...LOWERED].map((letter, i): [string, string] => [letter, [...'+−01234567890123456789oi'][i]!]),
);

/** Upright, `K⁺` and `HCO₃⁻` with true raised and lowered characters: not every font has those of Unicode. */
function label(content: string, size: number): Box {
  const small = Math.max(SMALLEST, size * SCRIPT);
  const pieces = content.match(/[⁺⁻⁰¹²³⁴-⁹]+|[₀-₉ₒᵢ]+|[^⁺⁻⁰¹²³⁴-⁹₀-₉ₒᵢ]+/gu) ?? [];
  const plain = (piece: string): string => [...piece].map((letter) => PLAIN.get(letter) ?? letter).join('');
  const boxes: Box[] = [];
  for (const piece of pieces) {
    const isRaised = RAISED.includes(piece[0]!);
    if (!isRaised && !LOWERED.includes(piece[0]!)) boxes.push(text(piece, size));
    else {
      const script = text(plain(piece), small);
      boxes.push(scripts(empty, isRaised ? script : undefined, isRaised ? undefined : script, size));
    }
  }
  return row(boxes);
}
