import type { Span } from './graph.js';

/** Why something could not be computed: a value, never an exception. Times in s, V in V. */
export interface Failure {
  /** Stable code, e.g. `rest.no-root`, `solver.not-finite`. */
  readonly code: string;
  /** A whole sentence for a person, with numbers in field units. */
  readonly message: string;
  readonly span?: Span;
  readonly time?: number;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function success<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function failure(code: string, message: string, where: Omit<Failure, 'code' | 'message'> = {}): Outcome<never> {
  return { ok: false, failure: { code, message, ...where } };
}
