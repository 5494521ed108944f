/**
 * Models nobody meant: every number of an example moved at random, its sliders set at random, all its experiments run.
 * Whatever comes out must be finite where it claims success, within its budget, and explain itself where it fails.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { parameterValues } from '../language/analysis/parameter-values.js';
import { runToEnd } from '../language/analysis/run.js';
import { summarize } from '../language/analysis/summary.js';
import type { Model, Parameter } from '../language/model/model.js';
import type { Failure } from '../language/model/outcome.js';
import { build, Compilations } from './language/diagnose.js';

export interface Trial {
  /** `refused`: the text has errors after its numbers moved. Else a failure's code, or `ok`, by experiment and rest. */
  readonly outcomes: readonly string[];
  /** What must never happen, in words. */
  readonly violations: readonly string[];
}

const FOLDER = 'media/examples';
const STEPS = 30_000;
/** ms of processor time for one run of so many steps. */
const LONGEST = 20_000;
/** Numbers with a unit straight behind; not those in comments. */
const QUANTITY =
  /(?<![\w.^])(\d+(?:\.\d+)?(?:e-?\d+)?)(?= ?(?:m|u|n|p|k)?(?:V|S|s|M|A|F|Hz|degC)\b)|\/\/.*|\/\*[^]*?\*\//g;

export const examples: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.memb'))
    .map((name) => [name, readFileSync(`${FOLDER}/${name}`, 'utf8')]),
);

/** One text with numbers of its own; `sets` random settings of the sliders. */
export async function trials(text: string, random: () => number, sets: number): Promise<Trial[]> {
  const moved = text.replace(QUANTITY, (whole, number?: string) =>
    number === undefined || random() < 0.5 ? whole : String(Number((Number(number) * factor(random)).toPrecision(4))),
  );
  const document = await build(moved);
  const { model, complete } = Compilations.compilation(document);
  const hasErrors = (document.diagnostics ?? []).some(({ severity }) => severity === 1);
  if (hasErrors || !model || !complete) return [{ outcomes: ['refused'], violations: [] }];
  return Array.from({ length: sets }, () => {
    try {
      const { outcomes, violations } = trial(model, random);
      return { outcomes, violations: violations.map((violation) => `${violation}\n${moved}`) };
    } catch (error) {
      return { outcomes: ['thrown'], violations: [`${String(error)}\n${moved}`] };
    }
  });
}

/** Mostly near 1, now and then far from it. */
function factor(random: () => number): number {
  return 10 ** ((random() - 0.5) * (random() < 0.2 ? 6 : 1));
}

function trial(model: Model, random: () => number): Trial {
  const outcomes: string[] = [];
  const violations: string[] = [];
  const sliders = Object.fromEntries(model.parameters.map((parameter) => [parameter.name, setting(parameter, random)]));
  const symbols = parameterValues(model, sliders);
  if (!symbols.ok) return { outcomes, violations: [`a setting in range was refused: ${symbols.failure.message}`] };
  const complain = (what: string): void => void violations.push(`${what} with ${JSON.stringify(sliders)}`);
  const explain = ({ code, message }: Failure): void => {
    outcomes.push(code);
    if (!/^[a-z]+\.[a-z-]+$/.test(code) || !/^\S.* .*[.!]$/s.test(message) || /undefined|\[object/.test(message)) {
      complain(`a failure that does not explain itself: ${code} ${message}`);
    }
  };

  const { rest } = summarize(model, symbols.value);
  if (rest && !rest.ok) explain(rest.failure);
  else if (rest) {
    outcomes.push('ok');
    if (!rest.value.roots.every(({ V }) => Number.isFinite(V))) complain('a V_rest that is no number');
  }
  for (const { name } of model.experiments) {
    const before = process.cpuUsage();
    const run = runToEnd(model, name, symbols.value, { maximumSteps: STEPS });
    const { user, system } = process.cpuUsage(before);
    if ((user + system) / 1e3 > LONGEST) complain(`${name} took ${(user + system) / 1e6} s`);
    if (!run.ok) {
      explain(run.failure);
      continue;
    }
    const { trajectory, failure, duration } = run.value;
    const { steps, rejected } = trajectory.statistics;
    if (failure) explain(failure);
    else outcomes.push('ok');
    if (steps + rejected > STEPS) complain(`${name} took ${steps + rejected} steps`);
    if (!trajectory.knots.every(Number.isFinite)) complain(`${name} holds what is no number`);
    if (!failure && trajectory.end !== duration) complain(`${name} ended at ${trajectory.end} s and claims success`);
    const { V, panes, gap } = run.value.sample();
    if (!failure && gap) explain(gap);
    const traces = [V, ...panes.flat()];
    if (!failure && !gap && !traces.every((trace) => trace.every(Number.isFinite)))
      complain(
        `${name} draws what is no number in trace ${traces.findIndex((trace) => !trace.every(Number.isFinite))}`,
      );
  }
  return { outcomes, violations };
}

function setting({ value, minimum, maximum }: Parameter, random: () => number): number {
  if (minimum !== undefined && maximum !== undefined) return minimum + random() * (maximum - minimum);
  const wild = value * factor(random);
  return Math.min(maximum ?? Infinity, Math.max(minimum ?? -Infinity, wild));
}
