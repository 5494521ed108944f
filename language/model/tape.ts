/**
 * Expressions flattened to a tape that one loop runs: no closures, no code made from text.
 *
 * Every value has a slot: the symbols that are read, then the constants, then one result for each operation, in order.
 * What depends on `fixed` symbols alone comes first, so that it need not be run again for every point.
 */
import { binaryOps, unaryOps, type Graph, type Node, type NodeId } from './graph.js';
import { binaryFunction, unaryFunction } from './operations.js';
import { reachable } from './reachable.js';
import { schedule } from './schedule.js';

export interface Tape {
  readonly values: Float64Array;
  /** Symbol that slot i reads. */
  readonly symbols: Int32Array;
  /** Three slots for each operation; those it does not read are 0. */
  readonly operands: Int32Array;
  /** For each run of one operation: which, and how many operations have been done after it. */
  readonly batches: Int32Array;
  /** Batches that depend on fixed symbols alone: the first so many. */
  readonly fixedBatches: number;
  /** Slot of the first operation's result. */
  readonly firstResult: number;
  /** Slot of each output. */
  readonly outputs: Int32Array;
}

const SELECT = 0;
const FIRST_UNARY = 1;
const FIRST_BINARY = FIRST_UNARY + unaryOps.length;
const CODES = new Map<Node['op'], number>([
  ['select', SELECT],
  ...unaryOps.map((op, i) => [op, FIRST_UNARY + i] as const),
  ...binaryOps.map((op, i) => [op, FIRST_BINARY + i] as const),
]);
const UNARY = unaryOps.map(unaryFunction);
const BINARY = binaryOps.map(binaryFunction);
/** The operations worth a loop of their own. */
const [NEG, EXP, ADD, SUB, MUL, DIV] = (['neg', 'exp', 'add', 'sub', 'mul', 'div'] as const).map((op) =>
  CODES.get(op)!,
);

export function makeTape(graph: Graph, outputs: readonly NodeId[], isFixed: (symbol: number) => boolean): Tape {
  const { nodes } = graph;
  const slots = new Map<NodeId, number>();
  const symbols: number[] = [];
  const constants: number[] = [];
  const varies = new Set<NodeId>();
  const operations = { fixed: [] as NodeId[], varying: [] as NodeId[] };
  const order = reachable(nodes, outputs);
  for (const id of order) {
    const node = nodes[id]!;
    if (node.op === 'symbol') {
      if (!isFixed(node.symbol)) varies.add(id);
      slots.set(id, symbols.push(node.symbol) - 1);
    } else if (node.op !== 'const') {
      if (node.args.some((argument) => varies.has(argument))) varies.add(id);
      operations[varies.has(id) ? 'varying' : 'fixed'].push(id);
    }
  }
  for (const id of order) {
    const node = nodes[id]!;
    if (node.op === 'const') slots.set(id, symbols.length + constants.push(node.value) - 1);
  }

  for (const id of outputs) if (nodes[id] === undefined) throw new RangeError(`node ${id} is not in the graph`);

  const fixed = schedule(nodes, operations.fixed);
  const batches = [...fixed, ...schedule(nodes, operations.varying)];
  const firstResult = symbols.length + constants.length;
  const operands: number[] = [];
  let done = 0;
  const runs = batches.flatMap(({ op, nodes: batch }) => {
    for (const id of batch) {
      const node = nodes[id]!;
      const [a = 0, b = 0, c = 0] = 'args' in node ? node.args.map((argument) => slots.get(argument)!) : [];
      operands.push(a, b, c);
      slots.set(id, firstResult + done++);
    }
    return [CODES.get(op)!, done];
  });
  const values = new Float64Array(firstResult + done);
  values.set(constants, symbols.length);
  return {
    values,
    symbols: Int32Array.from(symbols),
    operands: Int32Array.from(operands),
    batches: Int32Array.from(runs),
    fixedBatches: fixed.length,
    firstResult,
    outputs: Int32Array.from(outputs, (id) => slots.get(id)!),
  };
}

/** Runs the batches `from` … `to − 1`. */
export function runTape({ values: v, operands: o, batches, firstResult }: Tape, from: number, to: number): void {
  let i = from === 0 ? 0 : batches[2 * from - 1]!;
  for (let batch = from; batch < to; batch++) {
    const op = batches[2 * batch]!;
    const end = batches[2 * batch + 1]!;
    let r = firstResult + i;
    if (op === MUL) for (; i < end; i++) v[r++] = v[o[3 * i]!]! * v[o[3 * i + 1]!]!;
    else if (op === ADD) for (; i < end; i++) v[r++] = v[o[3 * i]!]! + v[o[3 * i + 1]!]!;
    else if (op === SUB) for (; i < end; i++) v[r++] = v[o[3 * i]!]! - v[o[3 * i + 1]!]!;
    else if (op === DIV) for (; i < end; i++) v[r++] = v[o[3 * i]!]! / v[o[3 * i + 1]!]!;
    else if (op === NEG) for (; i < end; i++) v[r++] = -v[o[3 * i]!]!;
    else if (op === EXP) for (; i < end; i++) v[r++] = Math.exp(v[o[3 * i]!]!);
    else if (op === SELECT) for (; i < end; i++) v[r++] = v[o[3 * i]!] !== 0 ? v[o[3 * i + 1]!]! : v[o[3 * i + 2]!]!;
    else if (op < FIRST_BINARY) {
      const f = UNARY[op - FIRST_UNARY]!;
      for (; i < end; i++) v[r++] = f(v[o[3 * i]!]!);
    } else {
      const f = BINARY[op - FIRST_BINARY]!;
      for (; i < end; i++) v[r++] = f(v[o[3 * i]!]!, v[o[3 * i + 1]!]!);
    }
  }
}
