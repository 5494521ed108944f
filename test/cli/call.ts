/** The command line without a process. */
import { readFile } from 'node:fs/promises';
import { runCommand, type Options } from '../../server/cli/command-line.js';

export interface Answer {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

/** A call with files that are only in memory, beside those on disk. */
export async function call(
  words: string[],
  options: Options = {},
  files: Record<string, string | Uint8Array> = {},
): Promise<Answer> {
  let out = '';
  let err = '';
  const read = async (file: string): Promise<Uint8Array> => {
    const content = files[file];
    if (content === undefined) return readFile(file);
    return typeof content === 'string' ? new TextEncoder().encode(content) : content;
  };
  const code = await runCommand(
    { read, out: (text) => (out += text), err: (text) => (err += text) },
    words,
    options,
    '0.0',
  );
  return { out, err, code };
}
