/** Where V is held electroneutral: what would bring charge that no ion carries, or ask V to be something else. */
import { isChannel, isExperiment, isIon, type Experiment } from '../../generated/ast.js';
import type { Model } from '../../model/model.js';
import { dynamicSides, isDynamic } from '../compile/moving-concentrations.js';
import { poolOf } from '../compile/pools.js';
import { isElectroneutral } from '../compile/potential.js';
import type { Context } from '../context.js';
import { insertion } from '../issues.js';
import { findProperty } from '../property-values.js';
import { spanOf, spanOfKeyword, spanOfProperty } from '../spans.js';
import { removeProperty } from './properties.js';

export function checkElectroneutral(context: Context, model: Model | undefined): void {
  if (!isElectroneutral(context) || model === undefined) return;
  const movesInside = dynamicSides(context).some(
    ({ ion, where }) => where === 'in' && poolOf(context, ion) === undefined,
  );
  if (movesInside) {
    checkCarriers(context, model);
    checkHeldIons(context, model);
  }
  for (const experiment of context.file.declarations.filter(isExperiment)) {
    checkStart(context, experiment);
    checkStimulus(context, experiment, movesInside);
  }
}

function checkCarriers(context: Context, model: Model): void {
  const ions = [...new Set(dynamicSides(context).map(({ ion }) => ion.name))];
  for (const channel of context.file.declarations.filter(isChannel)) {
    const pathway = model.pathways.find(({ name }) => name === channel.name);
    if (pathway === undefined || pathway.ionCurrents.length > 0) continue;
    const span = spanOfProperty(channel, 'name');
    const message = `\`potential = electroneutral\` balances the charges that ions carry, and the current of \`${channel.name}\` has no ion: what it moves would be missing inside.`;
    const fixes = ions.map((name) => insertion(span.end, ` conducts ${name}`, `\`${channel.name}\` conducts ${name}`));
    context.error('potential.electroneutral', span, message, ...fixes);
  }
}

/** An ion that is carried and does not move inside would take its charge nowhere. */
function checkHeldIons(context: Context, model: Model): void {
  const carried = new Set(model.pathways.flatMap(({ ionCurrents }) => ionCurrents.map(({ ion }) => ion)));
  for (const index of carried) {
    const { name } = model.ions[index]!;
    const ion = context.file.declarations.find((entry) => isIon(entry) && entry.name === name);
    if (!isIon(ion) || isDynamic(ion, 'in')) continue;
    const written = findProperty(ion, 'in');
    const message = `\`${name}\` is carried through the membrane and does not move inside, so the inside would not stay neutral: with \`potential = electroneutral\` every carried ion is \`dynamic\` inside, or none is.`;
    const fixes =
      written?.value === undefined
        ? []
        : [insertion(spanOf(written.value).end, ' dynamic', `Let \`${name}.in\` move: \`dynamic\``)];
    context.error('potential.electroneutral', spanOfProperty(ion, 'name'), message, ...fixes);
  }
}

function checkStart(context: Context, experiment: Experiment): void {
  const start = findProperty(experiment, 'start');
  if (start === undefined) return;
  const message =
    'V has no start of its own here: `potential = electroneutral` makes it what balances the currents, from the first moment on.';
  context.error('potential.electroneutral', spanOfProperty(start, 'key'), message, removeProperty(context, start));
}

/** A clamp of a membrane whose concentrations do not move is what it is everywhere. */
function checkStimulus(context: Context, { injections, clamps }: Experiment, movesInside: boolean): void {
  const balance = '`potential = electroneutral` balances the currents through the membrane and nothing else';
  const elsewhere = 'Use `potential = integrated` for this experiment.';
  for (const injection of injections) {
    const message = `An injected current brings charge that no ion carries, and ${balance}. ${elsewhere}`;
    context.error('potential.electroneutral', spanOfKeyword(injection, 'inject'), message);
  }
  for (const clamp of movesInside ? clamps : []) {
    const message = `A clamp imposes V and carries the charge that is left over, and ${balance}. ${elsewhere}`;
    context.error('potential.electroneutral', spanOf(clamp), message);
  }
}
