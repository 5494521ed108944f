/** As node:assert/strict, for a suite that also runs where there is no Node. */

export function ok(value: unknown, message = `got ${show(value)}`): asserts value {
  if (!value) throw new Error(message);
}

export function equal(actual: unknown, expected: unknown, message = 'not equal'): void {
  if (show(actual) !== show(expected)) throw new Error(`${message}: got ${show(actual)}, expected ${show(expected)}`);
}

export function match(text: string, pattern: RegExp, message = 'no match'): void {
  if (!pattern.test(text)) throw new Error(`${message}: ${pattern} in ${show(text)}`);
}

/** Equal plain data is shown equally, so this also compares. */
function show(value: unknown): string {
  // Of what is no data, such as undefined, there is no JSON.
  const json = JSON.stringify(value, null, 2) as string | undefined;
  return json ?? String(value);
}
