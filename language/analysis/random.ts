/** Random numbers that a seed fixes, the same on every machine. */

/** Uniform in 0 … 1, both ends out: xoshiro128** [Blackman & Vigna 2021, ACM Trans Math Softw 47:36]. */
export function uniformNumbers(seed: number): () => number {
  const state = seeded(seed);
  return () => {
    const result = Math.imul(rotate(Math.imul(state[1]!, 5), 7), 9) >>> 0;
    const t = state[1]! << 9;
    state[2]! ^= state[0]!;
    state[3]! ^= state[1]!;
    state[1]! ^= state[2]!;
    state[0]! ^= state[3]!;
    state[2]! ^= t;
    state[3] = rotate(state[3]!, 11);
    return (result + 0.5) / 4294967296;
  };
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

/** Four words from one number: splitmix32, so that neighbouring seeds have nothing in common. */
function seeded(seed: number): Int32Array {
  const state = new Int32Array(4);
  let word = Math.floor(seed) | 0;
  for (let i = 0; i < state.length; i++) {
    word = (word + 0x9e3779b9) | 0;
    let z = word;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    state[i] = z ^ (z >>> 15);
  }
  return state;
}

/** Normal with mean 0 and standard deviation 1 [Box & Muller 1958, Ann Math Stat 29:610]. */
export function normalNumbers(seed: number): () => number {
  const uniform = uniformNumbers(seed);
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}
