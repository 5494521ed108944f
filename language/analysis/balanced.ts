/**
 * The model with V electroneutral: everywhere in the graph V becomes the root of Σ I(V, states) = 0, so that the net
 * current is zero at every moment and amounts and charge are kept. This is the index-1 differential-algebraic system of
 * ion balance, its algebraic equation solved where it stands [Hairer & Wanner 1996, Solving Ordinary Differential
 * Equations II, VI.1; Mori 2012, Physica D 241:1797].
 *
 * Newton's method needs somewhere to begin: a component that takes V's place and follows the root by
 * dV/dt = −(Σ_i ∂I/∂y_i · dy_i/dt + ∂I/∂t)/(∂I/∂V), drawn to it besides. From there the root is a formula of a few steps.
 */
import { makeDifferentiator } from '../model/derivative.js';
import { makeEvaluator } from '../model/evaluate.js';
import { argumentsOf, type BinaryOp, type NodeId, type UnaryOp } from '../model/graph.js';
import { GraphBuilder } from '../model/graph-builder.js';
import { TIME, VOLTAGE, type Model } from '../model/model.js';

interface Balanced {
  /** Its own equations; its graph reads VOLTAGE as the component that follows the root. */
  readonly model: Model;
  /** The root, of that graph. */
  readonly potential: NodeId;
}

const known = new WeakMap<Model, Balanced>();

/** Steps from the follower to the root: one where currents are ohmic, a few where V has jumped and they are not. */
const STEPS = 4;
/** s: how fast the follower is drawn to the root. Slow, or it would make the system stiff for nothing. */
const DRAWN = 1;

function balancedOf(model: Model): Balanced {
  let balanced = known.get(model);
  if (!balanced) known.set(model, (balanced = balance(model)));
  return balanced;
}

/** Made once for each model that is electroneutral. */
export function balancedModel(model: Model): Model {
  return balancedOf(model).model;
}

/** The root, V, at a point whose VOLTAGE is the follower. */
export function balancedPotential(model: Model): (symbols: ArrayLike<number>) => number {
  const { model: balanced, potential } = balancedOf(model);
  const evaluate = makeEvaluator(balanced.graph, [potential]);
  const out = new Float64Array(1);
  return (symbols) => {
    evaluate(symbols, out);
    return out[0]!;
  };
}

function balance(model: Model): Balanced {
  const b = GraphBuilder.from(model.graph);
  const current = b.sum(model.pathways.map((pathway) => pathway.current));
  const slope = makeDifferentiator(b, VOLTAGE)(current);
  const changes = model.states.map(({ symbol, rate }) => b.binary('mul', makeDifferentiator(b, symbol)(current), rate));
  const drift = b.sum([...changes, makeDifferentiator(b, TIME)(current)]);
  const follows = b.unary('neg', b.binary('div', drift, slope));

  const follower = b.symbol(VOLTAGE);
  let V = follower;
  for (let i = 0; i < STEPS; i++) {
    const at = replaced(b, V);
    V = b.binary('sub', V, b.binary('div', at(current), at(slope)));
  }
  const atRoot = replaced(b, V);
  const drawn = b.binary('div', b.binary('sub', V, follower), b.constant(DRAWN));
  const rate = b.binary('add', atRoot(follows), drawn);
  const states = model.states.map((state) => ({ ...state, rate: atRoot(state.rate) }));
  // C dV/dt = −Σ I, with C = 1 and one current that is −dV/dt.
  const [first] = model.pathways;
  const pathways = first === undefined ? [] : [{ ...first, current: b.unary('neg', rate) }];
  return { model: { ...model, capacitance: b.constant(1), pathways, states, graph: b.graph() }, potential: V };
}

/** Copies of nodes in which `V` stands for the potential. */
function replaced(b: GraphBuilder, V: NodeId): (node: NodeId) => NodeId {
  const moved = new Map<NodeId, NodeId>();
  const original = b.symbol(VOLTAGE);
  moved.set(original, V);
  const move = (id: NodeId): NodeId => {
    const node = b.node(id);
    if (node.op === 'const' || node.op === 'symbol') return id;
    const args = node.args.map((argument) => moved.get(argument)!);
    if (args.every((argument, i) => argument === node.args[i])) return id;
    if (node.op === 'select') return b.select(args[0]!, args[1]!, args[2]!);
    return args.length === 1
      ? b.unary(node.op as UnaryOp, args[0]!)
      : b.binary(node.op as BinaryOp, args[0]!, args[1]!);
  };
  return (node) => {
    const needed = new Set([node]);
    for (const id of needed)
      for (const argument of argumentsOf(b.node(id))) if (!moved.has(argument)) needed.add(argument);
    for (const id of [...needed].sort((x, y) => x - y)) if (!moved.has(id)) moved.set(id, move(id));
    return moved.get(node)!;
  };
}
