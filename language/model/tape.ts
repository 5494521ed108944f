/**
 * Expressions flattened to a tape that one loop runs: no closures, no code made from text.
 *
 * Every value has a slot: the symbols that are read, then the constants, then one result for each operation, in order.
 * What depends on `fixed` symbols alone comes first, so that it need not be run again for every point.
 */
import { argumentsOf, binaryOps, unaryOps, type Graph, type Node, type NodeId } from './graph.js';
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
  for (const id of outputs) if (nodes[id] === undefined) throw new RangeError(`node ${id} is not in the graph`);
  const order = reachable(nodes, outputs);
  const size = (order.at(-1) ?? -1) + 1;
  const slots = new Int32Array(size);
  const varies = new Uint8Array(size);
  const symbols: number[] = [];
  const constants: number[] = [];
  const fixedOperations: NodeId[] = [];
  const varyingOperations: NodeId[] = [];
  for (const id of order) {
    const node = nodes[id]!;
    if (node.op === 'symbol') {
      if (!isFixed(node.symbol)) varies[id] = 1;
      slots[id] = symbols.push(node.symbol) - 1;
    } else if (node.op !== 'const') {
      for (const argument of node.args) if (varies[argument] === 1) varies[id] = 1;
      (varies[id] === 1 ? varyingOperations : fixedOperations).push(id);
    }
  }
  for (const id of order) {
    const node = nodes[id]!;
    if (node.op === 'const') slots[id] = symbols.length + constants.push(node.value) - 1;
  }

  const fixed = schedule(nodes, fixedOperations);
  const batches = [...fixed, ...schedule(nodes, varyingOperations)];
  const firstResult = symbols.length + constants.length;
  const operands = new Int32Array(3 * (fixedOperations.length + varyingOperations.length));
  const runs = new Int32Array(2 * batches.length);
  let done = 0;
  batches.forEach(({ op, nodes: batch }, i) => {
    for (const id of batch) {
      const args = argumentsOf(nodes[id]!);
      for (let k = 0; k < args.length; k++) operands[3 * done + k] = slots[args[k]!]!;
      slots[id] = firstResult + done++;
    }
    runs[2 * i] = CODES.get(op)!;
    runs[2 * i + 1] = done;
  });
  const values = new Float64Array(firstResult + done);
  values.set(constants, symbols.length);
  return {
    values,
    symbols: Int32Array.from(symbols),
    operands,
    batches: runs,
    fixedBatches: fixed.length,
    firstResult,
    outputs: Int32Array.from(outputs, (id) => slots[id]!),
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

/**
 * Runs what is not fixed for `lanes` points at once: the value in slot i for point k is `values[i · lanes + k]`, where
 * symbols, constants and what is fixed have been put. To the last bit what `runTape` gives for each.
 */
export function runTapeAbreast(tape: Tape, values: Float64Array, lanes: number): void {
  const { operands, batches, fixedBatches, firstResult } = tape;
  let i = fixedBatches === 0 ? 0 : batches[2 * fixedBatches - 1]!;
  for (let batch = fixedBatches; batch < batches.length / 2; batch++) {
    const op = batches[2 * batch]!;
    const end = batches[2 * batch + 1]!;
    for (; i < end; i++) {
      const a = lanes * operands[3 * i]!;
      const b = lanes * operands[3 * i + 1]!;
      runAbreast(op, values, lanes * (firstResult + i), a, b, lanes * operands[3 * i + 2]!, lanes);
    }
  }
}

/** One operation: operands begin at a, b and c, results at r. */
function runAbreast(op: number, v: Float64Array, r: number, a: number, b: number, c: number, lanes: number): void {
  if (op === MUL) for (let k = 0; k < lanes; k++) v[r + k] = v[a + k]! * v[b + k]!;
  else if (op === ADD) for (let k = 0; k < lanes; k++) v[r + k] = v[a + k]! + v[b + k]!;
  else if (op === SUB) for (let k = 0; k < lanes; k++) v[r + k] = v[a + k]! - v[b + k]!;
  else if (op === DIV) for (let k = 0; k < lanes; k++) v[r + k] = v[a + k]! / v[b + k]!;
  else if (op === NEG) for (let k = 0; k < lanes; k++) v[r + k] = -v[a + k]!;
  else if (op === EXP) for (let k = 0; k < lanes; k++) v[r + k] = Math.exp(v[a + k]!);
  else if (op === SELECT) for (let k = 0; k < lanes; k++) v[r + k] = v[a + k] !== 0 ? v[b + k]! : v[c + k]!;
  else if (op < FIRST_BINARY) {
    const f = UNARY[op - FIRST_UNARY]!;
    for (let k = 0; k < lanes; k++) v[r + k] = f(v[a + k]!);
  } else {
    const f = BINARY[op - FIRST_BINARY]!;
    for (let k = 0; k < lanes; k++) v[r + k] = f(v[a + k]!, v[b + k]!);
  }
}
