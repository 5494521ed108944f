/** A family of runs as it arrives. */
import type { Experiment } from '../language/model/model.js';
import type { Failure } from '../language/model/outcome.js';
import type { FamilyMember } from './worker-messages.js';

export interface FamilyRun {
  readonly experiment: Experiment;
  /** In the order of their index. */
  readonly members: readonly FamilyMember[];
  /** Of all. */
  readonly count: number;
  readonly state: 'running' | 'done';
  readonly failure?: Failure;
}
