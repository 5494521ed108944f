/** The concentrations of an ion or a solute, at any moment: as its block or the solution of the side gives them; of an ion in a library by itself, there and not known. */
import { isSolute, type Ion, type Pump, type Solute } from '../../generated/ast.js';
import { concentration } from '../../units/dimension.js';
import type { Context } from '../context.js';
import { declared } from '../declared.js';
import { findProperty } from '../property-values.js';
import { spanOf } from '../spans.js';
import { numberOf, type Typed } from '../typed.js';
import { presentConcentration, startingConcentration, undisturbed } from './moving-concentrations.js';
import { componentOf } from './solutions.js';
import { sideOf } from './spaces.js';

export type Side = 'in' | 'out';

export function isGiven(context: Context, what: Ion | Solute, side: Side): boolean {
  return (context.isLibrary && !isSolute(what)) || isWritten(context, what, side);
}

function isWritten(context: Context, what: Ion | Solute, side: Side): boolean {
  return findProperty(what, side) !== undefined || componentOf(context, what, side) !== undefined;
}

/**
 * mol/m³, also where it moves; undefined when it is not given or wrong (then an issue says so). Everything that
 * depends on a concentration reads it from here.
 */
export function concentrationOf(context: Context, what: Ion | Solute, side: Side): Typed | undefined {
  return isSolute(what) ? ofSolute(context, what, side) : ofIon(context, what, side);
}

function ofIon(context: Context, ion: Ion, side: Side): Typed | undefined {
  if (isWritten(context, ion, side)) {
    const start = startingConcentration(context, ion, side);
    const node = start && presentConcentration(context, ion, side);
    return node === undefined ? undefined : { ...start!, node };
  }
  if (!context.isLibrary) return undefined;
  const name = `${ion.name}.${side}`;
  return context.once(ion, side, name, undefined, () => ({
    node: context.unknown(name),
    type: numberOf(concentration),
    span: spanOf(ion),
  }));
}

function ofSolute(context: Context, solute: Solute, side: Side): Typed | undefined {
  const start = startingConcentration(context, solute, side);
  const isPrescribed = start !== undefined && context.variablesOf(start.node).length > 0;
  if (start === undefined || isPrescribed || isCarried(context, solute)) return start;
  const node = undisturbed(context, start.node, sideOf[side]);
  return node === undefined ? undefined : { ...start, node };
}

/** Whether some pump or transporter moves it. */
export function isCarried(context: Context, solute: Solute): boolean {
  const moved = declared<Pump>(context.file, 'Pump').flatMap(({ transfers, schemes }) => {
    const steps = schemes.flatMap(({ transitions }) => transitions);
    return [...transfers, ...steps.flatMap((step) => step.transfers)];
  });
  return moved.some(({ ion }) => ion?.ref === solute);
}
