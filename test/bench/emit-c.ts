/**
 * A compiled model as C: the same graph, straight line by straight line, so that both sides of a comparison solve the
 * same equations with the same common subexpressions. What parameters alone decide is computed once, in `prepare`.
 */
import { argumentsOf, type BinaryOp, type Graph, type NodeId, type UnaryOp } from '../../language/model/graph.js';
import { reachable } from '../../language/model/evaluate.js';
import { TIME, VOLTAGE, type Injection, type Model } from '../../language/model/model.js';
import { systemOf } from '../../language/solver/model-system.js';

const prelude = `/* Written by emit-c.ts. */
#include <math.h>
#ifdef REFERENCE
#define F(name) name##l
#define C(value) value##L
static inline real exprel(real x) { return x == 0 ? 1 : expm1l(x) / x; }
static inline real dexprel(real x) {
  if (fabsl(x) > 1) return (x * expl(x) - expm1l(x)) / (x * x);
  real term = 0.5L, sum = 0.5L;
  for (int n = 1; n < 24; n++) { term *= x * (n + 1) / (n * (n + 2.0L)); sum += term; }
  return sum;
}
#else
#define F(name) name
#define C(value) value
static inline real exprel(real x) { return fabs(x) < 1e-5 ? 1 + x / 2 : (exp(x) - 1) / x; }
static inline real dexprel(real x) { return fabs(x) < 1e-3 ? 0.5 + x / 3 : (x * exp(x) - (exp(x) - 1)) / (x * x); }
#endif
static inline real linoid(real x) { return 1 / exprel(-x); }
static inline real dlinoid(real x) { real e = exprel(-x); return x < -700 ? 0 : x > 700 ? 1 : dexprel(-x) / (e * e); }
static inline real boltzmann(real x) { return 1 / (1 + F(exp)(-x)); }
`;

const ownFunctions = new Set<UnaryOp>(['exprel', 'dexprel', 'linoid', 'dlinoid', 'boltzmann']);
const infix: Partial<Record<BinaryOp, string>> = {
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
  eq: '==',
  ne: '!=',
  and: '&&',
  or: '||',
};

/** The text of model.h. Symbols are the model's, then one an injection: see `injectionSymbol`. */
export function emitC(model: Model, injections: readonly Injection[]): string {
  const { graph, rates, jacobian, places } = systemOf(model, model.capacitance!, injections);
  const n = rates.length;
  const isState = (symbol: number): boolean => symbol === VOLTAGE || model.symbols[symbol]?.kind === 'state';
  const slots = new Map([VOLTAGE, ...model.states.map(({ symbol }) => symbol)].map((symbol, i) => [symbol, i]));
  const varies = new Set<NodeId>();
  const order = reachable(graph.nodes, [...rates, ...jacobian]);
  for (const id of order) {
    const node = graph.nodes[id]!;
    const moves = node.op === 'symbol' ? node.symbol === TIME || isState(node.symbol) : false;
    if (moves || argumentsOf(node).some((argument) => varies.has(argument))) varies.add(id);
  }
  const name = (id: NodeId): string => {
    const node = graph.nodes[id]!;
    if (node.op === 'const') return literal(node.value);
    if (!varies.has(id)) return `c${id}`;
    if (node.op !== 'symbol') return `x${id}`;
    return node.symbol === TIME ? 't' : `y[${slots.get(node.symbol)!}]`;
  };
  const isComputed = (id: NodeId): boolean => {
    const { op } = graph.nodes[id]!;
    return op !== 'const' && (op !== 'symbol' || !varies.has(id));
  };
  const fixed = order.filter((id) => isComputed(id) && !varies.has(id));
  const fixedLines = fixed.map((id) => {
    const node = graph.nodes[id]!;
    return `  c${id} = ${node.op === 'symbol' ? `s[${node.symbol}]` : expression(graph, id, name)};`;
  });
  const body = (outputs: readonly NodeId[]): string[] =>
    reachable(graph.nodes, outputs)
      .filter((id) => isComputed(id) && varies.has(id))
      .map((id) => `  const real x${id} = ${expression(graph, id, name)};`);
  return [
    prelude,
    `#define N ${n}`,
    `#define SYMBOLS ${model.symbols.length + injections.length}`,
    ...fixed.map((id) => `static real c${id};`),
    'static void prepare(const double *s) {',
    '  (void)s;',
    ...fixedLines,
    '}',
    'static void rhs(real t, const real *y, real *f) {',
    '  (void)t;',
    ...body(rates),
    ...rates.map((rate, i) => `  f[${i}] = ${name(rate)};`),
    '}',
    '#ifndef REFERENCE',
    '/* By columns; the caller has cleared J. */',
    'static void jacobian(real t, const real *y, real **J) {',
    '  (void)t;',
    ...body(jacobian),
    ...jacobian.map((entry, k) => `  J[${places[k]! % n}][${Math.floor(places[k]! / n)}] = ${name(entry)};`),
    '}',
    '#endif',
    '',
  ].join('\n');
}

function literal(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} has no literal in C`);
  const text = value.toString();
  return `C(${/[.e]/.test(text) ? text : `${text}.0`})`;
}

function expression(graph: Graph, id: NodeId, name: (id: NodeId) => string): string {
  const node = graph.nodes[id]!;
  const [a = '', b = '', c = ''] = argumentsOf(node).map(name);
  if (node.op === 'select') return `${a} ? ${b} : ${c}`;
  if (node.op === 'neg') return `-${a}`;
  if (node.op === 'not') return `!${a}`;
  if (node.op === 'abs') return `F(fabs)(${a})`;
  if (node.op === 'min' || node.op === 'max') return `F(f${node.op})(${a}, ${b})`;
  const operator = infix[node.op as BinaryOp];
  if (operator !== undefined) return `${a} ${operator} ${b}`;
  if (ownFunctions.has(node.op as UnaryOp)) return `${node.op}(${a})`;
  return b === '' ? `F(${node.op})(${a})` : `F(${node.op})(${a}, ${b})`;
}
