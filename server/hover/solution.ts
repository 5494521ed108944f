/** A solution: what is in it, and what that amounts to. */
import type { Solution } from '../../language/generated/ast.js';
import type { Solution as ModelSolution } from '../../language/model/model.js';
import { documentation } from '../../language/semantics/documentation.js';
import { formatConcentration, ionLabel, signed } from '../notation.js';
import { valuesAtRest, type Reading } from '../reading.js';
import { junctionsOf } from './junction.js';
import { blocks, documented, escaped, facts, table, type Row } from './markdown.js';
import { notComputed } from './why-not.js';

export function solutionHover(reading: Reading, solution: Solution): string {
  const compiled = compiledAs(reading, solution);
  const title = `**${escaped(solution.name)}** · solution`;
  const doc = documented(documentation(solution));
  if (compiled === undefined) return blocks(title, doc, notComputed(reading, 'What it amounts to', solution));
  const value = valuesAtRest(reading);
  const rows = compiled.components.map(({ name, charge, concentration }): Row => {
    const c = value(concentration);
    return [
      escaped(charge === 0 ? name : ionLabel(name, charge)),
      c === undefined ? undefined : formatConcentration(c),
    ];
  });
  return blocks(
    title,
    doc,
    table(['', 'c'], rows),
    facts(
      ['osmolarity, Σ c', solutionPart(reading, solution, 'osmolarity')],
      ['ionic strength, ½ Σ z²·c', solutionPart(reading, solution, 'ionic_strength')],
      ['charge, Σ z·c', solutionPart(reading, solution, 'charge')],
      ['short of neutral by', shortage(value(compiled.netCharge), value(compiled.ionicStrength))],
    ),
    junctionsOf(reading, compiled),
  );
}

/** A charge below this share of the ionic strength is rounding. */
const ROUNDING = 1e-9;

/** What is missing that would make it neutral. */
function shortage(charge: number | undefined, strength: number | undefined): string | undefined {
  if (charge === undefined || strength === undefined || Math.abs(charge) <= ROUNDING * strength) return undefined;
  return `${formatConcentration(Math.abs(charge))} of ${charge > 0 ? 'negative' : 'positive'} charge`;
}

function compiledAs({ compilation }: Reading, { name }: Solution): ModelSolution | undefined {
  return compilation.model?.solutions?.find((entry) => entry.name === name);
}

/** As shown: `ACSF.osmolarity`, `ACSF.ionic_strength`, `ACSF.charge`. */
export function solutionPart(reading: Reading, solution: Solution, part: string): string | undefined {
  const compiled = compiledAs(reading, solution);
  const value = valuesAtRest(reading);
  if (compiled === undefined) return undefined;
  if (part === 'charge') {
    const charge = value(compiled.netCharge);
    return charge === undefined ? undefined : `${charge === 0 ? '0' : signed(charge)} mM`;
  }
  const size = value(part === 'osmolarity' ? compiled.osmolarity : compiled.ionicStrength);
  return size === undefined ? undefined : formatConcentration(size);
}
