/** Pumps and transporters that do at rest what their free energy does not allow, or not in the direction written. */
import type { Model } from '../model/model.js';
import type { Span } from '../model/graph.js';
import { formatNumber, formatPotential, formatQuantity } from '../units/display.js';
import type { PathwaySummary, PumpSummary, Summary } from './summary.js';

export interface Finding {
  readonly code: 'transport.uphill' | 'transport.backwards' | 'pump.costly';
  readonly severity: 'warning' | 'information';
  readonly span: Span;
  readonly message: string;
}

/** Below this, J/mol, a cycle counts as in equilibrium: rounding of what was written. */
const NEGLIGIBLE = 1;

/** The most that the hydrolysis of ATP sets free in living cells, J/mol [Veech et al. 1979, J Biol Chem 254:6538]. */
const MOST_OF_ATP = 60e3;

/** Empty where the model has no resting potential. */
export function transportFindings(model: Model, summary: Summary): Finding[] {
  const { restingPotential } = summary;
  if (restingPotential === undefined) return [];
  return summary.pathways.flatMap((pathway, i) => {
    const found = pathway.pump && findingOf(pathway, pathway.pump, restingPotential);
    return found === undefined ? [] : [{ ...found, span: model.pathways[i]!.span }];
  });
}

function findingOf(pathway: PathwaySummary, pump: PumpSummary, rest: number): Omit<Finding, 'span'> | undefined {
  const { name, kind } = pathway;
  const { rate, atp, cycleEnergy, freeEnergy, atpEnergy } = pump;
  if (rate === undefined || rate === 0 || freeEnergy === undefined) return undefined;
  if (cycleEnergy === undefined) return costly(name, freeEnergy / atp, rate);
  // Light or a redox reaction may pay for a pump that uses no ATP.
  if (Math.abs(cycleEnergy) < NEGLIGIBLE || (kind === 'pump' && atp === 0)) return undefined;
  const where = `at V_rest = ${formatPotential(rest)}`;
  const energy = kilojoules(Math.abs(cycleEnergy));
  const still = standstill(pump);
  if (rate > 0 !== cycleEnergy > 0) {
    if (rate > 0) return undefined;
    const message = `\`${name}\` runs backwards ${where}: a cycle in the direction written costs ${energy}, and one against it gives as much.${still}`;
    return { code: 'transport.backwards', severity: 'information', message };
  }
  if (rate > 0 && atpEnergy !== undefined) {
    const cost = kilojoules(freeEnergy / atp);
    const given = kilojoules(-atpEnergy);
    const message = `\`${name}\` costs ${cost} for each ATP ${where}, whose hydrolysis gives ${given}: ${energy} a cycle too much, so it cannot run in the direction written.`;
    return { code: 'transport.uphill', severity: 'warning', message };
  }
  const way = rate > 0 ? 'in the direction written' : 'backwards';
  const message = `\`${name}\` runs ${way} ${where}, where a cycle that way costs ${energy} and nothing pays for it.${still} Check the sign of its ${pump.charge === 0 ? '`rate`' : '`rate` or `current`'}, or the concentrations.`;
  return { code: 'transport.uphill', severity: 'warning', message };
}

function costly(name: string, perAtp: number, rate: number): Omit<Finding, 'span'> | undefined {
  if (perAtp <= MOST_OF_ATP || rate < 0) return undefined;
  const message = `\`${name}\` costs ${kilojoules(perAtp)} for each ATP, whose hydrolysis gives at most ${kilojoules(MOST_OF_ATP)} in living cells: ${kilojoules(perAtp - MOST_OF_ATP)} too much. It would run backwards. Give its \`atp_energy\` where it is another.`;
  return { code: 'pump.costly', severity: 'warning', message };
}

function standstill({ reversal, terms }: PumpSummary): string {
  if (reversal !== undefined) return ` It stands still at ${formatPotential(reversal)}.`;
  const sum = terms.map(({ name, count, energy }) => `${formatNumber(Math.abs(count))} ${name} ${kilojoules(energy)}`);
  return sum.length === 0 ? '' : ` Its terms: ${sum.join(', ')}.`;
}

function kilojoules(energy: number): string {
  return formatQuantity(energy, 'kJ/mol');
}
