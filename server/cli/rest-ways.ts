/** V_rest by the whole model and by shorter equations, with the pumps and without, as `memb rest` shows it. */
import { restWays, type WithAndWithout } from '../../language/analysis/rest-ways.js';
import type { Summary } from '../../language/analysis/summary.js';
import type { Model } from '../../language/model/model.js';
import { formatPotential } from '../../language/units/display.js';
import { quantity } from './quantity.js';
import { table } from './table.js';

/** Nothing where every way says the same, as without a pump in a membrane of fixed conductances. */
export function restWaysText(model: Model, symbols: Float64Array, summary: Summary): string {
  const ways = restWays(model, symbols, summary);
  if (ways === undefined) return '';
  const hasPump = summary.pathways.some(({ kind }) => kind !== 'channel');
  if (!hasPump && ways.ghk === undefined) return '';
  const shown = (V: number | undefined): string => (V === undefined ? '–' : formatPotential(V, 3));
  const row = (name: string, way: WithAndWithout | undefined): string[] => [
    name,
    shown(way?.withPumps),
    ...(hasPump ? [shown(way?.withoutPumps)] : []),
  ];
  return table([
    ['V_rest by', hasPump ? 'with pumps' : '', ...(hasPump ? ['without'] : [])],
    row('the whole model', ways.full),
    row('chord conductances as at rest', ways.chord),
    ...(ways.ghk === undefined ? [] : [row('constant field (GHK)', ways.ghk)]),
  ]);
}

export function restWaysJson(model: Model, symbols: Float64Array, summary: Summary): object {
  const ways = restWays(model, symbols, summary);
  if (ways === undefined) return {};
  const both = ({ withPumps, withoutPumps }: WithAndWithout): object => ({
    withPumps: quantity(withPumps, 'mV'),
    withoutPumps: quantity(withoutPumps, 'mV'),
  });
  return {
    waysToRest: {
      wholeModel: both(ways.full),
      ...(ways.chord && { chord: both(ways.chord) }),
      ...(ways.ghk && { constantField: both(ways.ghk) }),
    },
  };
}
