/** From the words of the command line to a command. */
import { nearest } from '../../language/units/nearest.js';
import { check } from './check.js';
import { continueCommand } from './continue.js';
import { exitCodes, UsageError, type Console, type ExitCode } from './console.js';
import { merge, sliceOf } from './family.js';
import { phase } from './phase.js';
import { rest } from './rest.js';
import { run } from './run.js';
import { test } from './test.js';
import { commands, usage } from './usage.js';

export interface Options {
  readonly json?: boolean | undefined;
  readonly csv?: boolean | undefined;
  readonly help?: boolean | undefined;
  readonly version?: boolean | undefined;
  readonly experiment?: string | undefined;
  readonly param?: readonly string[] | undefined;
  readonly samples?: string | undefined;
  readonly tolerance?: string | undefined;
  readonly sensitivities?: boolean | undefined;
  readonly 'sweep-part'?: string | undefined;
  readonly state?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Runs one command; a mistake in the call is a sentence on the error output and exit code 2. */
export async function runCommand(
  console: Console,
  words: readonly string[],
  options: Options,
  version: string,
): Promise<ExitCode> {
  try {
    return await dispatch(console, words, options, version);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.err(`memb: ${error.message}\n`);
    return exitCodes.usage;
  }
}

async function dispatch(
  console: Console,
  words: readonly string[],
  options: Options,
  version: string,
): Promise<ExitCode> {
  const [command, ...files] = words;
  const settings = options.param ?? [];
  if (options.version) {
    console.out(`${version}\n`);
    return exitCodes.ok;
  }
  if (options.help || command === 'help') {
    console.out(usage);
    return exitCodes.ok;
  }
  switch (command) {
    case 'check':
      allow(command, options, ['json']);
      if (files.length === 0) throw new UsageError('`check` needs at least one file.');
      return check(console, files, options.json ?? false);
    case 'rest':
      allow(command, options, ['json', 'param', 'sensitivities']);
      return rest(console, oneFile(command, files), settings, {
        json: options.json ?? false,
        sensitivities: options.sensitivities ?? false,
      });
    case 'test': {
      allow(command, options, ['json', 'param', 'tolerance']);
      if (files.length === 0) throw new UsageError('`test` needs at least one file.');
      const tolerance = numberOption('--tolerance', options.tolerance, 1e-12, 0.1);
      return test(console, files, {
        json: options.json ?? false,
        settings,
        ...(tolerance !== undefined && { tolerance }),
      });
    }
    case 'run': {
      if (options.csv && options.json) throw new UsageError('`run` writes --csv or --json, not both.');
      const format = options.csv ? 'csv' : options.json ? 'json' : 'summary';
      const tolerance = numberOption('--tolerance', options.tolerance, 1e-12, 0.1);
      const slice = sliceOf(options['sweep-part']);
      const samples = numberOption('--samples', options.samples, 2, 1e7, true);
      return run(console, oneFile(command, files), {
        format,
        settings,
        ...(options.experiment !== undefined && { experiment: options.experiment }),
        ...(tolerance !== undefined && { tolerance }),
        ...(samples !== undefined && { samples }),
        ...(slice && { slice }),
        ...(options.sensitivities && { sensitivities: true }),
      });
    }
    case 'merge':
      allow(command, options, ['json', 'csv']);
      return merge(console, files, options.csv ? 'csv' : options.json ? 'json' : 'summary');
    case 'continue': {
      allow(command, options, ['json', 'csv', 'param', 'experiment', 'from', 'to']);
      if (options.csv && options.json) throw new UsageError('`continue` writes --csv or --json, not both.');
      const { from, to, experiment } = options;
      return continueCommand(console, oneFile(command, files), {
        format: options.csv ? 'csv' : options.json ? 'json' : 'summary',
        settings,
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        ...(experiment !== undefined && { experiment }),
      });
    }
    case 'phase': {
      allow(command, options, ['json', 'csv', 'param', 'experiment', 'state']);
      if (options.csv && options.json) throw new UsageError('`phase` writes --csv or --json, not both.');
      const { experiment, state } = options;
      return phase(console, oneFile(command, files), {
        format: options.csv ? 'csv' : options.json ? 'json' : 'summary',
        settings,
        ...(experiment !== undefined && { experiment }),
        ...(state !== undefined && { state }),
      });
    }
    default:
      throw new UsageError(unknownCommand(command));
  }
}

function unknownCommand(command: string | undefined): string {
  if (command === undefined) return `say what to do.\n\n${usage.trimEnd()}`;
  const [close] = nearest(command, commands);
  return `\`${command}\` is no command.${close === undefined ? '' : ` Did you mean \`${close}\`?`}\n\n${usage.trimEnd()}`;
}

function allow(command: string, options: Options, allowed: readonly (keyof Options)[]): void {
  const stray = (Object.keys(options) as (keyof Options)[]).find(
    (key) => options[key] !== undefined && !allowed.includes(key),
  );
  if (stray !== undefined) throw new UsageError(`\`${command}\` has no option --${stray}.`);
}

function oneFile(command: string, files: readonly string[]): string {
  const [file] = files;
  if (file === undefined || files.length > 1)
    throw new UsageError(
      `\`${command}\` takes one file; ${files.length === 0 ? 'none is' : `${files.length} are`} given.`,
    );
  return file;
}

function numberOption(
  name: string,
  text: string | undefined,
  low: number,
  high: number,
  whole = false,
): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? NaN : Number(text);
  if (value >= low && value <= high && (!whole || Number.isInteger(value))) return value;
  throw new UsageError(`${name} is a ${whole ? 'whole ' : ''}number from ${low} to ${high}; \`${text}\` is none.`);
}
