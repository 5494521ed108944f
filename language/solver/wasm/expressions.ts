/**
 * Straight-line code for lowered nodes.
 *
 * A node used once is written where it is used, others get a local. The branches of a `select` are lazy: what only one
 * branch needs is computed only when it is taken. Calls of equal depth stand together, two to a vector.
 */
import type { Arithmetic } from './arithmetic.js';
import { exponentialOf, scratchIn, type Scratch } from './exponential.js';
import { call, f64x2, when, type Code, type Local } from './instructions.js';
import type { LowId, LowNode } from './lowering.js';
import type { MathFunction } from './mathematics.js';
import type { FunctionBody, FunctionReference, ValueType } from './module.js';

/** Where the leaves are found. */
export interface Leaves {
  fixed(slot: number): Code;
  readonly time: Code;
  state(index: number): Code;
  /** Of a condition: as it was when last looked at, or as it is now, where that is wanted. */
  mode(slot: number, now: Code): Code;
}

/** What is done with the values of some nodes, together. */
export interface Output {
  readonly ids: readonly LowId[];
  readonly store: (...values: readonly Code[]) => Code;
}

interface Context {
  readonly nodes: readonly LowNode[];
  readonly isMask: (id: LowId) => boolean;
  readonly arithmetic: Arithmetic;
  readonly body: FunctionBody;
  readonly find: (name: MathFunction) => FunctionReference;
  /** Whether exponentials are written out rather than called: faster, and longer. */
  readonly isHot: boolean;
  readonly leaves: Leaves;
}

/** Branch of a select that nodes belong to; the outermost has no parent. */
interface Region {
  readonly depth: number;
  readonly parent?: Region;
  readonly members: LowId[];
}

interface Regions {
  readonly regionOf: ReadonlyMap<LowId, Region>;
  readonly root: Region;
  /** The two branches of each select. */
  readonly branches: ReadonlyMap<LowId, readonly [Region, Region]>;
}

/** Expressions nested deeper than this go through a local. */
const DEEPEST = 40;
/** So many plain operations cost no more than a branch. */
const FREE_OPERATIONS = 6;
const PLAIN = new Set<LowNode['op']>([
  ...(['neg', 'abs', 'sqrt', 'floor', 'ceil', 'add', 'sub', 'mul', 'div', 'min', 'max', 'truth', 'select'] as const),
  ...(['lt', 'le', 'gt', 'ge', 'eq', 'ne', 'and', 'or', 'not', 'isTrue', 'mode'] as const),
]);

export function argumentsOf(node: LowNode): readonly LowId[] {
  return 'args' in node ? node.args : [];
}

function isCall(node: LowNode): boolean {
  return 'args' in node && !PLAIN.has(node.op);
}

/** Read where it is used: a load costs less than a register. */
function isLeaf(node: LowNode): boolean {
  return !('args' in node);
}

/** Whether to jump over what only one branch needs, rather than compute it in vain. */
function isWorthABranch({ members }: Region, nodes: readonly LowNode[]): boolean {
  const work = members.filter((id) => !isLeaf(nodes[id]!));
  return work.length > FREE_OPERATIONS || work.some((id) => isCall(nodes[id]!) || nodes[id]!.op === 'select');
}

