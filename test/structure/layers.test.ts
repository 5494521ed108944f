import assert from 'node:assert/strict';
import { importsOf, sourceFiles, type Import } from './imports.js';
import { layers } from './layers.mjs';

/** Does `path` lie in the layer or package `place`? */
const within = (path: string, place: string) => path === place || path.startsWith(`${place}/`);

const layerOf = (file: string) => layers.find(({ place }) => within(file, place))?.place;

describe('layers', () => {
  for (const { place, from, types = [], packages = [], nodeEntries = [] } of layers) {
    const allowed = ({ file, target, typesOnly }: Import) =>
      [place, ...from, ...packages].some((one) => within(target, one)) ||
      (typesOnly && types.some((one) => within(target, one))) ||
      (target.startsWith('node:') && nodeEntries.includes(file));

    it(`${place} imports only what it may`, () => {
      const wrong = importsOf(place).filter((one) => !allowed(one));
      assert.deepEqual(
        wrong.map(({ file, target }) => `${file} imports ${target}`),
        [],
      );
    });
  }

  it('hold every source file', () => {
    const files = ['language', 'server', 'client', 'media']
      .flatMap(sourceFiles)
      .filter((file) => !file.endsWith('.d.ts'));
    assert.deepEqual(
      files.filter((file) => layerOf(file) === undefined),
      [],
    );
  });

  it('have no circle among them', () => {
    const uses = new Map(layers.map(({ place }) => [place, layersUsedBy(place)]));
    const reaches = (start: string, goal: string, seen = new Set<string>()): boolean =>
      [...(uses.get(start) ?? [])].some((next) => {
        if (next === goal) return true;
        if (seen.has(next)) return false;
        seen.add(next);
        return reaches(next, goal, seen);
      });
    assert.deepEqual(
      layers.map(({ place }) => place).filter((place) => reaches(place, place)),
      [],
    );
  });
});

function layersUsedBy(place: string): ReadonlySet<string> {
  const used = importsOf(place).map(({ target }) => layerOf(target));
  return new Set(used.filter((layer) => layer !== undefined && layer !== place) as string[]);
}
