/** The quantities of membrane physiology: what each is called and the units it is customarily written in. */
import * as d from './dimension.js';
import { bases, multiply, sameDimension, type Base, type Dimension } from './dimension.js';
import { prettyUnit } from './pretty.js';
import { format, negate, type Rational } from './rational.js';

export interface Quantity {
  readonly name: string;
  readonly dimension: Dimension;
  /** The coherent SI unit, in derived units. */
  readonly si: string;
  /** Customary units, the most usual first; each is a text that may follow a number. */
  readonly units: readonly string[];
  /** The unit a computed value is shown in; the first of `units` unless another is given. */
  readonly display: string;
}

function quantity(name: string, dimension: Dimension, si: string, units: string, display?: string): Quantity {
  const list = units.split(' ');
  return { name, dimension, si, units: list, display: display ?? list[0]! };
}

/** No two rows have the same dimension. */
export const quantities: readonly Quantity[] = [
  quantity('a pure number', d.dimensionless, '', '%', ''),
  quantity('voltage', d.voltage, 'V', 'mV V uV'),
  quantity('current per area', d.currentDensity, 'A/m^2', 'uA/cm^2 pA/um^2 A/m^2 mA/cm^2 nA/cm^2'),
  quantity('current', d.current, 'A', 'pA nA uA mA fA A'),
  quantity('noise current per area', d.currentDensityNoise, 'A.s^(1/2)/m^2', 'uA/cm^2/Hz^(1/2)'),
  quantity('noise current', d.currentNoise, 'A.s^(1/2)', 'pA/Hz^(1/2) fA/Hz^(1/2)'),
  quantity('conductance per area', d.conductanceDensity, 'S/m^2', 'mS/cm^2 S/m^2 uS/cm^2 nS/um^2 pS/um^2 S/cm^2'),
  quantity('conductance', d.conductance, 'S', 'nS pS uS mS S'),
  quantity('capacitance per area', d.capacitanceDensity, 'F/m^2', 'uF/cm^2 F/m^2 fF/um^2'),
  quantity('capacitance', d.capacitance, 'F', 'pF nF uF F'),
  quantity('concentration', d.concentration, 'mol/m^3', 'mM uM nM M mol/L mol/m^3'),
  quantity('time', d.time, 's', 'ms s us min h'),
  quantity('rate (1/time)', d.rate, '/s', '/ms /s Hz kHz /min', '/s'),
  quantity('temperature', d.temperature, 'K', 'degC K'),
  quantity('area', d.area, 'm^2', 'um^2 cm^2 mm^2 m^2'),
  quantity('volume', d.volume, 'm^3', 'pL fL um^3 nL uL mL L'),
  quantity('length', d.length, 'm', 'um nm mm cm m'),
  quantity('permeability (length per time)', d.permeability, 'm/s', 'cm/s nm/s um/s m/s'),
  quantity('diffusion coefficient (area per time)', d.diffusion, 'm^2/s', 'cm^2/s um^2/ms um^2/s m^2/s'),
  quantity('flux (amount per area and time)', d.flux, 'mol/m^2/s', 'pmol/cm^2/s nmol/cm^2/s mmol/cm^2/s mol/m^2/s'),
  quantity('amount per time', d.amountRate, 'mol/s', 'fmol/s pmol/s mol/s fmol/min'),
  quantity('amount of substance', d.amount, 'mol', 'fmol amol pmol nmol mol'),
  quantity('charge', d.charge, 'C', 'pC fC nC C'),
  quantity('charge per area', d.chargeDensity, 'C/m^2', 'uC/cm^2 C/m^2 nC/cm^2'),
  quantity('charge per amount', d.molarCharge, 'C/mol', 'C/mol'),
  quantity('voltage per time (current per capacitance)', d.voltageRate, 'V/s', 'V/s mV/ms uA/uF pA/pF'),
  quantity('concentration per time', d.concentrationRate, 'mol/m^3/s', 'mM/s mM/ms uM/ms uM/s mM/min'),
  quantity('1/voltage', d.inverseVoltage, '/V', '/mV /V'),
  quantity('rate per voltage', d.ratePerVoltage, '/s/V', '/ms/mV /s/mV'),
  quantity('1/concentration', d.inverseConcentration, 'm^3/mol', '/mM /uM /M'),
  quantity('rate per concentration', d.ratePerConcentration, 'm^3/mol/s', '/mM/ms /uM/s /mM/s /uM/ms /M/s'),
  quantity('number per area', d.numberDensity, '/m^2', '/um^2 /cm^2 /m^2'),
  quantity('rate per area', d.rateDensity, '/m^2/s', '/um^2/s /cm^2/s /m^2/s'),
  quantity('energy', d.energy, 'J', 'J zJ pJ eV meV kcal'),
  quantity('energy per amount', d.molarEnergy, 'J/mol', 'kJ/mol J/mol kcal/mol'),
  quantity('energy per amount and temperature', d.molarEntropy, 'J/mol/K', 'J/mol/K kJ/mol/K cal/mol/K'),
  quantity('energy per temperature', d.entropy, 'J/K', 'J/K'),
  quantity('power', d.energyRate, 'W', 'W pW fW'),
  quantity('pressure', d.pressure, 'Pa', 'kPa mmHg Pa bar atm'),
  quantity('force', d.force, 'N', 'pN N nN'),
  quantity('mass', d.mass, 'kg', 'g pg kg Da kDa'),
  quantity('mass per amount', d.molarMass, 'kg/mol', 'g/mol kg/mol'),
  quantity('surface to volume (1/length)', d.surfaceToVolume, '/m', '/um /cm /m'),
  quantity('1/amount', d.inverseAmount, '/mol', '/mol'),
  quantity('volume per time', d.volumeRate, 'm^3/s', 'pL/s fL/s nL/min'),
  quantity('hydraulic permeability', d.hydraulicPermeability, 'm/s/Pa', 'um/s/kPa cm/s/atm m/s/Pa'),
  quantity('resistance', d.resistance, 'ohm', 'Mohm Gohm kohm ohm'),
  quantity('resistance times area', d.areaResistance, 'ohm.m^2', 'kohm.cm^2 ohm.cm^2 ohm.m^2'),
  quantity('resistivity', d.resistivity, 'ohm.m', 'ohm.cm ohm.m'),
  quantity('conductivity', d.conductivity, 'S/m', 'mS/cm S/m'),
  quantity('molar conductivity', d.molarConductivity, 'S.m^2/mol', 'S.cm^2/mol S.m^2/mol'),
  quantity('mobility', d.mobility, 'm^2/V/s', 'cm^2/V/s m^2/V/s'),
  quantity('permittivity', d.permittivity, 'F/m', 'F/m pF/m'),
];

