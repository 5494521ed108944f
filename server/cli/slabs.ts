/** Slabs as `memb rest` shows them: current by Poisson–Nernst–Planck beside constant field. */
import { slabCurve, type SlabCurve } from '../../language/analysis/slab.js';
import type { Model } from '../../language/model/model.js';
import { formatNumber, formatPotential, formatQuantity } from '../../language/units/display.js';
import { quantity } from './quantity.js';
import { table } from './table.js';

const UNIT = 'A/cm^2';
const EVERY = 0.025;
const NONE = '–';

function curvesOf(model: Model, symbols: Float64Array): SlabCurve[] {
  return (model.slabs ?? []).map((slab) => slabCurve(model, slab, symbols));
}

export function slabsText(model: Model, symbols: Float64Array): string {
  const current = (value: number): string => (Number.isFinite(value) ? formatQuantity(value, UNIT) : NONE);
  const potential = (V: number): string => (Number.isFinite(V) ? formatPotential(V, 3) : NONE);
  return curvesOf(model, symbols)
    .map((curve) => {
      const rows = curve.V.flatMap((V, i) => {
        if (Math.abs(V / EVERY - Math.round(V / EVERY)) > 1e-6) return [];
        const [pnp, field] = [curve.pnp[i]!, curve.field[i]!];
        return [[formatPotential(V, 0), current(pnp), current(field), formatNumber(pnp / field)]];
      });
      const size = `L ${formatQuantity(curve.thickness, 'nm')}, Debye length ${formatQuantity(curve.debyeLength, 'nm')}`;
      return `slab ${curve.name}  ${size}, fixed charge ${formatNumber(curve.charge)} mM\n\n${table([
        ['V', 'PNP', 'constant field', 'ratio'],
        ...rows,
        ['I = 0', potential(curve.reversal), potential(curve.fieldReversal), NONE],
      ])}`;
    })
    .join('\n');
}

export function slabsJson(model: Model, symbols: Float64Array): object {
  const finite = (value: number, unit: string): unknown => (Number.isFinite(value) ? quantity(value, unit) : null);
  const slabs = curvesOf(model, symbols).map((curve) => ({
    name: curve.name,
    thickness: quantity(curve.thickness, 'nm'),
    debyeLength: quantity(curve.debyeLength, 'nm'),
    reversal: { PNP: finite(curve.reversal, 'mV'), constantField: finite(curve.fieldReversal, 'mV') },
    curve: curve.V.map((V, i) => ({
      V: quantity(V, 'mV'),
      PNP: finite(curve.pnp[i]!, UNIT),
      constantField: finite(curve.field[i]!, UNIT),
    })),
  }));
  return slabs.length === 0 ? {} : { slabs };
}
