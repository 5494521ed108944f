/** A recording: which file, how long, and between what its columns run. */
import type { Data } from '../../language/generated/ast.js';
import type { Recording, RecordedColumn } from '../../language/model/recording.js';
import { documentation } from '../../language/semantics/documentation.js';
import { formatQuantity } from '../../language/units/display.js';
import type { Reading } from '../reading.js';
import { blocks, documented, escaped, facts, table } from './markdown.js';
import { notComputed } from './why-not.js';

export function recordingHover(reading: Reading, data: Data): string {
  const title = `**${escaped(data.name ?? data.path ?? '')}** · recording`;
  const doc = documented(documentation(data));
  const recording = recordingOf(reading, data);
  if (recording === undefined) return blocks(title, doc, notComputed(reading, 'What was recorded', data));
  const { times, columns, file, experiment } = recording;
  const rows = columns
    .filter(({ name }) => name !== 't')
    .map((column) => [escaped(column.name), ...extent(column), gaps(column)]);
  return blocks(
    title,
    doc,
    facts(
      ['file', escaped(file)],
      ['points', `${times.length}, ${duration(times[0]!)} to ${duration(times.at(-1)!)}`],
      ['drawn over', experiment === undefined ? undefined : escaped(experiment)],
    ),
    table(['column', 'from', 'to', 'gaps'], rows),
  );
}

export function recordingOf({ compilation }: Reading, data: Data): Recording | undefined {
  const start = data.$cstNode?.offset ?? 0;
  const end = data.$cstNode?.end ?? 0;
  return compilation.model?.recordings?.find(({ span }) => span.start >= start && span.end <= end);
}

function duration(seconds: number): string {
  return formatQuantity(seconds, Math.abs(seconds) >= 10 ? 's' : 'ms');
}

function extent({ values, unit }: RecordedColumn): [string, string] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value === null) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low > high ? ['–', '–'] : [formatQuantity(low, unit), formatQuantity(high, unit)];
}

function gaps({ values }: RecordedColumn): string {
  return String(values.filter((value) => value === null).length);
}