export function quantityOf(dimension: Dimension): Quantity | undefined {
  return quantities.find((known) => sameDimension(known.dimension, dimension));
}

/** Customary units for a dimension, best first; never empty. */
export function unitsOf(dimension: Dimension): readonly string[] {
  return quantityOf(dimension)?.units ?? [baseUnit(dimension)];
}

/** What the field calls it: `voltage`, `conductance per area`, `a pure number`; else a plain ratio, else base units. */
export function describeDimension(dimension: Dimension): string {
  return quantityOf(dimension)?.name ?? asRatio(dimension) ?? prettyUnit(baseUnit(dimension));
}

/** Words for a quantity per another one, where both have plain names: `rate per temperature`. */
function asRatio(dimension: Dimension): string | undefined {
  for (const divisor of [d.time, d.voltage, d.area, d.concentration, d.temperature, d.volume, d.length, d.amount]) {
    const numerator = quantityOf(multiply(dimension, divisor));
    if (numerator && /^[a-z]+( of [a-z]+)?$/.test(numerator.name))
      return `${numerator.name} per ${quantityOf(divisor)!.name}`;
  }
  return undefined;
}

const BASE_UNITS: Readonly<Record<Base, string>> = {
  mass: 'kg',
  length: 'm',
  time: 's',
  current: 'A',
  temperature: 'K',
  amount: 'mol',
};

/** The coherent SI unit in base units, as text that parses: `kg.m^2/s^3/A`; '' for a pure number. */
export function baseUnit(dimension: Dimension): string {
  const above = bases.filter((base) => dimension[base].n > 0).map((base) => BASE_UNITS[base] + raised(dimension[base]));
  const below = bases
    .filter((base) => dimension[base].n < 0)
    .map((base) => `/${BASE_UNITS[base]}${raised(negate(dimension[base]))}`);
  return above.join('.') + below.join('');
}

function raised(exponent: Rational): string {
  if (exponent.d !== 1) return `^(${format(exponent)})`;
  return exponent.n === 1 ? '' : `^${exponent.n}`;
}
