/** What every file knows without declaring it: V, t, T, constants, functions, and the parts of declared things. */
import type { Channel, Compartment, Ion, IonBuffer, Pump, Solute, Solution } from '../../language/generated/ast.js';
import { builtinNames, builtinParts } from '../../language/semantics/builtins.js';
import { functions, signature, type DimensionRule } from '../../language/semantics/functions.js';
import { measures, measureSignature } from '../../language/semantics/measures.js';
import { withArticle } from '../../language/semantics/expectation.js';
import { partOwner } from '../../language/semantics/scope.js';
import { describeDimension } from '../../language/units/quantities.js';
import { formatNumber, formatPotential, formatQuantity } from '../../language/units/display.js';
import { directed, formatConcentration, signed, unitsOfBasis } from '../notation.js';
import { ionSummary, pathwaySummary, soluteSummary, type Reading } from '../reading.js';
import { generalFormulas } from '../formula/general.js';
import { JUNCTION } from '../../language/semantics/junction.js';
import { slabFunctions } from '../../language/semantics/slab-functions.js';
import { bufferPart } from './pool.js';
import { compartmentPart } from './compartment.js';
import { solutionPart } from './solution.js';
import { blocks, escaped, facts, formula, source } from './markdown.js';
import { whyNoRest } from './why-not.js';

export function builtinHover(reading: Reading, name: string): string | undefined {
  if (name === 'V_rest') return restHover(reading);
  const entry = builtinNames.get(name);
  if (entry === undefined) return functionHover(name);
  const kind = describeDimension(entry.dimension);
  return blocks(`**${escaped(name)}** · ${kind}`, entry.doc, facts(...valueOf(reading, name, entry)));
}

function restHover({ summary }: Reading): string {
  const V = summary?.restingPotential;
  const doc = 'The resting potential: the chosen zero of the steady-state current.';
  return blocks('**V\\_rest** · voltage', doc, facts(['here', V === undefined ? undefined : formatPotential(V)]));
}

function valueOf(
  { summary }: Reading,
  name: string,
  { value, unit }: { value?: number; unit: string },
): (string | undefined)[][] {
  if (value !== undefined) return [['value', formatQuantity(value, unit, 12)]];
  if (summary === undefined) return [];
  const { restingPotential, temperature, thermalVoltage } = summary;
  if (name === 'V') return [['V_rest', restingPotential === undefined ? undefined : formatPotential(restingPotential)]];
  if (name === 'T')
    return [['here', `${formatQuantity(temperature, 'K', 5)} (${formatQuantity(temperature, 'degC')})`]];
  return name === 'RT_F' ? [['here', formatQuantity(thermalVoltage, 'mV', 6)]] : [];
}

const dimensionRules: Readonly<Record<DimensionRule, string>> = {
  pure: 'Takes pure numbers and gives one: divide a voltage by a voltage first, as in `V / 10 mV`.',
  keep: 'Takes any quantities of one kind, and gives one of that kind.',
  root: 'Takes any quantity; the unit of the result is the root of its unit.',
  sign: 'Takes any quantity and gives a pure number.',
  field: 'Each argument is checked by itself.',
};

export function functionHover(name: string): string | undefined {
  const ofSlab = slabFunctions.get(name);
  if (ofSlab !== undefined) return blocks(source(ofSlab.signature), ofSlab.doc);
  if (name === JUNCTION.name) return blocks(source(JUNCTION.signature), JUNCTION.doc, general(name));
  const measure = measures.get(name);
  if (measure !== undefined && !functions.has(name)) {
    const window = 'Of the whole run, or of a part of it: `from 5 ms to 25 ms` inside the parentheses.';
    return blocks(
      source(measureSignature(measure)),
      measure.doc,
      `${measure.ofVoltage ? 'Alone it is that of V. ' : ''}${window}`,
    );
  }
  const definition = functions.get(name);
  if (definition === undefined) return undefined;
  if (definition.forms !== undefined && definition.result !== undefined)
    return blocks(
      source(definition.forms.join('\n')),
      definition.doc,
      general(name),
      `Gives ${withArticle(describeDimension(definition.result))}.`,
    );
  return blocks(source(signature(definition)), definition.doc, general(name), dimensionRules[definition.rule]);
}

