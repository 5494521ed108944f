import assert from 'node:assert/strict';
import { LABEL_GAP, placeLabels, type LabelPlace, type LabelRequest } from '../../media/chart/label-layout.js';

const MIN = 66;

/** Pairs of labels that share a row and touch. */
function overlaps(requests: readonly LabelRequest[], places: readonly LabelPlace[]): number {
  let found = 0;
  places.forEach((a, i) =>
    places.forEach((b, j) => {
      if (i < j && a.row === b.row && a.left < b.left + requests[j]!.width && b.left < a.left + requests[i]!.width)
        found++;
    }),
  );
  return found;
}

/** Lines that run through a label on the way up to their own. */
function struck(requests: readonly LabelRequest[], places: readonly LabelPlace[]): number {
  let found = 0;
  places.forEach(({ left, row }, i) =>
    requests.forEach(({ x }, j) => {
      if (i !== j && places[j]!.row > row && x > left && x < left + requests[i]!.width) found++;
    }),
  );
  return found;
}

/** Numbers from 0 to 1, the same ones each time. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    yield state / 2 ** 32;
  }
}

describe('labels of marker lines', () => {
  it('stand beside their lines, in one row, where there is room', () => {
    const requests = [100, 300, 500].map((x) => ({ x, width: 90 }));
    assert.deepEqual(placeLabels(requests, MIN, 700), [
      { left: 100 + LABEL_GAP, row: 0 },
      { left: 300 + LABEL_GAP, row: 0 },
      { left: 500 + LABEL_GAP, row: 0 },
    ]);
  });

  it('turn left at the right edge', () => {
    assert.deepEqual(placeLabels([{ x: 390, width: 90 }], MIN, 400), [{ left: 390 - LABEL_GAP - 90, row: 0 }]);
  });

  it('never cover each other; and no line crosses one while there are five or fewer', () => {
    const random = numbers(20261121);
    const next = (from: number, to: number): number => from + (to - from) * random.next().value!;
    for (let round = 0; round < 500; round++) {
      const max = next(388, 1200);
      const count = 1 + Math.floor(next(0, 8));
      const requests = Array.from({ length: count }, () => ({ x: next(MIN, max), width: next(70, 110) }));
      requests.sort((a, b) => a.x - b.x);
      const places = placeLabels(requests, MIN, max);
      const story = JSON.stringify({ max, requests, places });
      assert.equal(overlaps(requests, places), 0, story);
      assert.ok(
        places.every(({ left }, i) => left >= MIN - 1e-9 && left + requests[i]!.width <= max + 1e-9),
        story,
      );
      if (count <= 5) assert.equal(struck(requests, places), 0, story);
    }
  });

  it('never cover each other when there are too many to search', () => {
    const requests = Array.from({ length: 14 }, (_, i) => ({ x: 100 + 17 * i, width: 100 }));
    assert.equal(overlaps(requests, placeLabels(requests, MIN, 388)), 0);
  });
});