export function writeExpressions(context: Context, outputs: readonly Output[]): void {
  const { nodes, isMask, arithmetic, body, leaves } = context;
  const apply = makeApplication(context);
  const order = needed(nodes, outputs);
  const uses = new Map<LowId, number>();
  const use = (id: LowId): void => void uses.set(id, (uses.get(id) ?? 0) + 1);
  for (const id of order) argumentsOf(nodes[id]!).forEach(use);
  for (const { ids } of outputs) ids.forEach(use);
  const { regionOf, root, branches } = divide(nodes, order, outputs);
  const levels = levelsOf(nodes, order);
  const depths = depthsOf(nodes, order);
  const locals = new Map<LowId, Local>();
  const free: Record<ValueType, Local[]> = { i32: [], f64: [], v128: [] };
  const typeOf = (id: LowId): ValueType => (isMask(id) ? arithmetic.maskType : arithmetic.valueType);

  const keep = (id: LowId): Local => {
    const local = free[typeOf(id)].pop() ?? body.local(typeOf(id));
    locals.set(id, local);
    return local;
  };
  /** The value of a node, as an expression to be written once, now. */
  const read = (id: LowId): Code => {
    const local = locals.get(id);
    if (!local) return compute(id);
    const left = uses.get(id)! - 1;
    uses.set(id, left);
    if (left === 0) free[typeOf(id)].push(local);
    return local.get;
  };
  const compute = (id: LowId): Code => {
    const node = nodes[id]!;
    switch (node.op) {
      case 'fixed':
        return leaves.fixed(node.slot);
      case 'time':
        return leaves.time;
      case 'state':
        return leaves.state(node.index);
      case 'mode':
        return leaves.mode(node.slot, read(node.args[0]));
      case 'select': {
        const [mask, then, otherwise] = node.args.map(read) as [Code, Code, Code];
        return arithmetic.select(mask, then, otherwise);
      }
      default: {
        const args = node.args.map(read);
        return arithmetic.operations[node.op as keyof Arithmetic['operations']](...args);
      }
    }
  };
  /** Locals may be written over only after all that a statement reads has been read. */
  const assign = (id: LowId): void => {
    const value = compute(id);
    body.write(keep(id).set(value));
  };
  const isInline = (id: LowId, region: Region): boolean => {
    const node = nodes[id]!;
    if (isLeaf(node)) return true;
    if (branches.get(id)?.some(({ members }) => members.some((member) => !isLeaf(nodes[member]!)))) return false;
    return !isCall(node) && uses.get(id) === 1 && userRegion.get(id) === region && depths.get(id)! % DEEPEST !== 0;
  };
  const userRegion = new Map<LowId, Region>();
  for (const id of order) for (const argument of argumentsOf(nodes[id]!)) userRegion.set(argument, regionOf.get(id)!);
  for (const { ids } of outputs) for (const id of ids) userRegion.set(id, root);

  let both: Local | undefined;
  const callTogether = (ids: readonly LowId[]): void => {
    const name = nodes[ids[0]!]!.op as MathFunction;
    const args = ids.map((id) => argumentsOf(nodes[id]!).map(read));
    if (arithmetic.valueType === 'v128') {
      const result = apply(name, args[0]!);
      body.write(keep(ids[0]!).set(result));
      return;
    }
    const [first, second] = args;
    const operands = first!.map((operand, i) =>
      second ? f64x2.replaceLane(1, f64x2.splat(operand), second[i]!) : f64x2.splat(operand),
    );
    const result = apply(name, operands);
    if (!second) {
      body.write(keep(ids[0]!).set(f64x2.lane(0, result)));
      return;
    }
    both ??= body.local('v128');
    body.write(both.set(result));
    for (const [lane, id] of ids.entries()) body.write(keep(id).set(f64x2.lane(lane as 0 | 1, both.get)));
  };

  const writeRegion = (region: Region): void => {
    const members = [...region.members].sort((a, b) =>
      levels.get(a) === levels.get(b) ? a - b : levels.get(a)! - levels.get(b)!,
    );
    for (let i = 0; i < members.length;) {
      const level = levels.get(members[i]!)!;
      let end = i;
      while (end < members.length && levels.get(members[end]!) === level) end++;
      const same = members.slice(i, end);
      for (const pair of pairs(
        same.filter((id) => isCall(nodes[id]!)),
        nodes,
        arithmetic.size === 8,
      ))
        callTogether(pair);
      for (const id of same) {
        const node = nodes[id]!;
        if (isCall(node) || isInline(id, region)) continue;
        const arms = branches.get(id);
        if (arms?.some((arm) => isWorthABranch(arm, nodes))) writeLazily(id, arms);
        else {
          arms?.forEach(writeRegion);
          assign(id);
        }
      }
      i = end;
    }
  };
  const writeLazily = (id: LowId, [then, otherwise]: readonly [Region, Region]): void => {
    const [maskId, thenId, otherwiseId] = argumentsOf(nodes[id]!) as readonly [LowId, LowId, LowId];
    const mask = body.local(arithmetic.maskType);
    const [left, right] = [body.local(arithmetic.valueType), body.local(arithmetic.valueType)];
    body.write(mask.set(read(maskId)));
    /** Written when its turn comes, inside the `if`. */
    const arm = (region: Region, value: LowId, into: Local) => (): void => {
      writeRegion(region);
      body.write(into.set(read(value)));
    };
    if (arithmetic.size === 8) {
      body.write(when(mask.get, arm(then, thenId, left), arm(otherwise, otherwiseId, left)));
      body.write(keep(id).set(left.get));
      return;
    }
    body.write(when(arithmetic.any(mask.get), arm(then, thenId, left)));
    body.write(when(arithmetic.anyNot(mask.get), arm(otherwise, otherwiseId, right)));
    body.write(keep(id).set(arithmetic.select(mask.get, left.get, right.get)));
  };

  writeRegion(root);
  for (const { ids, store } of outputs) {
    const values = ids.map(read);
    body.write(store(...values));
  }
}

