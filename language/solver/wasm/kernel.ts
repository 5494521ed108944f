/**
 * A model's code and the integrator's, joined: one for each system of equations, whatever the parameters.
 *
 * All kernels of a thread work in one memory, from its start: only one runs at a time. An integration that others have
 * interrupted finds what it left, because each keeps an image of its memory while another is there.
 */
import { makeEvaluator, type Evaluator } from '../../model/evaluate.js';
import { methodFacts, methods, type MethodFacts, type Methods } from '../methods.js';
import { sharedMemory, webAssembly } from './host.js';
import { writeIntegrator } from './integrator-module.js';
import { START, VECTOR, type Layout } from './layout.js';
import { writeModel, type Equations } from './model-module.js';

export interface Kernel {
  readonly layout: Layout;
  /** Fills in what depends on fixed symbols alone, given the value of every symbol. */
  readonly evaluateFixed: Evaluator;
  readonly fixedCount: number;
  readonly facts: MethodFacts;
  readonly enter: (lanes: number) => void;
  /** Looks at the conditions of these lanes, at the vector `argument` and the time `probe`. */
  readonly freeze: (lanes: number) => void;
  /** Lanes in which a condition there is not as it was. */
  readonly differs: () => number;
  /** The attempts that are left. */
  readonly advance: (attempts: number) => number;
}

/** Its numbers while it is in the shared memory; void after another has been there. */
export interface Workspace {
  readonly doubles: Float64Array;
  readonly integers: Int32Array;
}

/** Undefined where WebAssembly is missing or forbidden, or the model is too large for it. */
export function makeKernel(equations: Equations, width: 8 | 16 = 8, using: Methods = methods): Kernel | undefined {
  if (!webAssembly) return undefined;
  try {
    const code = writeModel(equations, width);
    if (!code) return undefined;
    const memory = sharedMemory(code.layout.end);
    const model = new webAssembly.Instance(new webAssembly.Module(code.bytes), { env: { memory } }).exports;
    const integrator = new webAssembly.Instance(integratorModule(using), { env: { memory, ...model } }).exports;
    return {
      layout: code.layout,
      evaluateFixed: makeEvaluator(code.graph, code.fixed),
      fixedCount: code.fixed.length,
      facts: methodFacts(using),
      enter: integrator['enter'] as (lanes: number) => void,
      freeze: integrator['freeze'] as (lanes: number) => void,
      differs: integrator['differs'] as () => number,
      advance: integrator['advance'] as (attempts: number) => number,
    };
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

/** A security policy without 'wasm-unsafe-eval', an engine without vectors, or no memory: the reference will do. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && /^(CompileError|LinkError|RangeError|EvalError)$/.test(error.name);
}

const integrators = new WeakMap<Methods, object>();

function integratorModule(using: Methods): object {
  let module = integrators.get(using);
  if (!module) {
    module = new webAssembly!.Module(writeIntegrator(using, methodFacts(using)));
    integrators.set(using, module);
  }
  return module;
}

const DOUBLE = Float64Array.BYTES_PER_ELEMENT;

/** Whose numbers are in the shared memory. */
const shared = {
  owner: undefined as KernelMemory | undefined,
  doubles: new Float64Array(0),
  integers: new Int32Array(0),
};

/** One integration's share of the memory. */
export class KernelMemory {
  readonly #bytes: number;
  readonly #image: Float64Array;

  /** `extra` bytes beyond the layout are for the taking, and kept by nobody. */
  constructor(layout: Layout, extra: number) {
    this.#bytes = layout.end + VECTOR + extra;
    this.#image = new Float64Array((Math.ceil((layout.end - START) / VECTOR) * VECTOR) / DOUBLE);
  }

  /** Brings it into the shared memory. */
  open(): Workspace {
    const { buffer } = sharedMemory(this.#bytes);
    if (shared.doubles.buffer !== buffer) {
      shared.doubles = new Float64Array(buffer);
      shared.integers = new Int32Array(buffer);
    }
    if (shared.owner !== this) {
      shared.owner?.leave();
      shared.doubles.set(this.#image, START / DOUBLE);
      shared.owner = this;
    }
    return shared;
  }

  leave(): void {
    this.#image.set(shared.doubles.subarray(START / DOUBLE, START / DOUBLE + this.#image.length));
  }
}
