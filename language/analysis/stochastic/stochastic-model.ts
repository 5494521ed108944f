/**
 * The model of a run in which channels are single ones: what they set jumps and has no rate of its own, and the share
 * that is open is a state beside the gates, since the average of m³h is not that of m cubed times that of h.
 */
import { GraphBuilder } from '../../model/graph-builder.js';
import type { Model } from '../../model/model.js';
import { populationsOf, type ChannelPopulation, type Indivisible } from '../../model/populations.js';

export interface StochasticModel {
  readonly model: Model;
  readonly populations: readonly ChannelPopulation[];
  /** By population, the index in `model.states` of its open share; −1 where the scheme's states say it. */
  readonly openStates: readonly number[];
  readonly indivisible: readonly Indivisible[];
}

const known = new WeakMap<Model, StochasticModel>();

/** Node ids stay what they are. Made once of each model. */
export function stochasticModelOf(model: Model): StochasticModel {
  let made = known.get(model);
  if (!made) known.set(model, (made = make(model)));
  return made;
}

function make(model: Model): StochasticModel {
  const { populations, indivisible } = populationsOf(model);
  const builder = GraphBuilder.from(model.graph);
  const zero = builder.constant(0);
  const graph = builder.graph();
  const nodes = [...graph.nodes];
  const symbols = [...model.symbols];
  const states = [...model.states];
  const openStates = populations.map(({ pathway, open, readouts }) => {
    for (const { state } of readouts) states[state] = { ...states[state]!, rate: zero };
    if (open === undefined) return -1;
    // A single gate says itself how many are open.
    if (nodes[open.node]!.op === 'symbol') return -1;
    const { name, span } = model.pathways[pathway]!;
    const symbol = symbols.push({ kind: 'state', name: `${name}.open` }) - 1;
    nodes[open.node] = { op: 'symbol', symbol };
    return states.push({ name: `${name}.open`, symbol, rate: zero, scale: 1, unit: '', span }) - 1;
  });
  return { model: { ...model, graph: { ...graph, nodes }, symbols, states }, populations, openStates, indivisible };
}
