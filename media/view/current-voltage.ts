/** The steady-state I–V curve: total and each pathway, with every reversal and resting potential marked. */
import { fromSI } from '../../language/units/convert.js';
import { formatPotential } from '../../language/units/display.js';
import { prettyUnit } from '../../language/units/pretty.js';
import type { Model } from '../../language/model/model.js';
import type { Summary } from '../../language/analysis/summary.js';
import { coloursOf } from '../colours-of-model.js';
import { curveFromSI } from '../convert-curve.js';
import { fieldUnits } from '../field-units.js';
import type { VoltageCurves } from '../worker-messages.js';
import type { Marker, Series } from '../chart/series.js';
import type { PlotContent } from './plot.js';

/** Reversals closer than this are one line: two channels of one ion, written out twice. V. */
const SAME = 1e-5;

export function currentVoltagePlot(model: Model, summary: Summary, curves: VoltageCurves): PlotContent {
  const { current, currentName } = fieldUnits(summary.basis);
  const x = curveFromSI(curves.voltages, 'mV');
  const colours = coloursOf(model);
  const pathways: Series[] = curves.pathways.map((values, i) => ({
    label: model.pathways[i]!.name,
    x,
    y: curveFromSI(values, current),
    style: colours.pathway(i),
  }));
  const total: Series = { label: 'total', x, y: curveFromSI(curves.total, current), bold: true };
  const markers = markersOf(model, summary);
  const marked = markers.map(({ base, below, value }) => `${base}_${below} at ${value}`).join(', ');
  return {
    title: 'Steady-state current–voltage curve',
    description: `Outward current is positive. Total and ${pathways.length} ${pathways.length === 1 ? 'pathway' : 'pathways'}. Marked: ${marked || 'nothing'}.`,
    fileName: `${model.name}-iv`,
    x: { title: 'Membrane potential', unit: 'mV' },
    domain: { min: x[0] ?? -100, max: x.at(-1) ?? 50 },
    panes: [
      {
        name: 'the current–voltage curve',
        size: 'tall',
        // The total last, over the others.
        series: [...pathways, total],
        markers,
        y: { title: currentName, unit: prettyUnit(current) },
        yAtLeast: { min: 0, max: 0 },
      },
    ],
  };
}

/** From left to right. */
export function markersOf(model: Model, summary: Summary): Marker[] {
  const colours = coloursOf(model);
  const markers: Marker[] = [];
  const reversal = (E: number, below: string, style: number | undefined): void => {
    markers.push({
      x: fromSI(E, 'mV'),
      base: 'E',
      below,
      value: formatPotential(E),
      kind: 'reversal',
      ...(style !== undefined && { style }),
    });
  };
  const taken = (E: number): boolean => markers.some(({ x }) => Math.abs(x - fromSI(E, 'mV')) < fromSI(SAME, 'mV'));
  summary.ions.forEach((ion, i) => {
    if (ion.reversal !== undefined && !ion.impermeant) reversal(ion.reversal, ion.name, colours.ion(i));
  });
  // A channel has a line of its own only where its reversal is not its ion's.
  summary.pathways.forEach(({ kind, name, reversal: E }, i) => {
    if (kind === 'channel' && E !== undefined && !taken(E)) reversal(E, name, colours.pathway(i));
  });
  if (summary.rest?.ok) {
    const { roots, chosen } = summary.rest.value;
    roots.forEach(({ V, stable }, i) =>
      markers.push({
        x: fromSI(V, 'mV'),
        base: 'V',
        below: i === chosen ? 'rest' : stable ? 'stable' : 'unstable',
        value: formatPotential(V),
        kind: i === chosen ? 'rest' : stable ? 'rest' : 'unstable',
      }),
    );
  }
  return markers.sort((a, b) => a.x - b.x);
}
