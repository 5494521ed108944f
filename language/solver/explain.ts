/** Finds the term that made a rate of change something else than a finite number, and says where the text has it. */
import { makeEvaluator, reachable } from '../model/evaluate.js';
import { argumentsOf, type Graph, type Node, type NodeId } from '../model/graph.js';
import type { Model } from '../model/model.js';
import type { Culprit } from './problem.js';

/** Looks, given the value of every symbol, at `rates` in turn; undefined when all are finite. */
export function makeExplainer(
  model: Model,
  graph: Graph,
  rates: readonly NodeId[],
): (symbols: ArrayLike<number>) => Culprit | undefined {
  return (symbols) => {
    const order = reachable(graph.nodes, rates);
    const results = new Float64Array(order.length);
    makeEvaluator(graph, order)(symbols, results);
    const values = new Map(order.map((id, i) => [id, results[i]!]));
    const valueOf = (id: NodeId): number => values.get(id)!;
    const state = rates.findIndex((rate) => !Number.isFinite(valueOf(rate)));
    if (state < 0) return undefined;
    const { id, path } = origin(graph, rates[state]!, valueOf);
    const span = path.map((step) => graph.spans[step]).findLast((found) => found !== null && found !== undefined);
    const where = nameOf(model, path);
    const term = describe(graph.nodes[id]!, valueOf) + (where === undefined ? '' : ` in ${where}`);
    return { state, term, ...(span && { span }) };
  };
}

/** Down from a bad node to one whose own arguments are all finite; `path` is the way there, that node last. */
function origin(graph: Graph, from: NodeId, valueOf: (id: NodeId) => number): { id: NodeId; path: NodeId[] } {
  const path = [from];
  for (let id = from; ;) {
    const bad = takenArguments(graph.nodes[id]!, valueOf).find((argument) => !Number.isFinite(valueOf(argument)));
    if (bad === undefined) return { id, path };
    path.push(bad);
    id = bad;
  }
}

/** The arguments that matter: of an if–then–else only the branch taken. */
function takenArguments(node: Node, valueOf: (id: NodeId) => number): readonly NodeId[] {
  if (node.op !== 'select') return argumentsOf(node);
  const [condition, then, otherwise] = node.args;
  return [condition, valueOf(condition) !== 0 ? then : otherwise];
}

const OPERATORS: Partial<Record<Node['op'], string>> = { add: '+', sub: '−', mul: '×', div: '/', pow: '^' };

function describe(node: Node, valueOf: (id: NodeId) => number): string {
  const show = (id: NodeId): string => String(Number(valueOf(id).toPrecision(4)));
  const [a, b] = argumentsOf(node);
  if (a === undefined) return node.op === 'const' ? `the number ${node.value}` : 'a value it reads';
  if (b === undefined) return `${node.op} of ${show(a)}`;
  const operator = OPERATORS[node.op];
  return operator === undefined ? `${node.op} of ${show(a)} and ${show(b)}` : `${show(a)} ${operator} ${show(b)}`;
}

/** The innermost thing on the way with a name: `α of Nav.m`, `current of Kdr`. */
function nameOf(model: Model, path: readonly NodeId[]): string | undefined {
  const names = new Map<NodeId, string>();
  const name = (node: NodeId | undefined, text: string): void => {
    if (node !== undefined && !names.has(node)) names.set(node, text);
  };
  for (const { name: text, node } of model.values) name(node, text);
  for (const pathway of model.pathways) {
    for (const gate of pathway.gates) {
      const of = `of ${pathway.name}.${gate.name}`;
      name(gate.alpha, `α ${of}`);
      name(gate.beta, `β ${of}`);
      name(gate.tau, `τ ${of}`);
      name(gate.steady, `steady state ${of}`);
    }
    name(pathway.conductance, `conductance of ${pathway.name}`);
    name(pathway.reversal, `reversal potential of ${pathway.name}`);
    name(pathway.current, `current of ${pathway.name}`);
  }
  return path.map((id) => names.get(id)).findLast((found) => found !== undefined);
}
