/** What the commands need of the world: text files in, text out. Node's own are given in memb.ts, a test's in a test. */
export interface Console {
  /** The bytes of a file; rejects with a sentence for the user when it cannot be read. */
  readonly read: (file: string) => Promise<Uint8Array>;
  /** A path from the root: what an import is relative to. Absent: paths are from the root as they are. */
  readonly absolute?: (file: string) => string;
  /** Names of the files in a folder; none when it cannot be read. */
  readonly list?: (folder: string) => Promise<readonly string[]>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Exit codes: fine; the model has errors or cannot be computed; the command was called wrongly. */
export const exitCodes = { ok: 0, failed: 1, usage: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A mistake in the call, in a sentence. */
export class UsageError extends Error {}
