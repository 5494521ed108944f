/** What was recorded elsewhere: columns of numbers over time, to be drawn over traces and to drive experiments. */
import type { Span } from './graph.js';

export interface Recording {
  /** As the file calls it; absent where it has no name. */
  readonly name?: string;
  /** `cell7.csv`. */
  readonly file: string;
  /** Name of the only experiment it is drawn over; absent: over all that plot its columns. */
  readonly experiment?: string;
  /** s, rising; a time that occurs twice is a jump. */
  readonly times: readonly number[];
  readonly columns: readonly RecordedColumn[];
  readonly span: Span;
}

export interface RecordedColumn {
  /** The trace it is drawn over, as the file writes that: `V`, `Nav.I`. */
  readonly name: string;
  /** As shown beside the trace: `V, cell7.csv`. */
  readonly label: string;
  /** To show it in. */
  readonly unit: string;
  /** SI, one for each time; null where none was recorded. */
  readonly values: readonly (number | null)[];
}
