/** The nullclines that belong to the orbits of a run. */
import { phasePlane } from '../language/analysis/phase-plane.js';
import type { Run } from '../language/analysis/run.js';
import { VOLTAGE, type Model } from '../language/model/model.js';
import type { Planes } from './worker-messages.js';

export function planesOf(model: Model, symbols: Float64Array, run: Run): Planes {
  const { experiment } = run;
  const { orbits = [], panes } = experiment;
  if (orbits.length === 0 || experiment.clamp !== undefined) return [];
  const samples = run.result().sample();
  return orbits.map(({ against, traces }, i) =>
    traces.map(({ node }, j) => {
      const x = model.graph.nodes[against.node]!;
      const y = model.graph.nodes[node]!;
      const state = y.op === 'symbol' ? model.states.find(({ symbol }) => symbol === y.symbol) : undefined;
      if (x.op !== 'symbol' || x.symbol !== VOLTAGE || state === undefined) return undefined;
      const values = samples.panes[panes.length + i]![j + 1]!;
      const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
      const options = state.unit === '' || !(high > 0) ? {} : { stateRange: [0, 1.2 * high] as const };
      const plane = phasePlane(model, symbols, state.name, experiment, options);
      return plane.ok ? plane.value : undefined;
    }),
  );
}
