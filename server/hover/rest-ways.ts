/** V_rest in several ways, side by side, and why they differ. */
import type { RestWays, WithAndWithout } from '../../language/analysis/rest-ways.js';
import type { Summary } from '../../language/analysis/summary.js';
import { formatPotential } from '../../language/units/display.js';
import { blocks, escaped, table, type Row } from './markdown.js';

/** Potentials that are shown as the same. */
const SAME = 5e-6;

/** undefined where every way says the same: then the chord equation above it has said all. */
export function restWaysTable(ways: RestWays, summary: Summary): string | undefined {
  const hasPump = summary.pathways.some(({ kind }) => kind !== 'channel');
  const { full, chord, ghk } = ways;
  if (ghk === undefined && !differ(full.withoutPumps, chord?.withoutPumps)) return undefined;
  const row = (name: string, way: WithAndWithout | undefined): Row => {
    const cells = [way?.withPumps, way?.withoutPumps].map((V) => (V === undefined ? '–' : formatPotential(V, 2)));
    return [name, ...(hasPump ? cells : cells.slice(0, 1))];
  };
  return blocks(
    table(
      ['V_rest by', ...(hasPump ? ['with pumps', 'without'] : [''])],
      [
        row('the whole model', ways.full),
        row('chord conductances as at rest', ways.chord),
        ...(ways.ghk === undefined ? [] : [row('constant field (GHK), permeabilities as at rest', ways.ghk)]),
      ],
    ),
    ...differences(ways, hasPump).map((text) => `- ${text}`),
  );
}

function differ(a: number | undefined, b: number | undefined): boolean {
  return a !== undefined && b !== undefined && Math.abs(a - b) > SAME;
}

function differences({ full, chord, ghk, withoutPermeability }: RestWays, hasPump: boolean): string[] {
  const found: string[] = [];
  if (hasPump && differ(full.withPumps, full.withoutPumps))
    found.push(
      'Without the pumps nothing carries their net current; concentrations are taken as they are, not as they would become.',
    );
  if (chord !== undefined && differ(full.withoutPumps, chord.withoutPumps))
    found.push(
      'The chord equation keeps every conductance as it is at V_rest; the whole model lets it follow V to where the membrane rests without pumps.',
    );
  if (ghk !== undefined && differ(full.withPumps, ghk.withPumps)) {
    const left = withoutPermeability.map(escaped).join(', ');
    found.push(
      left === ''
        ? 'The constant-field equation takes every permeability and pump current as they are at V_rest.'
        : `The constant-field equation knows permeabilities alone: it leaves out ${left}.`,
    );
  } else if (ghk !== undefined && hasPump && differ(ghk.withPumps, ghk.withoutPumps))
    found.push('The constant-field equation as it is usually written has no pump: the last column.');
  return found;
}
