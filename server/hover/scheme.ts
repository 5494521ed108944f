/** A kinetic scheme and its states: what they come to at rest. */
import type { SchemeSummary } from '../../language/analysis/summary.js';
import type { KineticState, Scheme } from '../../language/generated/ast.js';
import { ownerOf, statesOf } from '../../language/semantics/compile/schemes.js';
import { formatNumber, formatPotential, formatQuantity } from '../../language/units/display.js';
import { pathwaySummary, textOf, type Reading } from '../reading.js';
import { blocks, citation, escaped, facts, source, table, type Row } from './markdown.js';
import { notComputed, whyNoRest } from './why-not.js';

export function schemeSummaryOf(reading: Reading, scheme: Scheme): SchemeSummary | undefined {
  const owner = ownerOf(scheme);
  return pathwaySummary(reading, owner)?.schemes[owner.schemes.indexOf(scheme)];
}

export function kineticStateHover(reading: Reading, state: KineticState): string {
  const scheme = state.$container.$container;
  const owner = ownerOf(scheme);
  const title = `**${escaped(state.name)}** · state of ${escaped(owner.name ?? 'a scheme')}`;
  const transitions = scheme.transitions.filter(({ states }) => states.some(({ name }) => name === state.name));
  const written = source(transitions.map((transition) => textOf(reading, transition)).join('\n'));
  return blocks(title, written, ...atRest(reading, scheme, state.name));
}

export function schemeHover(reading: Reading, scheme: Scheme): string {
  const n = statesOf(scheme).length;
  const title = `**scheme** · ${n} states${scheme.driven ? ', driven' : ''}`;
  return blocks(
    title,
    ...atRest(reading, scheme),
    citation('dpᵢ/dt = Σⱼ (kⱼᵢ pⱼ − kᵢⱼ pᵢ), Σ p = 1. Colquhoun & Hawkes 1977, Proc R Soc B 199:231'),
  );
}

function atRest(reading: Reading, scheme: Scheme, only?: string): (string | undefined)[] {
  const summary = schemeSummaryOf(reading, scheme);
  if (summary === undefined) return [notComputed(reading, 'Its steady state', scheme)];
  const rest = reading.summary?.restingPotential;
  const shares = summary.states.filter(({ name }) => only === undefined || name === only);
  if (shares.every(({ occupancy }) => occupancy === undefined)) return [whyNoRest(reading)];
  const rows = shares.map(({ name, occupancy }): Row => [
    escaped(name),
    occupancy === undefined ? undefined : `**${formatNumber(occupancy)}**`,
  ]);
  return [
    table(['at rest', 'share'], rows),
    facts(
      ['at V_rest', rest === undefined ? undefined : formatPotential(rest)],
      ['slowest time constant', summary.slowest === undefined ? undefined : formatQuantity(summary.slowest, 'ms')],
    ),
  ];
}
