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

/** All of `ids` once, each after those of its arguments that are among them, in runs of one operation. */
export function schedule(nodes: readonly Node[], ids: readonly NodeId[]): Batch[] {
  const missing = new Map<NodeId, number>(ids.map((id) => [id, 0]));
  const users = new Map<NodeId, NodeId[]>();
  for (const id of ids) {
    for (const argument of new Set(argumentsOf(nodes[id]!))) {
      if (!missing.has(argument)) continue;
      missing.set(id, missing.get(id)! + 1);
      appendTo(users, argument, id);
    }
  }
  const ready = new Map<Node['op'], NodeId[]>();
  const admit = (id: NodeId): void => appendTo(ready, nodes[id]!.op, id);
  for (const id of ids) if (missing.get(id) === 0) admit(id);

  const batches: Batch[] = [];
  while (ready.size > 0) {
    const [op, batch] = [...ready].reduce((most, next) => (next[1].length > most[1].length ? next : most));
    for (const id of batch) {
      for (const user of users.get(id) ?? []) {
        missing.set(user, missing.get(user)! - 1);
        if (missing.get(user) === 0) admit(user);
      }
    }
    ready.delete(op);
    batches.push({ op, nodes: batch });
  }
  return batches;
}

function appendTo<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
