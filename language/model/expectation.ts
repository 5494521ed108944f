/** What the file says a value must come to: a test. */
import type { NodeId, Span } from './graph.js';

export interface Expectation {
  /** As the file writes it: `V_rest`, `peak(V)`. */
  readonly label: string;
  /** Name of the experiment it is about; absent: at rest. */
  readonly experiment?: string;
  /** A number, or a condition that must hold. V and states are those at rest. */
  readonly node: NodeId;
  /** Absent for a condition. */
  readonly wanted?: NodeId;
  /** Absolute in SI, or a share of `wanted`; absent: equal. */
  readonly tolerance?: { readonly node: NodeId; readonly relative: boolean };
  /** Of a condition that compares a quantity with another: that quantity, to show what it came to. */
  readonly compared?: { readonly node: NodeId; readonly label: string; readonly unit: string };
  /** To show the value in. */
  readonly unit: string;
  readonly span: Span;
}
