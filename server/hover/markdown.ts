/** The little Markdown that hovers are made of. */
import { linkCitations } from '../citations.js';
import { picture, pictureInMarkdown } from '../formula/picture.js';

/** Blocks with an empty line between; absent ones leave none. */
export function blocks(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

/** Lines in a typewriter face, spaces kept: formulas, source text. */
export function verbatim(...lines: readonly string[]): string {
  return ['```text', ...lines, '```'].join('\n');
}

/** A formula: as lines of text, and in the words of `formula/typeset.ts`. Which of them is shown, `showFormulas` says. */
export function formula(lines: readonly string[], typeset: readonly string[]): string {
  return ['```formula', ...lines, '% as a picture:', ...typeset, '```'].join('\n');
}

/** A piece of typeset mathematics that stands upright, as numbers with units and names do. */
export function upright(text: string): string {
  return `\\text{${text}}`;
}

/** Formulas as pictures, or in a typewriter face where there can be none. */
export function showFormulas(markdown: string, asPictures: boolean): string {
  return markdown.replace(
    /^```formula\n([^]*?)\n% as a picture:\n([^]*?)\n```$/gm,
    (_, lines: string, typeset: string) => {
      const drawn = asPictures ? picture(typeset.split('\n')) : undefined;
      if (drawn === undefined) return verbatim(lines);
      return pictureInMarkdown(drawn, lines.replace(/\s+/g, ' '));
    },
  );
}

/** Source text in the colours of the language. */
export function source(text: string): string {
  return ['```memb', text, '```'].join('\n');
}

export type Row = readonly (string | undefined)[];

/** Rows with an undefined cell are left out; no table at all without rows. The first column is left-aligned. */
export function table(header: readonly string[], rows: readonly Row[]): string | undefined {
  const whole = rows.filter((row) => !row.includes(undefined));
  if (whole.length === 0) return undefined;
  const line = (cells: Row): string => `| ${cells.join(' | ')} |`;
  const rule = header.map((_, column) => (column === 0 ? ':--' : '--:'));
  return [line(header), line(rule), ...whole.map(line)].join('\n');
}

/** A table of names and what they are: no header to speak of. */
export function facts(...rows: readonly Row[]): string | undefined {
  return table(['', ''], rows)?.replace('--:', ':--');
}

/** A name that Markdown must not read as emphasis. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|]/g, '\\$&');
}

/** A doc comment, its DOIs and PMIDs as links. */
export function documented(doc: string | undefined): string | undefined {
  return doc === undefined ? undefined : linkCitations(doc);
}

/** The line that says where a formula comes from. */
export function citation(text: string): string {
  return `*${text}*`;
}