function general(name: string): string | undefined {
  const found = generalFormulas[name];
  return found && formula(found.lines, found.typeset);
}

/** What a dimension rule means, for signature help too. */
export function dimensionRule(rule: DimensionRule): string {
  return dimensionRules[rule];
}

/** `K.E`, `Nav.I`, `NaK.rate`. */
export function partHover(
  reading: Reading,
  owner: Ion | Compartment | IonBuffer | Solution | Solute | Channel | Pump,
  part: string,
): string | undefined {
  const kind = partOwner(owner);
  const doc = kind && (builtinParts[kind][part] ?? carriedBy(part));
  if (doc === undefined) return undefined;
  if (owner.$type === 'Compartment' || owner.$type === 'Solution') {
    const shown =
      owner.$type === 'Solution' ? solutionPart(reading, owner, part) : compartmentPart(reading, owner, part);
    return blocks(`**${escaped(owner.name)}.${part}** · ${doc}`, facts(['value', shown && `**${shown}**`]));
  }
  if (owner.$type === 'IonBuffer') {
    const shown = bufferPart(reading, owner, part);
    return blocks(`**${escaped(owner.name)}.${part}** · ${doc}`, facts(['at the start', shown && `**${shown}**`]));
  }
  const isDissolved = owner.$type === 'Ion' || owner.$type === 'Solute';
  const value = isDissolved ? dissolvedPart(reading, owner, part) : pathwayPart(reading, owner, part);
  const title = `**${escaped(owner.name)}.${part}** · ${doc}`;
  if (value !== undefined) return blocks(title, facts([isDissolved ? 'value' : 'at rest', `**${value}**`]));
  return blocks(title, isDissolved ? undefined : whyNoRest(reading));
}

/** `I_Cl`. */
function carriedBy(part: string): string | undefined {
  return part.startsWith('I_') ? `Outward current that ${escaped(part.slice(2))} carries.` : undefined;
}

function dissolvedPart(reading: Reading, owner: Ion | Solute, part: string): string | undefined {
  const ion = owner.$type === 'Ion' ? ionSummary(reading, owner) : undefined;
  const summary = owner.$type === 'Ion' ? ion : soluteSummary(reading, owner);
  if (summary === undefined) return undefined;
  const { inside, outside, charge } = summary;
  const reversal = ion?.reversal;
  const concentration = part === 'in' ? inside : part === 'out' ? outside : undefined;
  if (concentration !== undefined) return formatConcentration(concentration);
  if (part === 'z') return signed(charge);
  return part === 'E' && reversal !== undefined ? formatPotential(reversal) : undefined;
}

function pathwayPart(reading: Reading, owner: Channel | Pump, part: string): string | undefined {
  const pathway = pathwaySummary(reading, owner);
  if (pathway === undefined || reading.summary === undefined) return undefined;
  const units = unitsOfBasis(reading.summary.basis);
  const { conductance, current, reversal, open = 1, pump, permeation } = pathway;
  const P = permeation?.maximalPermeability;
  const carried = permeation?.ions.find(({ name }) => part === `I_${name}`)?.current;
  if (carried !== undefined) return directed(carried, units.current);
  const equilibrium = reversal ?? pump?.reversal;
  const shown: Readonly<Record<string, string | undefined>> = {
    P: P === undefined ? undefined : formatQuantity(P * open, units.permeability),
    g: conductance === undefined ? undefined : formatQuantity(conductance, units.conductance),
    I: current === undefined ? undefined : directed(current, units.current),
    E: equilibrium === undefined ? undefined : formatPotential(equilibrium),
    dG: pump?.cycleEnergy === undefined ? undefined : formatQuantity(pump.cycleEnergy, 'kJ/mol'),
    open: formatNumber(open),
    unblocked: formatNumber(pathway.unblocked ?? 1),
    rate: pump?.rate === undefined ? undefined : formatQuantity(pump.rate, units.rate),
  };
  return shown[part];
}
