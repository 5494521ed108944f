/** Puts functions together to a WebAssembly module. Functions may be called before they are written. */
import { Bytes } from './bytes.js';
import { local, type Code, type Local } from './instructions.js';

export type ValueType = 'i32' | 'f64' | 'v128';

const TYPE_CODES: Record<ValueType, number> = { i32: 0x7f, f64: 0x7c, v128: 0x7b };
const EXPORTED_FUNCTION = 0;
const SECTIONS = { types: 1, imports: 2, functions: 3, exports: 7, code: 10 } as const;

export interface Signature {
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
}

/** A function of the module, by its place in it. */
export interface FunctionReference {
  readonly index: number;
  readonly signature: Signature;
}

/** Where a function is being written: its parameters, and locals as it needs them. */
export class FunctionBody {
  readonly parameters: readonly Local[];
  readonly code = new Bytes();
  readonly #locals: ValueType[] = [];
  readonly #first: number;

  constructor({ parameters }: Signature) {
    this.parameters = parameters.map((_, i) => local(i));
    this.#first = parameters.length;
  }

  local(type: ValueType): Local {
    return local(this.#first + this.#locals.push(type) - 1);
  }

  write(...statements: readonly Code[]): void {
    for (const statement of statements) statement(this.code);
  }

  bytes(): Uint8Array {
    const out = new Bytes();
    out.unsigned(this.#locals.length);
    for (const type of this.#locals) {
      out.unsigned(1);
      out.byte(TYPE_CODES[type]);
    }
    out.append(this.code.take());
    out.byte(0x0b);
    return out.take();
  }
}

export class ModuleBuilder {
  readonly #signatures: Signature[] = [];
  readonly #imports: { readonly name: string; readonly signature: Signature }[] = [];
  readonly #functions: { readonly name?: string; readonly signature: Signature; readonly body: FunctionBody }[] = [];

  /** Imports `env.name`. All imports come before the first function. */
  import(name: string, parameters: readonly ValueType[], results: readonly ValueType[] = []): FunctionReference {
    if (this.#functions.length > 0) throw new Error(`${name} is imported after a function was defined`);
    const signature = { parameters, results };
    return { index: this.#imports.push({ name, signature }) - 1, signature };
  }

  /** A function, exported where it has a name; `write` gets its body and parameters. */
  define(
    name: string | undefined,
    parameters: readonly ValueType[],
    results: readonly ValueType[],
    write: (body: FunctionBody, ...parameters: Local[]) => void,
  ): FunctionReference {
    const signature = { parameters, results };
    const body = new FunctionBody(signature);
    const index = this.#imports.length + this.#functions.push({ ...(name && { name }), signature, body }) - 1;
    write(body, ...body.parameters);
    return { index, signature };
  }

  /** The whole module. It imports the memory `env.memory`. */
  bytes(): Uint8Array<ArrayBuffer> {
    const imports = this.#imports.map(({ name, signature }) => (out: Bytes) => {
      out.text('env');
      out.text(name);
      out.byte(0x00);
      out.unsigned(this.#typeOf(signature));
    });
    imports.push((out) => {
      out.text('env');
      out.text('memory');
      for (const byte of [0x02, 0x00, 0x01]) out.byte(byte);
    });
    const functions = this.#functions.map(
      ({ signature }) =>
        (out: Bytes) =>
          out.unsigned(this.#typeOf(signature)),
    );
    const exports = this.#functions.flatMap(({ name }, i) =>
      name === undefined
        ? []
        : (out: Bytes) => {
            out.text(name);
            out.byte(EXPORTED_FUNCTION);
            out.unsigned(this.#imports.length + i);
          },
    );
    const code = this.#functions.map(
      ({ body }) =>
        (out: Bytes) =>
          out.sized(body.bytes()),
    );
    // The types are known once everything that has one has been written.
    const written = [imports, functions, exports, code].map(section);
    const types = section(this.#signatures.map((signature) => (out: Bytes) => writeType(out, signature)));

    const out = new Bytes();
    for (const byte of [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]) out.byte(byte);
    const ids = [SECTIONS.types, SECTIONS.imports, SECTIONS.functions, SECTIONS.exports, SECTIONS.code];
    [types, ...written].forEach((content, i) => {
      out.byte(ids[i]!);
      out.sized(content);
    });
    return out.take();
  }

  #typeOf(signature: Signature): number {
    const key = JSON.stringify(signature);
    const found = this.#signatures.findIndex((known) => JSON.stringify(known) === key);
    return found >= 0 ? found : this.#signatures.push(signature) - 1;
  }
}

function section(entries: readonly ((out: Bytes) => void)[]): Uint8Array {
  const out = new Bytes();
  out.unsigned(entries.length);
  for (const entry of entries) entry(out);
  return out.take();
}

function writeType(out: Bytes, { parameters, results }: Signature): void {
  out.byte(0x60);
  for (const types of [parameters, results]) {
    out.unsigned(types.length);
    for (const type of types) out.byte(TYPE_CODES[type]);
  }
}
