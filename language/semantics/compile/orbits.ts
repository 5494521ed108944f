/** `plot K.w against V` in an experiment of one run: one value that changes over another, an orbit in a plane. */
import type { Experiment, Expression, Plot } from '../../generated/ast.js';
import type { Orbit, Trace } from '../../model/model.js';
import type { Context } from '../context.js';
import { lower } from '../expressions.js';

/** Plots against something that changes in the run; `otherwise` are those against what is the same all along. */
export function orbitsOf(
  context: Context,
  { plots }: Experiment,
  isFamily: boolean,
  compileTrace: (context: Context, expression: Expression) => Trace | undefined,
): { readonly orbits: readonly (Orbit | undefined)[]; readonly otherwise: readonly Plot[] } {
  const against = plots.filter((plot) => plot.against !== undefined);
  if (isFamily) return { orbits: [], otherwise: against };
  const otherwise: Plot[] = [];
  const orbits: (Orbit | undefined)[] = [];
  for (const plot of against) {
    if (!changes(context, plot.against!)) {
      otherwise.push(plot);
      continue;
    }
    const x = compileTrace(context, plot.against!);
    for (const { traces } of plot.panes) {
      const compiled = traces.map((trace) => compileTrace(context, trace));
      const isWhole = x !== undefined && !compiled.includes(undefined);
      orbits.push(isWhole ? { against: x, traces: compiled as Trace[] } : undefined);
    }
  }
  return { orbits, otherwise };
}

/** Tried out: what is wrong with it is said by whoever compiles it. */
function changes(context: Context, expression: Expression): boolean {
  const before = context.issues.length;
  const value = lower(context, expression);
  context.issues.length = before;
  return value === undefined || context.variablesOf(value.node).length > 0;
}
