/** The known words nearest to a misspelt one. */

/**
 * Optimal string alignment distance: insert, delete, replace, swap neighbours; a change of case costs half.
 * Infinity as soon as it is clear that it is above `limit`.
 */
export function editDistance(a: string, b: string, limit = Infinity): number {
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? beforeLast[j - 2]! + 1 : Infinity;
      row.push(Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + replaceCost(a[i - 1]!, b[j - 1]!), swap));
    }
    if (Math.min(...row) > limit + 1) return Infinity;
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}

function replaceCost(x: string, y: string): number {
  if (x === y) return 0;
  return x.toLowerCase() === y.toLowerCase() ? 0.5 : 1;
}

/** Nobody means another word by one as long as this. */
const LONGEST_WORD = 60;

/**
 * At most `most` of the candidates, nearest first (equally near ones in their given order), none so far that it would
 * surprise: to a single letter only its other case is near.
 */
export function nearest(word: string, candidates: Iterable<string>, most = 3): string[] {
  if (word.length > LONGEST_WORD) return [];
  const limit = word.length === 1 ? 0.5 : Math.max(1, Math.floor(word.length / 2.5));
  // After a syntax error a declaration may be without the name that its type promises.
  return [...new Set(candidates)]
    .filter((candidate) => Boolean(candidate))
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate, limit) }))
    .filter(({ candidate, distance }) => distance <= limit && candidate !== word)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}
