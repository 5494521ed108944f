/** Steady state and time constant of every gate, over V. */
import type { Model } from '../../language/model/model.js';
import type { Summary } from '../../language/analysis/summary.js';
import { coloursOf } from '../colours-of-model.js';
import { curveFromSI } from '../convert-curve.js';
import type { GateCurve } from '../worker-messages.js';
import type { Series } from '../chart/series.js';
import { markersOf } from './current-voltage.js';
import type { PlotContent } from './plot.js';

/** Undefined where there is no gate. */
export function gatingPlot(model: Model, summary: Summary, gates: readonly GateCurve[]): PlotContent | undefined {
  if (gates.length === 0) return undefined;
  const colours = coloursOf(model);
  const taken = new Set<number>();
  const styles = gates.map(({ label }) => {
    const style = colours.trace(label, taken);
    if (style !== undefined) taken.add(style);
    return style;
  });
  const x = curveFromSI(gates[0]!.voltages, 'mV');
  const curve = (label: string, y: Float64Array, i: number): Series => {
    const style = styles[i];
    return { label, x, y, ...(style !== undefined && { style }) };
  };
  const steady = gates.map(({ label, steady }, i) => curve(label, steady, i));
  const taus = gates.flatMap(({ label, tau }, i) => (tau ? [curve(label, curveFromSI(tau, 'ms'), i)] : []));
  const rest = markersOf(model, summary).filter(({ below }) => below === 'rest');
  return {
    title: 'Gates',
    description: `Steady state and time constant of ${gates.map(({ label }) => label).join(', ')} against membrane potential.`,
    fileName: `${model.name}-gates`,
    x: { title: 'Membrane potential', unit: 'mV' },
    domain: { min: x[0]!, max: x.at(-1)! },
    panes: [
      {
        name: 'the steady state of the gates',
        size: 'middle',
        series: steady,
        markers: rest,
        y: { title: 'x∞', unit: '' },
        yAtLeast: { min: 0, max: 1 },
      },
      ...(taus.length > 0
        ? [
            {
              name: 'the time constants of the gates',
              size: 'middle' as const,
              series: taus,
              y: { title: 'τ', unit: 'ms' },
              yAtLeast: { min: 0, max: 0 },
            },
          ]
        : []),
    ],
  };
}
