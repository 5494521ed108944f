/** Round numbers that hold a range: multiples of 1, 2 or 5 times a power of ten, about `count` of them. */
export function niceTicks(min: number, max: number, count: number): number[] {
  const rough = (max - min) / Math.max(1, count);
  if (!(rough > 0 && rough < Infinity)) return [min, min + 1];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough * (1 - 1e-9))!;
  const [first, last] = [Math.floor(min / step + 1e-9), Math.ceil(max / step - 1e-9)];
  // Multiplied, not added up: 0.1 three times is not 0.3. Divided by a whole number where the step is below 1.
  const divisor = step < 1 ? Math.round(1 / step) : 1;
  return Array.from({ length: last - first + 1 }, (_, i) => (step < 1 ? (first + i) / divisor : (first + i) * step));
}
