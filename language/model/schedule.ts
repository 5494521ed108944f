/**
 * An evaluation order with like operations side by side.
 *
 * An interpreter pays for every change of operation, not for every operation: in the order in which a text was written
 * the next one is anyone's guess, to the processor too. Of what is ready, the operation that most nodes wait for goes
 * first, with all that becomes ready meanwhile.
 */
import { argumentsOf, type Node, type NodeId } from './graph.js';

export interface Batch {
  readonly op: Node['op'];
  readonly nodes: readonly NodeId[];
}

/** All of `ids`, which rise, once, each after those of its arguments that are among them, in runs of one operation. */
export function schedule(nodes: readonly Node[], ids: readonly NodeId[]): Batch[] {
  const first = ids[0] ?? 0;
  const size = (ids.at(-1) ?? -1) + 1 - first;
  /** By node, counted from the first: how many of its arguments are still to be done; −1 for what is not in `ids`. */
  const missing = new Int32Array(size).fill(-1);
  for (const id of ids) missing[id - first] = 0;
  // Lists of users, linked: an argument's latest entry, and from each entry to the one before.
  const latest = new Int32Array(size).fill(-1);
  const before: number[] = [];
  const users: NodeId[] = [];
  for (const id of ids) {
    for (const argument of argumentsOf(nodes[id]!)) {
      if (argument < first || missing[argument - first]! < 0) continue;
      missing[id - first]!++;
      before.push(latest[argument - first]!);
      latest[argument - first] = users.push(id) - 1;
    }
  }
  const ready = new Map<Node['op'], NodeId[]>();
  const admit = (id: NodeId): void => {
    const { op } = nodes[id]!;
    const batch = ready.get(op);
    if (batch) batch.push(id);
    else ready.set(op, [id]);
  };
  for (const id of ids) if (missing[id - first] === 0) admit(id);

  const batches: Batch[] = [];
  while (ready.size > 0) {
    let most: Batch | undefined;
    for (const [op, batch] of ready)
      if (most === undefined || batch.length > most.nodes.length) most = { op, nodes: batch };
    const { op, nodes: batch } = most!;
    for (const id of batch) {
      for (let entry = latest[id - first]!; entry >= 0; entry = before[entry]!) {
        const user = users[entry]!;
        missing[user - first]!--;
        if (missing[user - first] === 0) admit(user);
      }
    }
    ready.delete(op);
    batches.push({ op, nodes: batch });
  }
  return batches;
}
