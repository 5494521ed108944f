/**
 * Injected current changes V and no concentration. Where concentrations move and it brings in so much charge that the ion
 * of the pipette would have changed by it, a run is not what it seems.
 */
import { isExperiment, type Experiment, type Injection, type Ion } from '../../generated/ast.js';
import type { Experiment as ModelExperiment, Model } from '../../model/model.js';
import { F } from '../../physics/constants.js';
import { formatQuantity } from '../../units/display.js';
import { dynamicSides, startingConcentration } from '../compile/moving-concentrations.js';
import { chargeOf } from '../compile/ions.js';
import { spaceOf } from '../compile/spaces.js';
import type { Context } from '../context.js';
import { issue } from '../issues.js';
import { spanOf } from '../spans.js';

/** Share of an ion inside that may go unnoticed: recordings do not know it better. */
const NEGLIGIBLE = 0.05;

export function checkInjectedCharge(context: Context, model: Model | undefined): void {
  const depth = spaceOf(context, 'inside')?.depth;
  const width = depth === undefined ? undefined : context.valueAtDefaults(depth);
  const carrier = usualCarrier(context);
  if (model === undefined || width === undefined || carrier === undefined) return;
  for (const experiment of context.file.declarations.filter(isExperiment)) {
    const compiled = model.experiments.find(({ name }) => name === experiment.name);
    if (compiled !== undefined) checkExperiment(context, experiment, compiled, width, carrier);
  }
}

interface Carrier {
  readonly ion: Ion;
  /** mol/m³. */
  readonly concentration: number;
}

/** The monovalent ion that there is most of inside, of those that move there: what a pipette is filled with. */
function usualCarrier(context: Context): Carrier | undefined {
  const inside = dynamicSides(context).flatMap(({ ion, where }): Carrier[] => {
    if (where !== 'in' || Math.abs(chargeOf(context, ion) ?? 0) !== 1) return [];
    const start = startingConcentration(context, ion, where);
    const concentration = start && context.valueAtDefaults(start.node);
    return concentration === undefined ? [] : [{ ion, concentration }];
  });
  return inside.toSorted((a, b) => b.concentration - a.concentration)[0];
}

function checkExperiment(
  context: Context,
  { injections }: Experiment,
  compiled: ModelExperiment,
  depth: number,
  { ion, concentration }: Carrier,
): void {
  const duration = context.valueAtDefaults(compiled.duration);
  if (duration === undefined || injections.length !== compiled.injections.length) return;
  injections.forEach((injection, i) => {
    const charge = chargeOfInjection(context, injection, compiled.injections[i]!, duration);
    const change = charge === undefined ? undefined : Math.abs(charge) / (F * depth);
    if (change === undefined || change <= NEGLIGIBLE * concentration) return;
    const message = `Injected current changes V and no concentration, though concentrations move here: carried by \`${ion.name}\`, as from a pipette of its salt, this one would change \`${ion.name}.in\` by ${formatQuantity(change, 'mM', 2)}.`;
    context.issues.push(issue('experiment.no-ion', 'information', spanOf(injection.amplitude), message));
  });
}

/** C/m² or C, by the basis; undefined where it follows no fixed value. */
function chargeOfInjection(
  context: Context,
  { width, period }: Injection,
  { amplitude, from, to }: ModelExperiment['injections'][number],
  duration: number,
): number | undefined {
  const node = context.builder.node(amplitude);
  const size = context.valueAtDefaults(node.op === 'select' && width !== undefined ? node.args[1] : amplitude);
  const begin = from === undefined ? 0 : context.valueAtDefaults(from);
  const end = to === undefined ? duration : context.valueAtDefaults(to);
  const share = width === undefined ? 1 : shareOfTrain(context, width, period);
  if (size === undefined || begin === undefined || end === undefined || share === undefined) return undefined;
  return size * share * Math.max(0, Math.min(end, duration) - begin);
}

function shareOfTrain(
  context: Context,
  width: NonNullable<Injection['width']>,
  period: Injection['period'],
): number | undefined {
  const [on, every] = [width, period].map((time) => {
    const typed = time && context.types.get(time);
    return typed && context.valueAtDefaults(typed.node);
  });
  return on === undefined || every === undefined || every <= 0 ? undefined : on / every;
}
