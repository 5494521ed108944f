/** The kinds of place where something may be written. */
import type { PropertyOwner, PropertyRule } from '../../language/semantics/properties.js';
import type { Dimension } from '../../language/units/dimension.js';
import type { Token } from './tokens.js';

/** Where a value stands and what is wanted there. */
export interface Slot {
  /** Any of these; undefined where any value will do. */
  readonly dimensions?: readonly Dimension[];
  /** May not depend on V, t or a gate. */
  readonly constant?: boolean;
  /** The property, with its example. */
  readonly rule?: PropertyRule;
  /** A trace of a plot. */
  readonly trace?: boolean;
  /** Measures and V_rest stand here too. */
  readonly measured?: boolean;
  /** Of the same dimension as this expression. */
  readonly like?: readonly Token[];
}

export type Place =
  /** A word that begins a declaration. */
  | { readonly kind: 'declaration' }
  /** A name that only the writer knows. */
  | { readonly kind: 'name' }
  /** What is dissolved in a solution. */
  | { readonly kind: 'component'; readonly given: ReadonlySet<string>; readonly after?: number }
  /** A name that a library offers. */
  | { readonly kind: 'imported' }
  | { readonly kind: 'moved'; readonly counted: boolean }
  | {
      readonly kind:
        'new-ion' | 'ion' | 'blocker' | 'direction' | 'conducts' | 'new-gate' | 'experiment' | 'side' | 'settable';
    }
  /** A unit without a number, behind the colon of a parameter. */
  | { readonly kind: 'parameter-unit' }
  | { readonly kind: 'fuel'; readonly counted: boolean }
  | { readonly kind: 'charge'; readonly ion: string; readonly magnitude?: string }
  /** Inside a bath: an ion or the rate constant. */
  | { readonly kind: 'bath'; readonly given: ReadonlySet<string>; readonly after?: number }
  /** A block in braces. */
  | { readonly kind: 'block'; readonly owner: PropertyOwner }
  /** What may stand in such a block; `after` is where a comma is due first. */
  | {
      readonly kind: 'item';
      readonly owner: PropertyOwner;
      readonly given: ReadonlySet<string>;
      readonly after?: number;
    }
  /** An operand, after these tokens of its expression. */
  | { readonly kind: 'value'; readonly slot: Slot; readonly before: readonly Token[] }
  /** A unit; the number is the last of `before`. */
  | { readonly kind: 'unit'; readonly slot: Slot; readonly before: readonly Token[] }
  | { readonly kind: 'part'; readonly owner: string }
  /** What a recording may hold: the columns of its file. */
  | { readonly kind: 'columns'; readonly given: ReadonlySet<string> }
  | { readonly kind: 'word'; readonly words: readonly string[] };
