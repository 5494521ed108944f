/** `memb test FILES…`: what the files expect, and what it comes to. */
import { makeChecker, type Verdict } from '../../language/analysis/expectations.js';
import type { Model } from '../../language/model/model.js';
import { verdictText } from '../verdict-text.js';
import { exitCodes, type Console, type ExitCode } from './console.js';
import { modelOf, type ModelOfFile } from './model-of.js';
import { quantity } from './quantity.js';

export interface TestRequest {
  readonly json: boolean;
  readonly settings: readonly string[];
  /** Of the solver. */
  readonly tolerance?: number;
}

interface Line {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly verdict: Verdict;
}

export async function test(console: Console, files: readonly string[], request: TestRequest): Promise<ExitCode> {
  const found: Line[] = [];
  let broken = 0;
  for (const file of files) {
    const model = await modelOf(console, file, request.settings);
    if (model === undefined) broken++;
    else found.push(...linesOf(console, file, model, request));
  }
  const failed = found.filter(({ verdict }) => !verdict.passed).length;
  if (request.json) console.out(`${JSON.stringify(found.map(asJson), null, 2)}\n`);
  else console.err(`${summary(found.length - failed, failed, broken)}\n`);
  return failed + broken > 0 ? exitCodes.failed : exitCodes.ok;
}

/** Each is printed as soon as it is known: an experiment may take a while. */
function linesOf(
  console: Console,
  file: string,
  { loaded, model, symbols }: ModelOfFile,
  request: TestRequest,
): Line[] {
  const check = makeChecker(model, symbols, request.tolerance === undefined ? {} : { tolerance: request.tolerance });
  return inOrder(model).map((expectation) => {
    const verdict = check(expectation);
    const line = loaded.document.textDocument.positionAt(expectation.span.start).line + 1;
    if (!request.json) console.out(`${verdict.passed ? 'ok  ' : 'FAIL'} ${file}:${line} ${verdictText(verdict)}\n`);
    return { file, line, verdict };
  });
}

function inOrder({ expectations }: Model): Model['expectations'] {
  return expectations.toSorted((a, b) => a.span.start - b.span.start);
}

function summary(passed: number, failed: number, broken: number): string {
  const parts = [`${passed} passed`, ...(failed > 0 ? [`${failed} failed`] : [])];
  if (broken > 0) parts.push(`${broken} ${broken === 1 ? 'file' : 'files'} with errors`);
  return passed + failed + broken === 0 ? 'Nothing is expected: no `expect` in these files.' : parts.join(', ');
}

function asJson({ file, line, verdict }: Line): object {
  const { expectation, passed, value, wanted, tolerance, failure } = verdict;
  const { label, experiment, unit } = expectation;
  return {
    file,
    line,
    passed,
    expected: label,
    experiment,
    ...(wanted === undefined
      ? { holds: value === undefined ? undefined : value !== 0 }
      : {
          value: quantity(value, unit),
          wanted: quantity(wanted, unit),
          // A difference of temperatures is no temperature.
          tolerance: quantity(tolerance, unit === 'degC' ? 'K' : unit),
        }),
    ...(failure !== undefined && { failure: { code: failure.code, message: failure.message } }),
  };
}
