/** A function that nowhere falls, and its slope. */
export type Rising = (x: number) => { readonly value: number; readonly slope: number };

const DOUBLINGS = 60;
const ITERATIONS = 200;

/**
 * Where a rising function passes 0: brackets it by doubling from ±1 about 0, then takes Newton's step where that
 * stays in the bracket and halves the bracket where not. NaN when it has one sign everywhere.
 */
export function rootOfRising(f: Rising): number {
  let low = -1;
  let high = 1;
  for (let i = 0; !(f(low).value <= 0); i++, low *= 2) if (i === DOUBLINGS) return NaN;
  for (let i = 0; !(f(high).value >= 0); i++, high *= 2) if (i === DOUBLINGS) return NaN;

  let x = (low + high) / 2;
  for (let i = 0; i < ITERATIONS; i++) {
    const { value, slope } = f(x);
    if (value === 0) return x;
    if (value < 0) low = x;
    else high = x;
    const newton = x - value / slope;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (next === x || Math.abs(next - x) <= 2 ** -53 * Math.abs(x)) return next;
    x = next;
  }
  return x;
}
