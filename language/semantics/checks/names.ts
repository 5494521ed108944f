/** Names: each once, and none of those that every file already has. */
import { AstUtils } from 'langium';
import {
  isChannel,
  isExperiment,
  isFunctionParameter,
  isKineticState,
  isMembrane,
  isPump,
  isScheme,
  type Named,
} from '../../generated/ast.js';
import type { Span } from '../../model/graph.js';
import { builtinNames } from '../builtins.js';
import { statesOf } from '../compile/schemes.js';
import type { Context } from '../context.js';
import { functions } from '../functions.js';
import { fileName } from '../imports/addresses.js';
import { insertion } from '../issues.js';
import { isKeywordName } from '../keyword-names.js';
import { isFunctionLet } from '../lets.js';
import { spanIn, spanOfProperty } from '../spans.js';
import { usesOf } from '../uses.js';
import { schemesIn } from './schemes.js';

export function checkDuplicates(context: Context): void {
  checkUnique(
    context,
    context.file.declarations.filter((entry) => !isMembrane(entry)),
  );
  for (const owner of context.file.declarations.filter((entry) => isChannel(entry) || isPump(entry)))
    checkUnique(context, [...(isChannel(owner) ? owner.gates : []), ...owner.schemes.flatMap(statesOf)]);
}

export function checkUnique(context: Context, named: readonly Named[]): void {
  const first = new Map<string, Named>();
  for (const entry of named) {
    if (!entry.name) continue;
    const earlier = first.get(entry.name);
    if (earlier === undefined) {
      first.set(entry.name, entry);
      continue;
    }
    const span = spanOfProperty(entry, 'name');
    const line = (earlier.$cstNode?.range.start.line ?? 0) + 1;
    if (span.file !== undefined) {
      const other = spanOfProperty(earlier, 'name').file;
      const where = `on line ${line}${other === undefined ? '' : ` of \`${fileName(other)}\``}`;
      const message = `\`${fileName(span.file)}\` brings ${article(entry.$type.toLowerCase())} \`${entry.name}\`, and that is already the name of ${article(isKineticState(earlier) ? 'state' : earlier.$type.toLowerCase())} ${where}. Import by name what you need: \`import … from "…"\`.`;
      context.error('name.duplicate', span, message);
      continue;
    }
    context.error(
      'name.duplicate',
      span,
      `\`${entry.name}\` is already the name of ${article(kindOf(earlier))} on line ${line}.`,
      insertion(span.end, '2', `Rename this one to \`${entry.name}2\``),
    );
  }
}

function kindOf(node: Named): string {
  if (isFunctionParameter(node)) return 'parameter';
  if (isKineticState(node)) return 'state';
  return isFunctionLet(node) ? 'function' : node.$type.toLowerCase();
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

export function checkReservedNames(context: Context): void {
  const gates = context.file.declarations.filter(isChannel).flatMap((channel) => channel.gates);
  const states = schemesIn(context).flatMap(statesOf);
  const sweeps = context.file.declarations.filter(isExperiment).flatMap((experiment) => experiment.sweeps);
  for (const entry of [...context.file.declarations, ...gates, ...states, ...sweeps]) {
    const why = entry.name ? whyReserved(entry) : undefined;
    if (why === undefined) continue;
    const span = spanOfProperty(entry, 'name');
    const message = `\`${entry.name}\` is ${why} Choose another name.`;
    const ends = [span, ...mentionsOf(entry), ...referencesTo(context, entry)].map(({ end }) => ({ start: end, end }));
    context.error('name.reserved', span, message, {
      title: `Rename it to \`${entry.name}_1\``,
      edits: ends.map((end) => ({ span: end, text: '_1' })),
    });
  }
}

function whyReserved(entry: Named): string | undefined {
  const { name } = entry;
  if (isKeywordName(name)) return 'a word of the language.';
  const builtin = isMembrane(entry) ? undefined : (builtinNames.get(name)?.doc ?? functions.get(name)?.doc);
  return builtin === undefined ? undefined : `built in: ${builtin}`;
}

/** Where else in its scheme a state is written. */
function mentionsOf(entry: Named): Span[] {
  if (!isKineticState(entry)) return [];
  const scheme = AstUtils.getContainerOfType(entry, isScheme);
  const mentions = scheme?.transitions.flatMap(({ states }) => states) ?? [];
  return mentions
    .filter((state) => state !== entry && state.name === entry.name)
    .map((state) => spanOfProperty(state, 'name'));
}

function referencesTo(context: Context, entry: Named): Span[] {
  return usesOf(context, entry).flatMap(({ container, reference: { $refNode: place } }) =>
    place === undefined ? [] : [spanIn(container, place.offset, place.end)],
  );
}
