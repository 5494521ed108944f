/** Evaluates nodes of a graph in one sweep over a flat tape: no closures, no code made from text. */
import { applyBinary, applyUnary } from './operations.js';
import { argumentsOf, binaryOps, unaryOps, type Graph, type Node, type NodeId } from './graph.js';

/** Nodes that `outputs` depend on, in evaluation order. */
export function reachable(nodes: readonly Node[], outputs: readonly NodeId[]): NodeId[] {
  const needed = new Uint8Array(nodes.length);
  for (const id of outputs) needed[id] = 1;
  for (let id = nodes.length - 1; id >= 0; id--) {
    if (needed[id]) for (const argument of argumentsOf(nodes[id]!)) needed[argument] = 1;
  }
  return [...needed.keys()].filter((id) => needed[id]);
}

/** Symbols (by index) that a node depends on. */
export function symbolsOf(graph: Graph, outputs: readonly NodeId[]): Set<number> {
  const found = new Set<number>();
  for (const id of reachable(graph.nodes, outputs)) {
    const node = graph.nodes[id]!;
    if (node.op === 'symbol') found.add(node.symbol);
  }
  return found;
}

/** Fills `out[i]` with the value of `outputs[i]`, given the value of every symbol. Never throws. */
export type Evaluator = (symbols: ArrayLike<number>, out: Float64Array) => void;

const CODE = new Map<string, number>(['const', 'symbol', 'select', ...unaryOps, ...binaryOps].map((op, i) => [op, i]));
const code = (op: string): number => CODE.get(op)!;
const [SYMBOL, SELECT, NEG, EXP, LINOID, BOLTZMANN, ADD, SUB, MUL, DIV] = [
  'symbol', 'select', 'neg', 'exp', 'linoid', 'boltzmann', 'add', 'sub', 'mul', 'div',
].map(code) as [number, number, number, number, number, number, number, number, number, number];
const FIRST_BINARY = code(binaryOps[0]);

/** Compiles the nodes `outputs` depend on to a tape; constants are placed once, here. */
export function makeEvaluator(graph: Graph, outputs: readonly NodeId[]): Evaluator {
  const order = reachable(graph.nodes, outputs);
  const slot = new Map(order.map((id, i) => [id, i]));
  const values = new Float64Array(order.length);
  const tape: number[] = [];
  order.forEach((id, i) => {
    const node = graph.nodes[id]!;
    if (node.op === 'const') values[i] = node.value;
    else if (node.op === 'symbol') tape.push(SYMBOL, i, node.symbol, 0, 0);
    else {
      const [a, b = 0, c = 0] = node.args.map((argument) => slot.get(argument)!);
      tape.push(code(node.op), i, a!, b, c);
    }
  });
  const instructions = Int32Array.from(tape);
  const results = Int32Array.from(outputs, (id) => slot.get(id)!);

  return (symbols, out) => {
    for (let p = 0; p < instructions.length; p += 5) {
      const op = instructions[p]!;
      const a = instructions[p + 2]!;
      const b = instructions[p + 3]!;
      values[instructions[p + 1]!] = operate(op, a, b, instructions[p + 4]!, values, symbols);
    }
    for (let i = 0; i < results.length; i++) out[i] = values[results[i]!]!;
  };
}

function operate(op: number, a: number, b: number, c: number, values: Float64Array, symbols: ArrayLike<number>): number {
  switch (op) {
    case SYMBOL:
      return symbols[a]!;
    case ADD:
      return values[a]! + values[b]!;
    case SUB:
      return values[a]! - values[b]!;
    case MUL:
      return values[a]! * values[b]!;
    case DIV:
      return values[a]! / values[b]!;
    case NEG:
      return -values[a]!;
    case EXP:
      return Math.exp(values[a]!);
    case LINOID:
      return applyUnary('linoid', values[a]!);
    case BOLTZMANN:
      return applyUnary('boltzmann', values[a]!);
    case SELECT:
      return values[a] !== 0 ? values[b]! : values[c]!;
    default:
      return op >= FIRST_BINARY
        ? applyBinary(binaryOps[op - FIRST_BINARY]!, values[a]!, values[b]!)
        : applyUnary(unaryOps[op - 3]!, values[a]!);
  }
}

/** One node, once. For many evaluations make an evaluator. */
export function evaluate(graph: Graph, node: NodeId, symbols: ArrayLike<number>): number {
  const out = new Float64Array(1);
  makeEvaluator(graph, [node])(symbols, out);
  return out[0]!;
}