/** A function of vectors: called, or the most frequent one written out where that pays. */
function makeApplication({ body, find, isHot }: Context): (name: MathFunction, operands: readonly Code[]) => Code {
  let places: { readonly x: Local; readonly scratch: Scratch } | undefined;
  return (name, operands) => {
    if (name !== 'exp' || !isHot) return call(find(name), ...operands);
    places ??= { x: body.local('v128'), scratch: scratchIn(body) };
    body.write(places.x.set(operands[0]!));
    return exponentialOf(body, places.x, places.scratch);
  };
}

/** What the outputs depend on, arguments first. */
function needed(nodes: readonly LowNode[], outputs: readonly Output[]): LowId[] {
  const found = new Set<LowId>(outputs.flatMap(({ ids }) => ids));
  for (const id of found) for (const argument of argumentsOf(nodes[id]!)) found.add(argument);
  return [...found].sort((a, b) => a - b);
}

/** How many calls lie on the longest way to a node, its own included. */
function levelsOf(nodes: readonly LowNode[], order: readonly LowId[]): Map<LowId, number> {
  const levels = new Map<LowId, number>();
  for (const id of order) {
    const node = nodes[id]!;
    const below = argumentsOf(node).reduce((most, argument) => Math.max(most, levels.get(argument)!), 0);
    levels.set(id, below + (isCall(node) ? 1 : 0));
  }
  return levels;
}

function depthsOf(nodes: readonly LowNode[], order: readonly LowId[]): Map<LowId, number> {
  const depths = new Map<LowId, number>();
  for (const id of order) {
    depths.set(id, 1 + argumentsOf(nodes[id]!).reduce((most, argument) => Math.max(most, depths.get(argument)!), 0));
  }
  return depths;
}

/** Gives every node the innermost branch that holds all its users. */
function divide(nodes: readonly LowNode[], order: readonly LowId[], outputs: readonly Output[]): Regions {
  const root: Region = { depth: 0, members: [] };
  const regionOf = new Map<LowId, Region>(outputs.flatMap(({ ids }) => ids.map((id) => [id, root] as const)));
  const branches = new Map<LowId, readonly [Region, Region]>();
  const widen = (id: LowId, region: Region): void => {
    const known = regionOf.get(id);
    regionOf.set(id, known ? common(known, region) : region);
  };
  for (let i = order.length - 1; i >= 0; i--) {
    const id = order[i]!;
    const node = nodes[id]!;
    const region = regionOf.get(id)!;
    region.members.push(id);
    if (node.op !== 'select') {
      for (const argument of argumentsOf(node)) widen(argument, region);
      continue;
    }
    const arms = [0, 1].map((): Region => ({ depth: region.depth + 1, parent: region, members: [] })) as [
      Region,
      Region,
    ];
    widen(node.args[0]!, region);
    widen(node.args[1]!, arms[0]);
    widen(node.args[2]!, arms[1]);
    branches.set(id, arms);
  }
  return { regionOf, root, branches };
}

function common(a: Region, b: Region): Region {
  let [x, y] = [a, b];
  while (x !== y) {
    if (x.depth >= y.depth) x = x.parent!;
    else y = y.parent!;
  }
  return x;
}

/** Calls of one function two by two, or one by one. */
function pairs(ids: readonly LowId[], nodes: readonly LowNode[], together: boolean): LowId[][] {
  if (!together) return ids.map((id) => [id]);
  const waiting = new Map<LowNode['op'], LowId>();
  const found: LowId[][] = [];
  for (const id of ids) {
    const { op } = nodes[id]!;
    const partner = waiting.get(op);
    if (partner === undefined) waiting.set(op, id);
    else {
      found.push([partner, id]);
      waiting.delete(op);
    }
  }
  return [...found, ...[...waiting.values()].map((id) => [id])];
}
