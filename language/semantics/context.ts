/**
 * What one compilation shares: the graph under construction, the issues found, and values computed on demand, each
 * once, in whatever order the text needs them. Order of declarations therefore never matters, and a value that needs
 * itself is a cycle, named in full.
 */
import type { AstNode } from 'langium';
import type { Data, Expect, File, FunctionParameter, Let, Membrane, Reference } from '../generated/ast.js';
import { GraphBuilder } from '../model/graph-builder.js';
import { argumentsOf, type NodeId, type Span } from '../model/graph.js';
import type { Drive } from '../model/drive.js';
import type { Measure } from '../model/measure.js';
import type { ModelSymbol, SlabValue, State } from '../model/model.js';
import type { Recording } from '../model/recording.js';
import { applyBinary, applyUnary } from '../model/operations.js';
import type { DataFile } from './data/data-files.js';
import type { Address } from './imports/addresses.js';
import { issue, type Fix, type Issue, type IssueCode } from './issues.js';
import type { Typed } from './typed.js';

interface Pending {
  readonly node: AstNode;
  readonly aspect: string;
  readonly name: string;
}

/** `file` is absent where nobody has read it. */
export type ReadData = (path: string) => { readonly address: Address; readonly file?: DataFile | undefined };

export class Context {
  readonly builder = new GraphBuilder();
  readonly issues: Issue[] = [];
  readonly symbols: ModelSymbol[] = [
    { kind: 'V', name: 'V' },
    { kind: 't', name: 't' },
  ];
  readonly states: State[] = [];
  readonly measures: Measure[] = [];
  readonly slabValues: SlabValue[] = [];
  readonly parameterSymbols = new Map<AstNode, number>();
  /** Symbols of what experiments set, by its name: `K.out`. */
  readonly overrides = new Map<string, { readonly flag: number; readonly value: number }>();
  /** The names of all that experiments set; found at first need. */
  settable: ReadonlySet<string> | undefined;
  /** Of the experiment whose stimulus is being compiled. */
  drives: Drive[] | undefined;
  /** How long that experiment lasts at the default parameters, s. */
  duration: number | undefined;
  /** What a path in a `data` statement leads to; set by compile.ts, which knows where the file lies. */
  readData: ReadData = () => ({ address: { ok: false, message: 'There are no files here.' } });
  readonly recordings: Recording[] = [];
  /** Index among `recordings`, of those that compiled. */
  readonly recordingIndex = new Map<Data, number>();
  /** V in a plot against V: the potential that a run of the family steps to. */
  familyVoltage: NodeId | undefined;
  /** Sum of the currents of all pathways, once they are compiled. */
  totalCurrent: NodeId | undefined;
  /** Default values of parameters, by symbol. */
  readonly defaults = new Map<number, number>();
  /** Every lowered expression, for hovers. */
  readonly types = new Map<AstNode, Typed>();

  /** How a reference becomes a value; set by compile.ts, which knows every kind of declaration. */
  resolver: (context: Context, reference: Reference) => Typed | undefined = () => undefined;

  /** What the parameters of the functions being called stand for. */
  readonly bindings = new Map<FunctionParameter, Typed>();

  /** How many function bodies have been put in the place of their calls. */
  expansions = 0;

  /** Its findings are looked at and thrown away. */
  isTrial = false;

  /** Where measures may stand: beside a run; not at rest, and not inside another. */
  measuring: 'rest' | 'run' | 'inside' | undefined;
  /** The one being compiled. */
  expectation: Expect | undefined;

  /** How many values and expressions are being computed, each for the sake of the one before. */
  depth = 0;

  readonly #values = new Map<AstNode, Map<string, unknown>>();
  readonly #pending: Pending[] = [];
  readonly #atDefaults = new Map<NodeId, number | undefined>();
  readonly #calls = new Map<Let, Map<string, Typed | undefined>>();

  constructor(
    readonly file: File,
    readonly membrane: Membrane | undefined,
    readonly text: string,
    /** Texts of imported files, by address. */
    readonly texts: ReadonlyMap<string, string> = new Map(),
    /** A file without a membrane, checked by itself: temperature and concentrations are there and not known. */
    readonly isLibrary = false,
  ) {}

  /** The same file with nothing computed yet: for trying out what something would mean. */
  fresh(): Context {
    const trial = new Context(this.file, this.membrane, this.text, this.texts, this.isLibrary);
    trial.resolver = this.resolver;
    trial.readData = this.readData;
    trial.isTrial = true;
    return trial;
  }

  resolve(reference: Reference): Typed | undefined {
    return this.resolver(this, reference);
  }

  /** What calls of a declared function came to, by their arguments. */
  callsOf(declaration: Let): Map<string, Typed | undefined> {
    let calls = this.#calls.get(declaration);
    if (calls === undefined) this.#calls.set(declaration, (calls = new Map<string, Typed | undefined>()));
    return calls;
  }

