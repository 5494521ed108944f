/** The summary at rest as JSON: every number at full precision with the name of its unit. */
import type {
  FullSteadySummary,
  IonSummary,
  PathwaySummary,
  SolutionSummary,
  SoluteSummary,
  Summary,
  Surroundings,
} from '../../language/analysis/summary.js';
import type { Failure, Outcome } from '../../language/model/outcome.js';
import type { Model } from '../../language/model/model.js';
import { poolsJson } from './pools.js';
import { quantity, unitsOfBasis } from './quantity.js';

export function restJson(file: string, model: Model, summary: Summary): object {
  const { rest } = summary;
  return {
    file,
    membrane: model.name,
    temperature: quantity(summary.temperature, 'degC'),
    RT_F: quantity(summary.thermalVoltage, 'mV'),
    area: quantity(summary.area, 'um^2'),
    V_rest: quantity(summary.restingPotential, 'mV'),
    ...(rest?.ok && {
      method: rest.value.method,
      roots: rest.value.roots.map(({ V, stable, eigenvalues }, i) => ({
        V: quantity(V, 'mV'),
        stable,
        chosen: i === rest.value.chosen,
        eigenvalues: eigenvalues.map(({ real, imaginary }) => ({
          real: quantity(real, '1/s'),
          imaginary: quantity(imaginary, '1/s'),
        })),
      })),
    }),
    ...(!rest?.ok && { failure: rest === undefined ? NO_PATHWAY : failureJson(rest.failure) }),
    ions: summary.ions.map((ion) => ionJson(ion, summary)),
    ...(summary.solutes.length > 0 && { solutes: summary.solutes.map((solute) => soluteJson(solute, summary)) }),
    ...(summary.surroundings && { solutions: solutionsJson(summary.surroundings, summary) }),
    ...(summary.fullSteady && { steadyState: steadyJson(summary.fullSteady, summary) }),
    ...poolsJson(summary),
    pathways: summary.pathways.map((pathway) => pathwayJson(pathway, summary)),
    states: Object.fromEntries(summary.states.map(({ name, value, unit }) => [name, quantity(value, unit) ?? null])),
    lets: Object.fromEntries(summary.values.map(({ name, value, unit }) => [name, quantity(value, unit) ?? null])),
  };
}

const NO_PATHWAY = { code: 'rest.no-pathway', message: 'The file has no channel or pump.' };

function failureJson({ code, message }: Failure): object {
  return { code, message };
}

function solutionsJson(
  { inside, outside, osmoticDifference, osmoticPressure, donnan }: Surroundings,
  { ions }: Summary,
): object {
  const side = ({ osmolarity, charge }: SolutionSummary): object => ({
    osmolarity: quantity(osmolarity, 'mM'),
    charge: quantity(charge, 'mM'),
  });
  return {
    inside: side(inside),
    outside: side(outside),
    osmoticDifference: quantity(osmoticDifference, 'mM'),
    osmoticPressure: quantity(osmoticPressure, 'kPa'),
    ...(donnan && {
      donnan: {
        V: quantity(donnan.potential, 'mV'),
        ratio: donnan.ratio,
        inside: Object.fromEntries(
          donnan.inside.map(({ ion, concentration }) => [ions[ion]!.name, quantity(concentration, 'mM')]),
        ),
        osmoticDifference: quantity(donnan.osmoticDifference, 'mM'),
      },
    }),
  };
}

function steadyJson(steady: Outcome<FullSteadySummary>, { ions }: Summary): object {
  if (!steady.ok) return { failure: failureJson(steady.failure) };
  const { potential, ions: moved, volume, conserved } = steady.value;
  return {
    V: quantity(potential, 'mV'),
    volume: quantity(volume, 'pL'),
    ions: moved.map(({ ion, inside, outside, reversal }) => ({
      name: ions[ion]!.name,
      inside: quantity(inside, 'mM'),
      outside: quantity(outside, 'mM'),
      E: quantity(reversal, 'mV'),
    })),
    conserved: Object.fromEntries(conserved.map(({ ion, amount }) => [ions[ion]!.name, quantity(amount, 'fmol')])),
  };
}

function ionJson(ion: IonSummary, { basis }: Summary): object {
  return {
    name: ion.name,
    charge: ion.charge,
    impermeant: ion.impermeant,
    inside: quantity(ion.inside, 'mM'),
    outside: quantity(ion.outside, 'mM'),
    activityInside: ion.activityInside,
    activityOutside: ion.activityOutside,
    E: quantity(ion.reversal, 'mV'),
    sensitivityOutside: quantity(ion.sensitivityOutside, 'mV/mM'),
    sensitivityInside: quantity(ion.sensitivityInside, 'mV/mM'),
    drivingForce: quantity(ion.drivingForce, 'mV'),
    flow: ion.flow,
    insideRate: quantity(ion.insideRate, 'mM/min'),
    outsideRate: quantity(ion.outsideRate, 'mM/min'),
    current: quantity(ion.current, unitsOfBasis(basis).current),
    ...(ion.failure !== undefined && { failure: failureJson(ion.failure) }),
  };
}

function soluteJson({ name, kind, charge, inside, outside, flux }: SoluteSummary, { basis }: Summary): object {
  const sides = { inside: quantity(inside, 'mM'), outside: quantity(outside, 'mM') };
  return { name, kind, charge, ...sides, flux: quantity(flux, basis === 'area' ? 'mol/m^2/s' : 'mol/s') };
}

function pathwayJson(pathway: PathwaySummary, { basis }: Summary): object {
  const units = unitsOfBasis(basis);
  const { pump } = pathway;
  return {
    name: pathway.name,
    kind: pathway.kind,
    current: quantity(pathway.current, units.current),
    absoluteCurrent: quantity(pathway.absoluteCurrent, 'pA'),
    maximalConductance: quantity(pathway.maximalConductance, units.conductance),
    conductance: quantity(pathway.conductance, units.conductance),
    open: pathway.open,
    ...(pathway.permeation !== undefined && {
      permeability: quantity(pathway.permeation.maximalPermeability, units.permeability),
      ions: pathway.permeation.ions.map((ion) => ({
        name: ion.name,
        permeability: quantity(ion.permeability, units.permeability),
        current: quantity(ion.current, units.current),
      })),
    }),
    unblocked: pathway.unblocked,
    ...(pathway.population && {
      population: {
        count: pathway.population.count,
        unitary: quantity(pathway.population.unitary, 'pS'),
        conducting: pathway.population.conducting,
        variation: pathway.population.variation,
        currentDeviation: quantity(pathway.population.currentDeviation, 'pA'),
      },
    }),
    E: quantity(pathway.reversal, 'mV'),
    conductanceShare: pathway.conductanceShare,
    currentShare: pathway.currentShare,
    gates: pathway.gates.map(({ name, steady, tau }) => ({ name, steady, tau: quantity(tau, 'ms') })),
    ...(pump !== undefined && {
      pump: {
        netCharge: pump.charge,
        atpPerCycle: pump.atp,
        cycles: quantity(pump.rate, units.cycles),
        atp: quantity(pump.atpRate, units.cycles),
        cellCycles: quantity(pump.cellRate, '1/s'),
        cellAtp: quantity(pump.cellAtpRate, '1/s'),
        turnover: quantity(pump.turnover, '1/s'),
        freeEnergy: quantity(pump.freeEnergy, 'kJ/mol'),
        cycleEnergy: quantity(pump.cycleEnergy, 'kJ/mol'),
        E: quantity(pump.reversal, 'mV'),
      },
    }),
  };
}
