/** Numbers in 0…1, the same ones every run [Marsaglia 2003, J. Stat. Softw. 8(14): xorshift]. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}
