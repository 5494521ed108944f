/** The table in the file that a `data` statement names. */
import type { Data, DataColumn } from '../../generated/ast.js';
import { nearest } from '../../units/nearest.js';
import type { Context } from '../context.js';
import { isDataFile, MOST_CHARACTERS } from '../data/data-files.js';
import type { Table } from '../data/delimited.js';
import { fileName } from '../imports/addresses.js';
import { replacement } from '../issues.js';
import { spanOfProperty } from '../spans.js';

/** As it is written: nothing in it is an escape. */
export function textBetweenQuotes(context: Context, node: Data | DataColumn, property: 'path' | 'header'): string {
  return context.textOf(spanOfProperty(node, property)).slice(1, -1);
}

/** undefined, with an issue at the path, when there is none. */
export function tableOf(context: Context, data: Data): Table | undefined {
  if (data.path === undefined) return undefined;
  const quoted = spanOfProperty(data, 'path');
  const span = quoted.end - quoted.start > 2 ? { ...quoted, start: quoted.start + 1, end: quoted.end - 1 } : quoted;
  const path = textBetweenQuotes(context, data, 'path');
  const { address, file } = context.readData(path);
  if (!address.ok) {
    const fixes = address.mended === undefined ? [] : [replacement(span, address.mended)];
    return context.error('data.file', span, address.message, ...fixes);
  }
  switch (file?.kind) {
    case 'table':
      return file.table;
    case 'empty':
      return context.error('data.file', span, `\`${path}\` is empty: it has no line of headers.`);
    case 'large': {
      const message = `\`${path}\` is larger than ${MOST_CHARACTERS / 1e6} MB and is not read: keep the part that matters.`;
      return context.error('data.file', span, message);
    }
    default: {
      const beside = (file?.beside ?? []).filter(isDataFile);
      const close = nearest(fileName(address.uri), beside, 1).map((name) => path.replace(/[^/]*$/, name));
      const question = close.length > 0 ? ` Did you mean \`${close[0]}\`?` : '';
      const message = `There is no file \`${path}\` beside this one.${question}`;
      return context.error('data.file', span, message, ...close.map((other) => replacement(span, other)));
    }
  }
}
