/**
 * The model with V imposed: everywhere in the graph V becomes the command, an expression of t, so that nothing is left to
 * integrate but the states. V keeps its place among the components, where it stays as it is and nothing reads it.
 */
import type { Clamp } from '../model/drive.js';
import type { BinaryOp, NodeId, UnaryOp } from '../model/graph.js';
import { GraphBuilder } from '../model/graph-builder.js';
import { VOLTAGE, type Experiment, type Model } from '../model/model.js';

const known = new WeakMap<Model, WeakMap<Experiment, Model>>();

/** Made once for each experiment of a model. */
export function clampedModel(model: Model, experiment: Experiment, clamp: Clamp): Model {
  let ofModel = known.get(model);
  if (!ofModel) known.set(model, (ofModel = new WeakMap()));
  let clamped = ofModel.get(experiment);
  if (!clamped) ofModel.set(experiment, (clamped = impose(model, clamp)));
  return clamped;
}

function impose(model: Model, { command }: Clamp): Model {
  const { nodes, spans } = model.graph;
  const builder = new GraphBuilder();
  const moved: NodeId[] = [];
  /** The command reads no V, so all it needs can stand before everything else. */
  const move = (id: NodeId, V: NodeId | undefined): NodeId => {
    const node = nodes[id]!;
    const span = spans[id] ?? null;
    if (node.op === 'const') return builder.constant(node.value, span);
    if (node.op === 'symbol') return node.symbol === VOLTAGE && V !== undefined ? V : builder.symbol(node.symbol, span);
    const [a, b, c] = node.args.map((argument) => moved[argument]!);
    if (node.op === 'select') return builder.select(a!, b!, c!, span);
    return node.args.length === 1
      ? builder.unary(node.op as UnaryOp, a!, span)
      : builder.binary(node.op as BinaryOp, a!, b!, span);
  };
  nodes.forEach((_, id) => (moved[id] = move(id, undefined)));
  const V = moved[command]!;
  nodes.forEach((_, id) => (moved[id] = move(id, V)));
  return {
    ...model,
    capacitance: builder.constant(1),
    pathways: [],
    states: model.states.map((state) => ({ ...state, rate: moved[state.rate]! })),
    graph: builder.graph(),
  };
}
