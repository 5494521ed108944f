/** Many channels and what blocks them, at rest, with the numbers put in. */
import type { BlockSummary, PathwaySummary } from '../../language/analysis/summary.js';
import { formatNumber, formatQuantity } from '../../language/units/display.js';
import { absoluteUnit, formatConcentration, percent, signed } from '../notation.js';
import { citation, escaped, table, verbatim, type Row } from './markdown.js';

/** g = N γ p and its fluctuation. */
export function populationText({ population }: PathwaySummary): string[] {
  const { count, unitary, conducting, variation, currentDeviation } = population ?? {};
  if (count === undefined || unitary === undefined || conducting === undefined) return [];
  const [N, p] = [formatNumber(count), formatNumber(conducting, 4)];
  const mean = count * unitary * conducting;
  const show = (g: number): string => formatQuantity(g, absoluteUnit(g, 'S'));
  const sd = currentDeviation ?? 0;
  const noise =
    variation === undefined
      ? ['none is open, so nothing fluctuates']
      : [`CV = √((1 − p)/(N·p)) = √((1 − ${p})/(${N} · ${p})) = ${percent(variation)}`];
  const current =
    currentDeviation === undefined ? [] : [`SD of I = CV·|I| = ${formatQuantity(sd, absoluteUnit(sd, 'A'))}`];
  return [
    verbatim(`g = N·γ·p = ${N} · ${show(unitary)} · ${p} = ${show(mean)}`, ...noise, ...current),
    citation('Sigworth 1980, J Physiol 307:97'),
  ];
}

/** Every blocker with its Kd(V) at rest, and what they leave. */
export function blocksText({ blocks = [], unblocked }: PathwaySummary): string[] {
  if (blocks.length === 0) return [];
  const rows = table(['blocker', 'concentration', 'Kd at V_rest'], blocks.map(blockRow));
  const sum = blocks.length === 1 ? '[B]/Kd(V)' : 'Σ [B]/Kd(V)';
  return [
    verbatim(
      `unblocked = 1/(1 + ${sum}),  Kd(V) = Kd·exp(${exponent(blocks)})`,
      ...(unblocked === undefined ? [] : [`          = ${formatNumber(unblocked, 4)} at V_rest`]),
    ),
    rows ?? '',
    citation('Woodhull 1973, J Gen Physiol 61:687'),
  ];
}

function exponent(blocks: readonly BlockSummary[]): string {
  const sides = new Set(blocks.map(({ side }) => side));
  if (sides.size > 1) return '∓zδFV/RT, − from inside and + from outside';
  return sides.has('in') ? '−zδFV/RT' : '+zδFV/RT';
}

function blockRow({ name, side, charge, distance, concentration, dissociation }: BlockSummary): Row {
  const place = side === 'in' ? 'inside' : 'outside';
  const valence = distance === undefined ? '' : `, zδ = ${signed(charge * distance)}`;
  return [
    `${escaped(name)} ${place}${valence}`,
    concentration === undefined ? undefined : formatConcentration(concentration),
    dissociation === undefined ? undefined : formatConcentration(dissociation),
  ];
}
