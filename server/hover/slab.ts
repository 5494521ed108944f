/** A slab: its current by Poisson–Nernst–Planck beside constant field, and what tells them apart. */
import { slabCurve } from '../../language/analysis/slab.js';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import type { Slab } from '../../language/generated/ast.js';
import { documentation } from '../../language/semantics/documentation.js';
import { formatNumber, formatPotential, formatQuantity } from '../../language/units/display.js';
import { signed } from '../notation.js';
import type { Reading } from '../reading.js';
import { blocks, citation, documented, escaped, facts, table, verbatim, type Row } from './markdown.js';
import { notComputed } from './why-not.js';

/** Of the curve, in mV. */
const SHOWN = [-100, -50, 0, 50, 100];
const UNIT = 'A/cm^2';

export function slabHover(reading: Reading, slab: Slab): string {
  const { model } = reading.compilation;
  const compiled = model?.slabs?.find(({ name }) => name === slab.name);
  const title = `**${escaped(slab.name)}** · slab`;
  const doc = documented(documentation(slab));
  if (model === undefined || compiled === undefined)
    return blocks(title, doc, notComputed(reading, 'Its current', slab));
  const curve = slabCurve(model, compiled, defaultSymbols(model));
  const rows = SHOWN.flatMap((mV): Row[] => {
    const i = curve.V.findIndex((V) => Math.abs(V * 1e3 - mV) < 1e-6);
    const [pnp, field] = [curve.pnp[i], curve.field[i]];
    if (pnp === undefined || field === undefined) return [];
    const shown = Number.isFinite(pnp) ? formatQuantity(pnp, UNIT) : 'not found';
    return [[`${formatNumber(mV)} mV`, shown, formatQuantity(field, UNIT), formatNumber(pnp / field)]];
  });
  const potential = (V: number): string => (Number.isFinite(V) ? formatPotential(V, 2) : 'not found');
  const ratio = curve.thickness / curve.debyeLength;
  return blocks(
    title,
    doc,
    verbatim('J = −D (dc/dx + zc dψ/dx),   ε d²φ/dx² = −F (Σ zc + X)', 'constant field: dφ/dx = V/L, P = D/L'),
    table(
      ['V', 'PNP', 'constant field', 'ratio'],
      [...rows, ['I = 0', potential(curve.reversal), potential(curve.fieldReversal), '']],
    ),
    facts(
      ['thickness L', formatQuantity(curve.thickness, 'nm')],
      ['Debye length λ', formatQuantity(curve.debyeLength, 'nm')],
      ['L/λ', formatNumber(ratio)],
      ['fixed charge X', `${signed(curve.charge)} mM`],
    ),
    ratio < 1 && curve.charge === 0
      ? 'Thinner than the Debye length and without fixed charge, a slab has a nearly constant field.'
      : 'Charge gathers in the slab, so its field is not constant: that is the difference between the columns.',
    citation('Planck 1890, Ann Phys 39:161; Goldman 1943, J Gen Physiol 27:37; solved after Scharfetter & Gummel 1969'),
  );
}