  error(code: IssueCode, span: Span, message: string, ...fixes: Fix[]): undefined {
    this.issues.push(issue(code, 'error', span, message, ...fixes));
    return undefined;
  }

  warn(code: IssueCode, span: Span, message: string, ...fixes: Fix[]): void {
    this.issues.push(issue(code, 'warning', span, message, ...fixes));
  }

  textOf(span: Span): string {
    const text = span.file === undefined ? this.text : (this.texts.get(span.file) ?? '');
    return text.slice(span.start, span.end);
  }

  /**
   * The value of one aspect of a declaration, computed at the first demand. undefined means that it could not be
   * computed and the reason is among the issues. `name` is what a cycle message calls it, `from` where it was asked for.
   */
  once<T>(
    node: AstNode,
    aspect: string,
    name: string,
    from: Span | undefined,
    compute: () => T | undefined,
  ): T | undefined {
    let aspects = this.#values.get(node);
    if (aspects === undefined) this.#values.set(node, (aspects = new Map<string, unknown>()));
    if (aspects.has(aspect)) return aspects.get(aspect) as T | undefined;
    const known = aspects;
    return this.enter(node, aspect, name, from, () => {
      const value = compute();
      known.set(aspect, value);
      return value;
    });
  }

  /** Computes anew at every demand, and as `once` reports what needs itself. */
  enter<T>(
    node: AstNode,
    aspect: string,
    name: string,
    from: Span | undefined,
    compute: () => T | undefined,
  ): T | undefined {
    const start = this.#pending.findIndex((entry) => entry.node === node && entry.aspect === aspect);
    if (start >= 0) {
      const cycle = this.#pending.slice(start);
      const sentence = cycleSentence([...cycle.map((entry) => entry.name), name]);
      const advice = aspect === 'call' ? ' A function may not call itself, neither at once nor through others.' : '';
      return this.error('name.cycle', from ?? { start: 0, end: 0 }, sentence + advice);
    }
    this.#pending.push({ node, aspect, name });
    this.depth++;
    try {
      return compute();
    } finally {
      this.#pending.pop();
      this.depth--;
    }
  }

  addSymbol(symbol: ModelSymbol): number {
    return this.symbols.push(symbol) - 1;
  }

  /** A value that is there and that nobody knows: a parameter without a default. */
  unknown(name: string): NodeId {
    return this.builder.symbol(this.addSymbol({ kind: 'parameter', name }));
  }

  /** The symbols a node depends on that are no parameters and not set by experiments: what makes it no constant. */
  variablesOf(node: NodeId): ModelSymbol[] {
    const seen = new Set<NodeId>();
    const found = new Set<ModelSymbol>();
    const waiting = [node];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      const entry = this.builder.node(id);
      if (entry.op === 'symbol') {
        const symbol = this.symbols[entry.symbol]!;
        if (symbol.kind !== 'parameter' && symbol.kind !== 'drive') found.add(symbol);
      } else if (entry.op !== 'const') waiting.push(...entry.args);
    }
    return [...found];
  }

  /** Value of a node with every parameter at its default; undefined when it depends on V, t or a state. */
  valueAtDefaults(node: NodeId): number | undefined {
    const known = this.#atDefaults;
    const waiting = [node];
    for (let id = waiting.at(-1); id !== undefined; id = waiting.at(-1)) {
      const unknown = known.has(id)
        ? []
        : argumentsOf(this.builder.node(id)).filter((argument) => !known.has(argument));
      waiting.push(...unknown);
      if (unknown.length > 0) continue;
      if (!known.has(id)) known.set(id, this.#evaluate(id));
      waiting.pop();
    }
    return known.get(node);
  }

  /** A node whose arguments are known. */
  #evaluate(id: NodeId): number | undefined {
    const node = this.builder.node(id);
    if (node.op === 'const') return node.value;
    if (node.op === 'symbol') return this.defaults.get(node.symbol);
    const values = node.args.map((argument) => this.#atDefaults.get(argument));
    if (values.includes(undefined)) return undefined;
    const [a, b, c] = values as number[];
    if (node.op === 'select') return a !== 0 ? b : c;
    return node.args.length === 1 ? applyUnary(node.op as never, a!) : applyBinary(node.op as never, a!, b!);
  }
}

const MOST_STEPS = 8;

function cycleSentence(steps: readonly string[]): string {
  const path = steps.filter((step, i) => step !== steps[i - 1]);
  const shown = path.length > MOST_STEPS ? [...path.slice(0, MOST_STEPS - 1), '…', path.at(-1)] : path;
  return `\`${path[0]}\` depends on itself: ${shown.join(' → ')}.`;
}
