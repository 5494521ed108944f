/** Everything dissolved on one side: the ions, the solutes, and what a solution holds beside them. */
import { isIon, isSolute, type Component, type Ion, type Named, type Solute } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import type { Dissolved } from '../../model/model.js';
import type { Context } from '../context.js';
import { concentrationOf } from './concentrations.js';
import { boundIn } from './buffers.js';
import { chargeOf } from './ions.js';
import { presentConcentration, startingConcentration, undisturbed, type Where } from './moving-concentrations.js';
import { componentCharge, componentValue, solutionOn } from './solutions.js';
import { soluteCharge } from './solutes.js';
import type { Side } from './spaces.js';

/** Of each whose concentration there and whose charge are known, as it is at any moment. */
export function dissolvedOn(context: Context, side: Side): readonly Dissolved[] {
  const found = context.once(context.file, `dissolved ${side}`, side, undefined, () =>
    collected(context, side, {
      ion: (ion, where) => presentConcentration(context, ion, where),
      solute: (solute, where) => concentrationOf(context, solute, where)?.node,
      other: (component) => {
        const value = componentValue(context, component);
        return value && undisturbed(context, value.node, side);
      },
    }),
  );
  return found ?? [];
}

/** Likewise, as the file writes it: where it moves, this is what it starts at. */
export function dissolvedAtStart(context: Context, side: Side): readonly Dissolved[] {
  const start = (what: Ion | Solute, where: Where): NodeId | undefined =>
    startingConcentration(context, what, where)?.node;
  return collected(context, side, {
    ion: start,
    solute: start,
    other: (component) => componentValue(context, component)?.node,
  });
}

interface Concentrations {
  readonly ion: (ion: Ion, where: Where) => NodeId | undefined;
  readonly solute: (solute: Solute, where: Where) => NodeId | undefined;
  /** Of something that a solution holds and the file does not declare. */
  readonly other: (component: Component) => NodeId | undefined;
}

function collected(context: Context, side: Side, { ion, solute, other }: Concentrations): Dissolved[] {
  const where = side === 'inside' ? 'in' : 'out';
  const named = context.file.declarations.filter((entry) => entry.name);
  return [
    ...named.filter(isIon).flatMap((entry) => {
      const bound = where === 'in' ? boundIn(context, entry) : [];
      const held = bound.length > 0 ? { bound: context.builder.sum(bound) } : {};
      return dissolved(entry, ion(entry, where), () => chargeOf(context, entry)).map((one) => ({ ...one, ...held }));
    }),
    ...named
      .filter(isSolute)
      .flatMap((entry) => dissolved(entry, solute(entry, where), () => soluteCharge(context, entry))),
    ...undeclaredOn(context, where).flatMap((entry) =>
      dissolved(entry, other(entry), () => componentCharge(context, entry)),
    ),
  ];
}

function dissolved(
  { name }: Named,
  concentration: NodeId | undefined,
  chargeOfIt: () => number | undefined,
): Dissolved[] {
  const charge = concentration === undefined ? undefined : chargeOfIt();
  return charge === undefined ? [] : [{ name, charge, concentration: concentration! }];
}

/** What the solution of a side holds of things that the file does not declare: nothing carries them. */
function undeclaredOn(context: Context, where: Where): Component[] {
  const declared = new Set(
    context.file.declarations.filter((entry) => isIon(entry) || isSolute(entry)).map(({ name }) => name),
  );
  return solutionOn(context, where)?.components.filter(({ name }) => Boolean(name) && !declared.has(name)) ?? [];
}

/** Σ c of a side, or Σ z·c, mol/m³. */
export function dissolvedIn(context: Context, side: Side, asCharge: boolean): NodeId {
  const { builder } = context;
  return builder.sum(
    dissolvedOn(context, side).map(({ charge, concentration, bound }) => {
      if (!asCharge) return concentration;
      const all = bound === undefined ? concentration : builder.binary('add', concentration, bound);
      return builder.binary('mul', all, builder.constant(charge));
    }),
  );
}
