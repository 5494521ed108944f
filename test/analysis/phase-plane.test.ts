import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fixedPointKind, phasePlane, type PhasePlane } from '../../language/analysis/phase-plane.js';
import { parameterValues } from '../../language/analysis/parameter-values.js';
import { runToEnd } from '../../language/analysis/run.js';
import type { Model } from '../../language/model/model.js';
import { build, Compilations } from '../language/diagnose.js';

const text = readFileSync('media/examples/morris-lecar.memb', 'utf8');

describe('phase planes', () => {
  let model: Model;
  before(async () => {
    model = Compilations.compilation(await build(text)).model!;
  });
  const planeAt = (uA: number, name = 'Constant'): PhasePlane => {
    const symbols = parameterValues(model, { I: uA * 0.01 });
    assert.ok(symbols.ok);
    const experiment = model.experiments.find((entry) => entry.name === name);
    const plane = phasePlane(model, symbols.value, 'K.w', experiment);
    assert.ok(plane.ok);
    return plane.value;
  };

  it('Morris–Lecar: both nullclines are what can be written down for them', () => {
    const { voltageNullclines, stateNullclines, reduced, injected } = planeAt(90);
    assert.deepEqual([voltageNullclines.length, stateNullclines.length, reduced.length], [1, 1, 0]);
    assert.ok(Math.abs(injected - 0.9) < 1e-15);
    const [{ V, w }] = voltageNullclines as [{ V: Float64Array; w: Float64Array }];
    V.forEach((volts, i) => {
      const mV = volts * 1e3;
      const m = (1 + Math.tanh((mV + 1.2) / 18)) / 2;
      const exact = (90 - 4.4 * m * (mV - 120) - 2 * (mV + 60)) / (8 * (mV + 84));
      assert.ok(Math.abs(w[i]! - exact) < 1e-10, `${w[i]} at ${mV} mV is not ${exact}`);
    });
    const [steady] = stateNullclines;
    steady!.V.forEach((volts, i) => {
      assert.ok(Math.abs(steady!.w[i]! - (1 + Math.tanh((volts * 1e3 - 2) / 30)) / 2) < 1e-12);
    });
  });

  it('Morris–Lecar: the fixed point loses its stability where the Hopf point is, 93.857 µA/cm²', () => {
    assert.deepEqual(planeAt(93.8).fixedPoints.map(fixedPointKind), ['stable focus']);
    assert.deepEqual(planeAt(93.9).fixedPoints.map(fixedPointKind), ['unstable focus']);
  });

  it('below the saddle-node there are three fixed points, one of them a saddle; above it one', async () => {
    const slow = Compilations.compilation(await build(text.replace('inject 42 uA/cm^2', 'inject I'))).model!;
    const kindsAt = (uA: number): string[] => {
      const symbols = parameterValues(slow, { I: uA * 0.01 });
      assert.ok(symbols.ok);
      const plane = phasePlane(slow, symbols.value, undefined, slow.experiments[1]);
      assert.ok(plane.ok);
      return plane.value.fixedPoints.map(fixedPointKind);
    };
    assert.equal(kindsAt(39).length, 3);
    assert.equal(kindsAt(39).filter((kind) => kind === 'saddle').length, 1);
    assert.equal(kindsAt(41).length, 1);
  });

  it('say why there is none', () => {
    const symbols = parameterValues(model, {});
    assert.ok(symbols.ok);
    const plane = phasePlane(model, symbols.value, 'K.x');
    assert.ok(!plane.ok && plane.failure.code === 'phase.state');
  });

  it('an orbit is sampled with the run, its abscissa first', async () => {
    const source = text.replace('plot V | Ca.I, K.I | Ca.m, K.w', 'plot V; plot K.w against V');
    const document = await build(source);
    assert.deepEqual(document.diagnostics, []);
    const orbiting = Compilations.compilation(document).model!;
    const symbols = parameterValues(orbiting, {});
    assert.ok(symbols.ok);
    const run = runToEnd(orbiting, 'Constant', symbols.value);
    assert.ok(run.ok);
    const { V, panes } = run.value.sample([0.1, 0.2]);
    assert.deepEqual(Array.from(panes[1]![0]!), Array.from(V));
    assert.equal(panes[1]!.length, 2);
  });
});
