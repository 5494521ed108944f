/** What drives a pump's or transporter's cycle at rest: its free energy term by term, and where it stands still. */
import type { EnergyTerm, PathwaySummary, PumpSummary } from '../../language/analysis/summary.js';
import { formatNumber, formatPotential, formatQuantity } from '../../language/units/display.js';
import { ionLabel, signed } from '../notation.js';
import { citation, verbatim } from './markdown.js';

const kilojoules = (energy: number): string => formatQuantity(energy, 'kJ/mol');

/** `3 Na⁺ in`. */
export function movedText({ name, charge, count }: Pick<EnergyTerm, 'name' | 'charge' | 'count'>): string {
  const label = charge === 0 ? name : ionLabel(name, charge);
  return `${formatNumber(Math.abs(count))} ${label} ${count > 0 ? 'out' : 'in'}`;
}

export function cycleEnergy({ kind, pump }: PathwaySummary): string[] {
  if (pump?.freeEnergy === undefined || pump.terms.length === 0) return [];
  const { terms, freeEnergy, charge } = pump;
  const law = charge === 0 ? 'Σ n·RT ln(aₒ/aᵢ), which no voltage changes' : 'Σ n·(RT ln(aₒ/aᵢ) − zFV) at V_rest';
  const ATP = fuelRows(pump);
  const rows = [...terms.map((term) => [movedText(term), kilojoules(term.energy)]), ...ATP] as [string, string][];
  const width = Math.max(...rows.map(([what]) => what.length));
  return [
    verbatim(
      `ΔG of a cycle = ${law}`,
      ...rows.map(([what, energy]) => `  ${what.padEnd(width)}  ${energy}`),
      `  ${'Σ'.padEnd(width)}  ${kilojoules(pump.cycleEnergy ?? freeEnergy)}`,
      ...standstill(pump),
    ),
    verdict(kind, pump),
    citation('Mullins 1977, J Gen Physiol 70:681'),
  ];
}

function fuelRows({ atp, atpEnergy }: PumpSummary): [string, string][] {
  return atp === 0 || atpEnergy === undefined ? [] : [[`${formatNumber(atp)} ATP`, kilojoules(atp * atpEnergy)]];
}

function standstill({ charge, reversal }: PumpSummary): string[] {
  if (reversal === undefined) return charge === 0 ? ['stands still where that sum is 0, at any V'] : [];
  return [`E = ΔG(V = 0) / (${signed(charge)}·F) = ${formatPotential(reversal)}`];
}

/** Which way its energy drives it, and which way it goes. */
function verdict(kind: PathwaySummary['kind'], { rate, atp, cycleEnergy, freeEnergy }: PumpSummary): string {
  if (cycleEnergy === undefined) {
    const each = kilojoules(freeEnergy! / atp);
    return freeEnergy! > 0
      ? `Its gradients cost ${each} for each ATP, whose hydrolysis sets free 50 to 60 kJ/mol in living cells.`
      : `Its gradients would drive it without ATP.`;
  }
  const driven = cycleEnergy < 0 ? 'in the direction written' : 'backwards';
  const drive = cycleEnergy === 0 ? 'Nothing drives it: it is at equilibrium.' : `Driven **${driven}**.`;
  if (rate === undefined) return drive;
  if (rate === 0) return `${drive} It stands still.`;
  const goes = rate > 0 ? 'in the direction written' : 'backwards';
  const agrees = cycleEnergy === 0 || rate > 0 === cycleEnergy < 0;
  return agrees ? `${drive} It runs ${goes}.` : `${drive} This ${kind} runs ${goes}, **against its free energy**.`;
}
