/** What the transitions of a channel or pump carry at rest, ion by ion, and how its states are filled. */
import type { PathwaySummary, Summary } from '../../language/analysis/summary.js';
import type { Channel, Pump } from '../../language/generated/ast.js';
import { formatNumber } from '../../language/units/display.js';
import { directed, ionLabel, unitsOfBasis } from '../notation.js';
import { valuesAtRest, type Reading } from '../reading.js';
import { citation, escaped, table, verbatim, type Row } from './markdown.js';

/** Its law, what each ion carries, and the share of each state; undefined where nothing is known of them. */
export function schemeCurrentsText(
  reading: Reading,
  { name }: Channel | Pump,
  { schemes }: PathwaySummary,
  { basis }: Summary,
): (string | undefined)[] {
  const { model } = reading.compilation;
  const pathway = model?.pathways.find((entry) => entry.name === name);
  const valueOf = valuesAtRest(reading);
  const units = unitsOfBasis(basis);
  const carried = pathway?.ionCurrents.map(({ ion, current }): Row => {
    const value = valueOf(current);
    const { name, charge } = model!.ions[ion]!;
    return [escaped(ionLabel(name, charge)), value === undefined ? undefined : directed(value, units.current)];
  });
  const shares = schemes.flatMap(({ states }) =>
    states.map(({ name, occupancy }): Row => [
      escaped(name),
      occupancy === undefined ? undefined : `**${formatNumber(occupancy)}**`,
    ]),
  );
  return [
    verbatim('I = count · e · Σ z·n·(k there · p_from − k back · p_to)   over the transitions that move'),
    carried && table(['ion', 'its current at rest'], carried),
    table(['state at rest', 'share'], shares),
    citation('Hill 1977, Free Energy Transduction in Biology'),
  ];
}
