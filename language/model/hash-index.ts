/**
 * Finds, of things numbered from 0, the one equal to another: open addressing on 32-bit hashes, so that looking
 * something up makes neither a key nor any other object.
 *
 *     for (let at = index.first(hash); ; at = index.next(at)) {
 *       const id = index.at(at);
 *       if (id < 0) → there is none: index.add(hash)
 *       if (things[id] is the one) → found
 *     }
 */
export class HashIndex {
  /** Numbers plus 1; 0 is a free place. Its length is a power of 2, at least twice as many as there are things. */
  #places = new Int32Array(256);
  #hashes = new Int32Array(128);
  #count = 0;

  /** Where to look first. */
  first(hash: number): number {
    return hash & (this.#places.length - 1);
  }

  next(place: number): number {
    return (place + 1) & (this.#places.length - 1);
  }

  /** The number there, or -1 when nothing is and the search is over. */
  at(place: number): number {
    return this.#places[place]! - 1;
  }

  /** Adds the next thing, which has the number that is answered. */
  add(hash: number): number {
    if (this.#count === this.#hashes.length) this.#grow();
    this.#hashes[this.#count] = hash;
    this.#put(hash, this.#count);
    return this.#count++;
  }

  #put(hash: number, id: number): void {
    let place = this.first(hash);
    while (this.#places[place] !== 0) place = this.next(place);
    this.#places[place] = id + 1;
  }

  #grow(): void {
    const hashes = new Int32Array(2 * this.#hashes.length);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    this.#places = new Int32Array(2 * hashes.length);
    for (let id = 0; id < this.#count; id++) this.#put(hashes[id]!, id);
  }
}

/** Of an operation and its arguments; absent ones are 0. */
export function hashOf(operation: number, a: number, b: number, c: number): number {
  let hash = Math.imul(operation + 1, 0x9e3779b1);
  hash = Math.imul((hash ^ (hash >>> 15)) + a, 0x85ebca6b);
  hash = Math.imul((hash ^ (hash >>> 13)) + b, 0xc2b2ae35);
  hash = Math.imul((hash ^ (hash >>> 16)) + c, 0x27d4eb2f);
  return hash ^ (hash >>> 15);
}

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

/** Of a number: equal for those that `Object.is` calls the same. */
export function hashOfNumber(value: number): number {
  double[0] = Number.isNaN(value) ? NaN : value;
  return hashOf(-2, words[0]!, words[1]!, 0);
}
