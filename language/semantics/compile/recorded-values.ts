/** `Cell7.I`: a recorded column as a function of time, for stimuli, commands and plots. */
import type { Data, DataColumn } from '../../generated/ast.js';
import type { Span } from '../../model/graph.js';
import { formatQuantity } from '../../units/display.js';
import { parseUnit } from '../../units/unit.js';
import type { Context } from '../context.js';
import { numberOf, type Typed } from '../typed.js';
import { line } from './noise.js';

export function recordedValue(context: Context, data: Data, column: DataColumn, span: Span): Typed | undefined {
  const name = `${data.name}.${column.name}`;
  const { drives } = context;
  if (drives === undefined) {
    const message = `\`${name}\` was recorded over time: it can only stand in \`inject\`, \`clamp\` and \`plot\` of an experiment.`;
    return context.error('measure.place', span, message);
  }
  const index = context.recordingIndex.get(data);
  const recording = index === undefined ? undefined : context.recordings[index];
  const place = recording?.columns.findIndex((entry) => entry.name === column.name) ?? -1;
  const found = recording?.columns[place];
  const unit = found && parseUnit(found.unit);
  if (index === undefined || recording === undefined || found === undefined || !unit?.ok) return undefined;
  const gap = found.values.indexOf(null);
  if (gap >= 0) {
    const where = formatQuantity(recording.times[gap]!, 'ms');
    const message = `\`${name}\` has no number at ${where}, and a stimulus needs all of them. Fill the gap in \`${recording.file}\`.`;
    return context.error('data.cell', span, message);
  }
  warnOfEnds(context, recording.times, name, span);
  const known = drives.find((drive) => drive.kind === 'data' && drive.recording === index && drive.column === place);
  const [offset, slope] =
    known?.kind === 'data'
      ? [known.offset, known.slope]
      : [context.addSymbol({ kind: 'drive', name }), context.addSymbol({ kind: 'drive', name })];
  if (known === undefined) drives.push({ kind: 'data', offset, slope, recording: index, column: place });
  return { node: line(context, offset, slope), type: numberOf(unit.unit.dimension), span };
}

/** Before it begins and after it has ended a recording says nothing, and its first and last value go on. */
function warnOfEnds(context: Context, times: readonly number[], name: string, span: Span): void {
  const [first, last] = [times[0]!, times.at(-1)!];
  const end = context.duration;
  // A sample in a thousand more or less is how recordings end.
  const spare = (last - first) / 1000;
  if (first > spare) {
    const message = `\`${name}\` begins at ${formatQuantity(first, 'ms')}: until then its first value stands.`;
    context.warn('data.time', span, message);
  } else if (end !== undefined && last < end - Math.max(spare, (last - first) / (times.length - 1))) {
    const message = `\`${name}\` ends at ${formatQuantity(last, 'ms')} and the experiment at ${formatQuantity(end, 'ms')}: from then on its last value stands.`;
    context.warn('data.time', span, message);
  }
}
