/**
 * Asks again until there is an answer: an editor answers some time after it is asked.
 * @throws with `what` when nothing came within `milliseconds`; the time is a bound, not a measurement
 */
export async function eventually<T>(
  what: string,
  ask: () => T | undefined | PromiseLike<T | undefined>,
  milliseconds = 20_000,
): Promise<T> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`Still not there after ${milliseconds / 1000} s: ${what}`);
    await new Promise((wake) => setTimeout(wake, 50));
  }
}
