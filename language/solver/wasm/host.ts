/** The WebAssembly of whatever runs this: a browser, a worker, Node. Absent where there is none, or none allowed. */

import { placeTable } from './constants.js';

export interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

export type Exported = (...values: number[]) => number | undefined;

interface WebAssemblyHost {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: { readonly env: Readonly<Record<string, unknown>> },
  ) => { readonly exports: Readonly<Record<string, Exported>> };
  readonly Memory: new (size: { readonly initial: number }) => Memory;
}

/** `lib` of this folder is the language alone, so the one name that is needed is asked for by hand. */
export const webAssembly = (globalThis as unknown as { readonly WebAssembly?: WebAssemblyHost }).WebAssembly;

const PAGE = 65536;

let shared: Memory | undefined;

/** The one memory of this thread, at least so large. Views of its buffer are void after it has grown. */
export function sharedMemory(bytes: number): Memory {
  if (!webAssembly) throw new Error('there is no WebAssembly here');
  const isNew = shared === undefined;
  shared ??= new webAssembly.Memory({ initial: 16 });
  const missing = bytes - shared.buffer.byteLength;
  if (missing > 0) shared.grow(Math.ceil(missing / PAGE));
  if (isNew || missing > 0) placeTable(shared.buffer);
  return shared;
}
