import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { singularitiesIn } from '../../language/analysis/singularities.js';
import { build, Compilations } from '../language/diagnose.js';

async function singularities(name: string): Promise<{ mV: number; isRemovable: boolean; isLost: boolean }[]> {
  const text = readFileSync(`test/fixtures/${name}/input.memb`, 'utf8');
  const model = Compilations.compilation(await build(text)).model!;
  const values = model.pathways.flatMap(({ gates, current }) => [
    ...gates.flatMap(({ steady, tau }) => (tau === undefined ? [steady] : [steady, tau])),
    current,
  ]);
  return singularitiesIn(model, defaultSymbols(model), values).map(({ V, isRemovable, lost }) => ({
    mV: Math.round(V * 1e7) / 1e4,
    isRemovable,
    isLost: lost.length > 0,
  }));
}

describe('singularities over V', () => {
  it('those of x/(1 − e^(−x)) written out are removable, on a whole millivolt and beside it', async () => {
    assert.deepEqual(await singularities('good-removable-singularities'), [
      { mV: -40, isRemovable: true, isLost: false },
      { mV: -55.3, isRemovable: true, isLost: false },
    ]);
  });

  it('those of a pole are not', async () => {
    assert.deepEqual(await singularities('value.singular'), [
      { mV: -55.3, isRemovable: false, isLost: true },
      { mV: 30, isRemovable: false, isLost: true },
    ]);
  });
});
