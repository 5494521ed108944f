/** Completion in `data`: files, and what the columns of the file are called. */
import { type LangiumDocument } from 'langium';
import { CompletionItemKind } from 'vscode-languageserver';
import { dataAddress } from '../../language/semantics/data/data-files.js';
import { readHeader, type Header } from '../../language/semantics/data/header.js';
import { isData } from '../../language/generated/ast.js';
import type { Imports } from '../../language/semantics/imports/imports.js';
import { columnsOf } from '../../language/semantics/scope.js';
import { sameDimension, time, voltage, type Dimension } from '../../language/units/dimension.js';
import { keywords, wordsOfBlocks } from '../keywords.js';
import type { Cursor } from './cursor.js';
import type { Offer, Scene } from './offer.js';
import type { Place } from './place.js';
import type { TokenReader } from './reader.js';

/** The walk behind `data`. */
export function dataPlaces(reader: TokenReader): Place[] | undefined {
  if (reader.next === undefined) return [];
  reader.accept('ID');
  if (!reader.accept('STRING')) return [];
  if (reader.next === undefined) return reader.newline ? undefined : [{ kind: 'word', words: ['in'] }];
  if (reader.accept('in')) {
    if (reader.next === undefined) return [{ kind: 'experiment' }];
    reader.accept('ID');
  }
  if (!reader.accept('{')) return undefined;
  const given = new Set<string>();
  for (;;) {
    while (reader.accept(',', ';'));
    if (reader.next === undefined) return [{ kind: 'columns', given }];
    if (reader.accept('}')) return undefined;
    const ended = columnPlaces(reader, given);
    if (ended !== undefined) return ended;
  }
}

function columnPlaces(reader: TokenReader, given: Set<string>): Place[] | undefined {
  reader.take();
  while (reader.accept('.', 'ID'));
  if (!reader.accept('=')) return reader.next === undefined ? [] : undefined;
  if (reader.next === undefined) return [{ kind: 'word', words: ['column'] }];
  reader.accept('ID');
  if (reader.next?.kind === 'STRING') given.add(reader.next.text.slice(1, -1));
  if (!reader.accept('STRING')) return reader.next === undefined ? [] : undefined;
  if (reader.next === undefined && !reader.newline) return [{ kind: 'word', words: ['in'] }];
  if (!reader.accept('in')) return undefined;
  if (reader.next === undefined) return [{ kind: 'parameter-unit' }];
  return reader.accept('UNIT') ? undefined : [];
}

/** Headers of the file that the `data` statement names in which the cursor stands. */
export function headersIn(imports: Imports, { uri }: LangiumDocument, { declaration }: Cursor): readonly Header[] {
  const path = declaration.find(({ kind }) => kind === 'STRING')?.text.slice(1, -1);
  if (declaration[0]?.kind !== 'data' || path === undefined) return [];
  const address = dataAddress(uri, path);
  const file = address.ok ? imports.data.get(address.uri) : undefined;
  return file?.kind === 'table' ? file.table.headers.map(readHeader) : [];
}

/** A whole line for each column that is not taken: `V = column "vm" in mV`. */
export function columnOffers(headers: readonly Header[], given: ReadonlySet<string>): Offer[] {
  return headers
    .filter(({ name, text }) => name !== '' && !given.has(name) && !given.has(text))
    .map((header) => {
      const { name, unit } = header;
      const trace = traceOf(header);
      const tail = unit === undefined ? ` in \${2:${trace === 't' ? 'ms' : 'mV'}}` : '';
      return {
        label: `${trace} = column "${name}"`,
        kind: CompletionItemKind.Field,
        insert: `\${1:${trace}} = column "${name}"${tail}`,
        detail: unit === undefined ? 'no unit in the file' : `in ${unit.text}`,
        doc: wordsOfBlocks['column'] ?? keywords['data']!,
      };
    });
}

/** After `Cell7.`: its columns. */
export function recordedParts({ reading }: Scene, owner: string): Offer[] {
  const data = reading.file.declarations.find((entry) => isData(entry) && entry.name === owner);
  if (!isData(data)) return [];
  return columnsOf(data).map(({ name }) => ({
    label: name,
    kind: CompletionItemKind.Field,
    detail: 'recorded',
    doc: `As recorded: points joined by straight lines.`,
  }));
}

/** What a column probably is. */
function traceOf({ name, unit }: Header): string {
  const has = (dimension: Dimension): boolean => unit !== undefined && sameDimension(unit.dimension, dimension);
  if (has(time) || /^t(ime)?$/i.test(name)) return 't';
  if (has(voltage) || /^v(m|_m)?$/i.test(name)) return 'V';
  return /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) ? name : 'V';
}
