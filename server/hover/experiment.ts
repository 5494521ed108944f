/** An experiment: how long, from where, and what is injected when. */
import type { Experiment } from '../../language/generated/ast.js';
import type { Experiment as ModelExperiment, Model } from '../../language/model/model.js';
import { documentation } from '../../language/semantics/documentation.js';
import { MOST_EXACT, USUAL_STEP } from '../../language/analysis/stochastic/stochastic-run.js';
import { formatNumber, formatPotential, formatQuantity } from '../../language/units/display.js';
import { unitsOfBasis } from '../notation.js';
import { valuesAtRest, type Reading } from '../reading.js';
import { blocks, documented, escaped, facts, type Row } from './markdown.js';
import { notComputed, whyNoRest } from './why-not.js';

export function experimentHover(reading: Reading, experiment: Experiment): string {
  const { model } = reading.compilation;
  const compiled = model?.experiments.find(({ name }) => name === experiment.name);
  const title = `**${escaped(experiment.name)}** · experiment`;
  const doc = documented(documentation(experiment));
  if (model === undefined || compiled === undefined)
    return blocks(title, doc, notComputed(reading, 'What it does', experiment));
  return blocks(
    title,
    doc,
    facts(
      ...course(reading, compiled),
      ...injections(reading, model, compiled),
      ...chance(reading, compiled),
      ...panes(compiled),
    ),
    compiled.start === undefined ? whyNoRest(reading) : undefined,
  );
}

/** A time, ms or what needs no power of ten. */
function time(seconds: number | undefined): string | undefined {
  if (seconds === undefined) return undefined;
  return formatQuantity(seconds, seconds >= 1 ? 's' : 'ms');
}

function course(reading: Reading, { duration, start }: ModelExperiment): Row[] {
  const valueOf = valuesAtRest(reading);
  const rest = reading.summary?.restingPotential;
  const from = start === undefined ? rest : valueOf(start);
  const name = start === undefined ? 'starts at rest' : 'starts at';
  return [
    ['runs for', time(valueOf(duration))],
    [name, from === undefined ? undefined : formatPotential(from)],
  ];
}

function injections(reading: Reading, { basis }: Model, { injections }: ModelExperiment): Row[] {
  const valueOf = valuesAtRest(reading);
  return injections.map(({ amplitude, from, to }) => {
    const current = valueOf(amplitude);
    const begin = from === undefined ? 'the start' : time(valueOf(from));
    const end = to === undefined ? 'the end' : time(valueOf(to));
    const shown =
      current === undefined ? 'a current that changes' : formatQuantity(current, unitsOfBasis(basis).current);
    const effect = current === undefined || current === 0 ? '' : current > 0 ? ', depolarises' : ', hyperpolarises';
    return [
      'injects',
      begin === undefined || end === undefined ? undefined : `${shown} from ${begin} to ${end}${effect}`,
    ];
  });
}

/** What is drawn by lot. */
function chance(reading: Reading, { stochastic }: ModelExperiment): Row[] {
  if (stochastic === undefined) return [];
  const valueOf = valuesAtRest(reading);
  const exact = stochastic.exact === undefined ? MOST_EXACT : valueOf(stochastic.exact);
  const step = stochastic.step === undefined ? USUAL_STEP : valueOf(stochastic.step);
  if (exact === undefined || step === undefined) return [];
  const limit = formatNumber(exact);
  return [
    ['seed', formatNumber(valueOf(stochastic.seed) ?? Number.NaN)],
    [`up to ${limit} channels`, 'one by one, each at its own time'],
    [`more than ${limit}`, `as shares with noise, on a step of ${formatQuantity(step, 'us')}`],
  ];
}

function panes({ panes }: ModelExperiment): Row[] {
  return panes.map((traces, i) => [`pane ${i + 1}`, traces.map(({ label }) => `\`${label}\``).join(', ')]);
}
