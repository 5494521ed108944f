import assert from 'node:assert/strict';
import { Compilations, build } from './diagnose.js';

const axon = `membrane Axon { temperature = 6.3 degC, capacitance = 1 uF/cm^2 }
channel Leak { conductance = 0.3 mS/cm^2, reversal = -54.4 mV }
`;

async function panesOf(experiment: string): Promise<string[]> {
  const { model } = Compilations.compilation(await build(axon + experiment));
  return model!.experiments[0]!.panes.map((pane) => pane.map(({ label, unit }) => `${label} in ${unit}`).join(', '));
}

describe('language: what an experiment plots', () => {
  it('is V when it does not say', async () => {
    assert.deepEqual(await panesOf('experiment Step { duration = 10 ms }'), ['V in mV']);
  });

  it('is what it says, pane by pane, line after line', async () => {
    const panes = await panesOf('experiment Step { duration = 10 ms, plot Leak.I, Leak.g | V\nplot t }');
    assert.deepEqual(panes, ['Leak.I in uA/cm^2, Leak.g in mS/cm^2', 'V in mV', 't in ms']);
  });
});
