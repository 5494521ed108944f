/** Recorded columns: each is drawn over a trace, or named by a stimulus, and has the dimension of what it is drawn over. */
import { isData, type DataColumn } from '../../generated/ast.js';
import type { Model } from '../../model/model.js';
import { isDimensionless, sameDimension } from '../../units/dimension.js';
import { describeDimension } from '../../units/quantities.js';
import { parseUnit } from '../../units/unit.js';
import { prettyUnit } from '../../units/pretty.js';
import type { Context } from '../context.js';
import { withArticle } from '../expectation.js';
import { spanOfProperty } from '../spans.js';

export function checkRecordings(context: Context, model: Model | undefined): void {
  if (model === undefined) return;
  for (const data of context.file.declarations.filter(isData)) {
    const index = context.recordingIndex.get(data);
    const recording = index === undefined ? undefined : context.recordings[index];
    if (recording === undefined) continue;
    const experiments = model.experiments.filter(({ name }) => [undefined, name].includes(recording.experiment));
    const used = new Set(
      model.experiments.flatMap(({ drives = [] }) =>
        drives.flatMap((drive) => (drive.kind === 'data' && drive.recording === index ? [drive.column] : [])),
      ),
    );
    for (const [i, column] of data.columns.entries()) {
      const { name, unit } = recording.columns[i]!;
      if (name === 't') continue;
      const traces = experiments.flatMap(({ panes }) => panes.flat()).filter(({ label }) => label === name);
      if (traces.length === 0 && !used.has(i)) warnUnused(context, column, recording.experiment);
      for (const trace of traces) fits(context, column, unit, trace.unit);
    }
  }
}

function warnUnused(context: Context, column: DataColumn, experiment: string | undefined): void {
  const where = experiment === undefined ? 'No experiment' : `\`${experiment}\` does not`;
  const message = `${where} ${experiment === undefined ? 'plots' : 'plot'} \`${column.name}\`, so this column is not shown: its name is that of the trace it is drawn over.`;
  context.warn('name.unused', spanOfProperty(column, 'name'), message);
}

function fits(context: Context, column: DataColumn, unitText: string, plotted: string): void {
  const [unit, wanted] = [parseUnit(unitText), parseUnit(plotted)];
  if (!unit.ok || !wanted.ok || sameDimension(unit.unit.dimension, wanted.unit.dimension)) return;
  const found = isDimensionless(unit.unit.dimension)
    ? 'a pure number'
    : withArticle(describeDimension(unit.unit.dimension));
  const span = spanOfProperty(column, column.unit === undefined ? 'header' : 'unit');
  const shown = plotted === '' ? '' : ` (${prettyUnit(plotted)})`;
  const message = `\`${column.name}\` is ${withArticle(describeDimension(wanted.unit.dimension))}${shown}, and this column is ${found}.`;
  context.error('data.unit', span, message);
}
