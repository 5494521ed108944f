/** Imports: each path leads to a library, each name to something in it, and nothing is there twice. */
import { type LangiumDocument, UriUtils } from 'langium';
import type { File } from '../../generated/ast.js';
import { nearest } from '../../units/nearest.js';
import type { Context } from '../context.js';
import { replacement } from '../issues.js';
import { fileName } from '../imports/addresses.js';
import type { Imports, ResolvedImport } from '../imports/imports.js';
import { describeContent } from '../imports/library.js';
import { spanOf, spanOfProperty } from '../spans.js';
import type { Span } from '../../model/graph.js';

export function checkImports(context: Context, document: LangiumDocument<File>, imports: Imports): void {
  const seen = new Set<string>();
  for (const entry of imports.of(document)) {
    const { address, node } = entry;
    const span = pathSpan(entry);
    if (!address.ok) {
      const fixes = address.mended === undefined ? [] : [replacement(span, address.mended)];
      context.error('import.path', span, address.message, ...fixes);
    } else if (seen.has(address.uri.toString()) && node.names.length === 0) {
      const whole = spanOf(node);
      context.warn(
        'import.duplicate',
        span,
        `\`${entry.path}\` is imported twice.`,
        replacement(whole, '', 'Remove it'),
      );
    } else if (entry.document === undefined) reportMissing(context, document, entry, imports);
    else checkLibrary(context, document, entry as Found, imports);
    if (address.ok) seen.add(address.uri.toString());
  }
}

type Found = ResolvedImport & { readonly document: LangiumDocument<File> };

/** The text between the quotes; with them where nothing is between them. */
export function pathSpan({ node }: ResolvedImport): Span {
  const { start, end } = spanOfProperty(node, 'path');
  return end - start > 2 ? { start: start + 1, end: end - 1 } : { start, end };
}

function reportMissing(context: Context, document: LangiumDocument, entry: ResolvedImport, imports: Imports): void {
  if (!entry.address.ok) return;
  const span = pathSpan(entry);
  const { uri } = entry.address;
  const others = imports.neighbours(uri).filter((name) => name.endsWith('.memb') && name !== fileName(document.uri));
  const close = nearest(fileName(uri), others, 1).map((name) => entry.path.replace(/[^/]*$/, name));
  const question = close.length > 0 ? ` Did you mean \`${close[0]}\`?` : '';
  const message = `There is no file \`${entry.path}\` beside this one.${question}`;
  context.error('import.missing', span, message, ...close.map((path) => replacement(span, path)));
}

function checkLibrary(context: Context, document: LangiumDocument, entry: Found, imports: Imports): void {
  const span = pathSpan(entry);
  const circle = circleFrom(document, entry.document, imports);
  if (circle !== undefined) {
    const path = circle.map(({ uri }) => fileName(uri)).join(' → ');
    context.error('import.cycle', span, `These files import each other in a circle: ${path}.`);
    return;
  }
  const content = describeContent(entry.document.parseResult.value);
  if (content !== undefined) {
    const message = `\`${entry.path}\` is no library: it holds ${content}. A library holds channels, pumps, parameters and lets.`;
    context.error('import.not-library', span, message);
    return;
  }
  checkNames(context, entry, imports);
}

/** The way from a file back to itself, both ends named; undefined when there is none. */
function circleFrom(
  start: LangiumDocument,
  next: LangiumDocument,
  imports: Imports,
  path: readonly LangiumDocument[] = [start],
): LangiumDocument[] | undefined {
  if (UriUtils.equals(start.uri, next.uri)) return [...path, start];
  if (path.includes(next)) return undefined;
  for (const { document } of imports.of(next)) {
    const found = document && circleFrom(start, document, imports, [...path, next]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function checkNames(context: Context, { node, document, path }: Found, imports: Imports): void {
  const offered = imports.offered(document).map(({ name }) => name);
  for (const entry of node.names) {
    const name = entry.target?.$refText;
    if (!name || offered.includes(name)) continue;
    const span = spanOf(entry);
    const close = nearest(name, offered);
    const has = offered.length > 0 ? ` It has ${listed(offered)}.` : ' It declares nothing to import.';
    const question = close.length > 0 ? ` Did you mean \`${close[0]}\`?` : has;
    const message = `\`${path}\` has no \`${name}\`.${question}`;
    context.error('import.name', span, message, ...close.map((other) => replacement(span, other)));
  }
}

const MOST_LISTED = 8;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED).map((name) => `\`${name}\``);
  return names.length > MOST_LISTED ? `${shown.join(', ')} …` : shown.join(', ');
}
