/**
 * How V is found: integrated from the charge on the capacitance, or electroneutral, so that the currents through the
 * membrane add up to what is injected at every moment, Σ I(V, …) = I_injected [Mori 2012, Physica D 241:1797; Fraser &
 * Huang 2004, J Physiol 559:459].
 *
 * Runs solve that equation where it stands: see analysis/balanced.ts. The search for the steady state of everything takes
 * it as the limit of a vanishing capacitance, which an implicit step solves alike.
 */
import { isReference } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import { nearest } from '../../units/nearest.js';
import type { Context } from '../context.js';
import { replacement } from '../issues.js';
import { findProperty } from '../property-values.js';
import { spanOf } from '../spans.js';
import { basisOf } from './membrane.js';

export const potentialLaws = ['integrated', 'electroneutral'] as const;

export function isElectroneutral(context: Context): boolean {
  const { membrane } = context;
  const value = membrane && !context.isLibrary ? findProperty(membrane, 'potential')?.value : undefined;
  if (value === undefined) return false;
  return (
    context.once(value, 'law', 'potential', undefined, (): boolean | undefined => {
      const written = isReference(value) && value.part === undefined ? value.target?.$refText : undefined;
      const known = potentialLaws.find((law) => law === written);
      if (known !== undefined) return known === 'electroneutral';
      const span = spanOf(value);
      const message = `\`potential\` is \`integrated\` or \`electroneutral\`; \`${context.textOf(span)}\` is neither.`;
      const close = written === undefined ? [] : nearest(written, potentialLaws);
      const laws = close.length > 0 ? close : potentialLaws;
      return context.error('potential.law', span, message, ...laws.map((law) => replacement(span, law)));
    }) ?? false
  );
}

/** 10⁻⁹ of what a membrane and a small cell have, 1 µF/cm² and 10 pF. */
const VANISHING = { area: 1e-11, cell: 1e-20 } as const;

export function vanishingCapacitance(context: Context): NodeId {
  return context.builder.constant(VANISHING[basisOf(context)]);
}
