/** The liquid junction potential between two solutions: Henderson's equation with their numbers put in. */
import { junctionBetween, type JunctionSummary } from '../../language/analysis/junction.js';
import { isMembrane, isReference, isSolution } from '../../language/generated/ast.js';
import type { Solution } from '../../language/model/model.js';
import { thermalVoltage } from '../../language/physics/thermal-voltage.js';
import { findProperty } from '../../language/semantics/property-values.js';
import { formatNumber, formatPotential, formatQuantity } from '../../language/units/display.js';
import { formatConcentration, ionLabel } from '../notation.js';
import { valuesAtRest, type Reading } from '../reading.js';
import { blocks, citation, escaped, facts, formula, table, upright, type Row } from './markdown.js';

/** Whole for a solution that meets one other: the other side of the membrane, or the only other there is. */
export function junctionsOf(reading: Reading, solution: Solution): string | undefined {
  const others = (reading.compilation.model?.solutions ?? []).filter(({ name }) => name !== solution.name);
  const opposite = oppositeOf(reading, solution) ?? (others.length === 1 ? others[0] : undefined);
  const rest = others.filter(({ name }) => name !== opposite?.name).slice(0, MOST);
  return blocks(
    opposite && junctionBlock(reading, solution, opposite),
    facts(...rest.map((other) => row(reading, solution, other))),
  );
}

/** Of others that are only listed. */
const MOST = 8;

/** Between the two sides of the membrane, where both are solutions: from the inside out, as a pipette meets its bath. */
export function junctionOfSides(reading: Reading): string | undefined {
  const [inside, outside] = (['inside', 'outside'] as const).map((side) => solutionOnSide(reading, side));
  return inside && outside && inside !== outside ? junctionBlock(reading, inside, outside) : undefined;
}

/** As the membrane of the file says. */
function solutionOnSide({ compilation, file }: Reading, side: 'inside' | 'outside'): Solution | undefined {
  const membrane = file.declarations.find(isMembrane);
  const value = membrane && findProperty(membrane, side)?.value;
  const target = isReference(value) && value.part === undefined ? value.target?.ref : undefined;
  return isSolution(target) ? compilation.model?.solutions?.find(({ name }) => name === target.name) : undefined;
}

/** The solution on the other side of the membrane. */
function oppositeOf(reading: Reading, { name }: Solution): Solution | undefined {
  const [inside, outside] = (['inside', 'outside'] as const).map((side) => solutionOnSide(reading, side));
  const opposite = inside?.name === name ? outside : outside?.name === name ? inside : undefined;
  return opposite?.name === name ? undefined : opposite;
}

function row(reading: Reading, from: Solution, to: Solution): Row {
  const found = junctionBetween(reading.compilation.model!, from, to, valuesAtRest(reading));
  const value = found.ok ? formatPotential(found.value.potential) : `not computed: ${found.failure.message}`;
  return [`junction(${escaped(from.name)}, ${escaped(to.name)})`, value];
}

function junctionBlock(reading: Reading, from: Solution, to: Solution): string {
  const found = junctionBetween(reading.compilation.model!, from, to, valuesAtRest(reading));
  const title = `Liquid junction potential φ(${escaped(to.name)}) − φ(${escaped(from.name)})`;
  if (!found.ok) return `${title} is not computed: ${found.failure.message}`;
  const { ions } = found.value;
  return blocks(
    `${title}, \`junction(${from.name}, ${to.name})\`:`,
    numbers(found.value),
    table(
      ['', 'u (10⁻⁸ m²/(V s))', escaped(from.name), escaped(to.name)],
      ions.map(({ name, charge, mobility, concentration1, concentration2 }) => [
        escaped(ionLabel(name, charge)),
        formatNumber(mobility * 1e8),
        formatConcentration(concentration1),
        formatConcentration(concentration2),
      ]),
    ),
    citation('Henderson 1907, Z Phys Chem 59:118; u from Robinson & Stokes 1959 unless given'),
  );
}

/** Sums in 10⁻⁸ m²/(V s) · mM: every one stands over another. */
const SCALE = 1e8;
/** Where both conduct alike, as far as is shown, the logarithm over its difference is 1/Σ |z| u c. */
const ALIKE = 1e-3;

function numbers({ potential, temperature, sums }: JunctionSummary): string {
  const thermal = formatQuantity(thermalVoltage(temperature), 'mV');
  const number = (sum: number): string => {
    const text = formatNumber(sum * SCALE);
    return text.startsWith('−') ? `(${text})` : text;
  };
  const [drift, one, two] = [sums.drift, sums.conducting1, sums.conducting2].map(number) as [string, string, string];
  const change = sums.conducting2 - sums.conducting1;
  const result = formatPotential(potential);
  if (Math.abs(change) < ALIKE * sums.conducting1) {
    return formula(
      [
        'φ₂ − φ₁ = −RT/F · Σ sgn(z)·u·Δc / Σ |z|·u·c',
        `        = −${thermal} · ${drift} / ${one}`,
        `        = ${result}`,
      ],
      [
        'φ_2 − φ_1 &= −\\frac{RT}{F} · \\frac{\\sum \\text{sgn}(z) u Δc}{\\sum |z| u c}',
        `&= −${upright(thermal)} · \\frac{${upright(drift)}}{${upright(one)}} = ${upright(result)}`,
      ],
    );
  }
  return formula(
    [
      'φ₂ − φ₁ = −RT/F · (Σ sgn(z)·u·Δc / Σ |z|·u·Δc) · ln(Σ |z|·u·c₂ / Σ |z|·u·c₁)',
      `        = −${thermal} · (${drift} / ${number(change)}) · ln(${two} / ${one})`,
      `        = ${result}`,
    ],
    [
      'φ_2 − φ_1 &= −\\frac{RT}{F} · \\frac{\\sum \\text{sgn}(z) u Δc}{\\sum |z| u Δc} \\ln \\frac{\\sum |z| u c_2}{\\sum |z| u c_1}',
      `&= −${upright(thermal)} · \\frac{${upright(drift)}}{${upright(number(change))}} \\ln \\frac{${upright(two)}}{${upright(one)}} = ${upright(result)}`,
    ],
  );
}
