/** Well-formed expressions at random, with the value each must come to, computed apart from the language. */

/** Exponents of volt, second, ampere and mole. */
export type Exponents = readonly [number, number, number, number];

export interface Expression {
  /** With each literal as `⟦number⟧unit⟧`: see `written`. */
  readonly text: string;
  /** SI. */
  readonly value: number;
  /** What rounding is relative to: at least |value|, more after a cancellation. */
  readonly size: number;
}

interface Unit {
  readonly text: string;
  readonly scale: number;
}

const bases: readonly (readonly Unit[])[] = [
  [
    { text: 'V', scale: 1 },
    { text: 'mV', scale: 1e-3 },
    { text: 'uV', scale: 1e-6 },
  ],
  [
    { text: 's', scale: 1 },
    { text: 'ms', scale: 1e-3 },
    { text: 'min', scale: 60 },
  ],
  [
    { text: 'A', scale: 1 },
    { text: 'nA', scale: 1e-9 },
    { text: 'pA', scale: 1e-12 },
  ],
  [
    { text: 'mol', scale: 1 },
    { text: 'mmol', scale: 1e-3 },
    { text: 'umol', scale: 1e-6 },
  ],
];

const LITERAL = /⟦([\d.]+)⟧([^⟧]*)⟧/g;

/** A marked text as it stands in a file; `change` may give literals another unit. */
export function written(text: string, change = (unit: string, _index: number): string => unit): string {
  let count = 0;
  return text.replace(LITERAL, (_, number: string, unit: string) => {
    const changed = change(unit, count++);
    return changed === '' || changed.startsWith('/') ? number + changed : `${number} ${changed}`;
  });
}

export function literalsIn(text: string): number {
  return [...text.matchAll(LITERAL)].length;
}

export const pure: Exponents = [0, 0, 0, 0];

const combine = (a: Exponents, b: Exponents, sign: number): Exponents =>
  a.map((exponent, i) => exponent + sign * b[i]!) as unknown as Exponents;

const isPure = (exponents: Exponents): boolean => exponents.every((exponent) => exponent === 0);

export class ExpressionGenerator {
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  dimension(): Exponents {
    return [this.below(4) - 1, this.below(4) - 2, this.below(3) - 1, this.below(4) === 0 ? 1 : 0];
  }

  /** Of these exponents, with at most `depth` operations one inside the other. */
  expression(wanted: Exponents, depth: number): Expression {
    if (depth === 0) return this.#literal(wanted);
    switch (this.below(8)) {
      case 0:
        return this.#literal(wanted);
      case 1:
        return this.#sum(wanted, depth - 1);
      case 2:
        return this.#product(wanted, depth - 1);
      case 3:
        return this.#quotient(wanted, depth - 1);
      case 4:
        return this.#power(wanted, depth - 1);
      case 5:
        return this.#extremum(wanted, depth - 1);
      case 6:
        return this.#conditional(wanted, depth - 1);
      default:
        return isPure(wanted) ? this.#function(depth - 1) : this.#sign(wanted, depth - 1);
    }
  }

  /** A unit of these exponents; '' for a pure number. */
  unit(wanted: Exponents): Unit {
    let scale = 1;
    const above: string[] = [];
    let below = '';
    wanted.forEach((exponent, i) => {
      if (exponent === 0) return;
      const unit = bases[i]![this.below(3)]!;
      const size = Math.abs(exponent);
      scale *= unit.scale ** exponent;
      const text = unit.text + (size === 1 ? '' : `^${size}`);
      if (exponent > 0) above.push(text);
      else below += `/${text}`;
    });
    return { text: above.join('.') + below, scale };
  }

  #literal(wanted: Exponents): Expression {
    const number = (1 + this.below(999)) / 100;
    const { text, scale } = this.unit(wanted);
    const value = number * scale;
    return { text: `⟦${number}⟧${text}⟧`, value, size: value };
  }

  #sum(wanted: Exponents, depth: number): Expression {
    const [a, b] = [this.expression(wanted, depth), this.expression(wanted, depth)];
    const minus = this.below(2) === 0;
    return {
      text: `(${a.text} ${minus ? '-' : '+'} ${b.text})`,
      value: minus ? a.value - b.value : a.value + b.value,
      size: a.size + b.size,
    };
  }

  #product(wanted: Exponents, depth: number): Expression {
    const dimension = this.dimension();
    const a = this.expression(dimension, depth);
    const b = this.expression(combine(wanted, dimension, -1), depth);
    return { text: `${a.text} * ${b.text}`, value: a.value * b.value, size: a.size * b.size };
  }

  #quotient(wanted: Exponents, depth: number): Expression {
    const dimension = this.dimension();
    const a = this.expression(combine(wanted, dimension, 1), depth);
    const b = this.#literal(dimension);
    return { text: `${a.text} / (${b.text})`, value: a.value / b.value, size: a.size / b.size };
  }

  #power(wanted: Exponents, depth: number): Expression {
    const root = wanted.map((exponent) => exponent / 2) as unknown as Exponents;
    if (root.every(Number.isInteger)) {
      const a = this.expression(root, depth);
      return { text: `(${a.text})^2`, value: a.value ** 2, size: a.size ** 2 };
    }
    const a = this.#literal(combine(wanted, wanted, 1));
    const value = Math.sqrt(a.value);
    return this.below(2) === 0
      ? { text: `sqrt(${a.text})`, value, size: value }
      : { text: `(${a.text})^(1/2)`, value, size: value };
  }

  #extremum(wanted: Exponents, depth: number): Expression {
    const [a, b] = [this.expression(wanted, depth), this.expression(wanted, depth)];
    const name = this.below(2) === 0 ? 'min' : 'max';
    return {
      text: `${name}(${a.text}, ${b.text})`,
      value: Math[name as 'min'](a.value, b.value),
      size: a.size + b.size,
    };
  }

  #conditional(wanted: Exponents, depth: number): Expression {
    const dimension = this.dimension();
    const [left, right] = [this.#literal(dimension), this.#literal(dimension)];
    const [a, b] = [this.expression(wanted, depth), this.expression(wanted, depth)];
    // Two literals a rounding apart could be told apart in one way here and in the other there.
    const near = Math.abs(left.value - right.value) < 1e-9 * left.value;
    if (near) return a;
    const chosen = left.value < right.value ? a : b;
    return { ...chosen, text: `(if ${left.text} < ${right.text} then ${a.text} else ${b.text})` };
  }

  #sign(wanted: Exponents, depth: number): Expression {
    const a = this.expression(wanted, depth);
    return { text: `(-(${a.text}))`, value: -a.value, size: a.size };
  }

  /** Of slope at most 1, so that rounding does not grow. */
  #function(depth: number): Expression {
    const a = this.expression(pure, depth);
    const [name, f] = (
      [
        ['tanh', Math.tanh],
        ['sin', Math.sin],
        ['cos', Math.cos],
        ['atan', Math.atan],
        ['boltzmann', (x: number) => 1 / (1 + Math.exp(-x))],
      ] as const
    )[this.below(5)]!;
    return { text: `${name}(${a.text})`, value: f(a.value), size: a.size + 1 };
  }
}
