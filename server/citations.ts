/** DOIs and PubMed numbers in text, and the addresses they stand for. */
import type { Span } from '../language/model/graph.js';

export interface Citation {
  /** The words that become the link: `doi:10.1113/jphysiol.1949.sp004310`, `PMID: 15396`. */
  readonly span: Span;
  readonly url: string;
}

const CITATION =
  /(?:\b(?:doi:\s*|https?:\/\/(?:dx\.)?doi\.org\/)|(?<![\w./]))(?<doi>10\.\d{4,9}\/[^\s<>"|\]]+)|\bPMID:?\s*(?<pmid>\d{1,9})\b/giu;

export function citationsIn(text: string): Citation[] {
  return [...text.matchAll(CITATION)].map((match) => {
    const { doi, pmid } = match.groups as { doi?: string; pmid?: string };
    const start = match.index;
    if (doi === undefined) {
      return { span: { start, end: start + match[0].length }, url: `https://pubmed.ncbi.nlm.nih.gov/${pmid!}/` };
    }
    const whole = withoutPunctuation(doi);
    const end = start + match[0].length - (doi.length - whole.length);
    return { span: { start, end }, url: `https://doi.org/${encodeURI(whole)}` };
  });
}

/** A sentence's full stop, a closing parenthesis without its opening one, the end of a comment are no part of a DOI. */
function withoutPunctuation(doi: string): string {
  let end = doi.replace(/\*+\/?$/, '').length;
  for (;;) {
    const last = doi[end - 1]!;
    const kept = doi.slice(0, end);
    const unpaired = last === ')' && kept.split(')').length > kept.split('(').length;
    if (!unpaired && !".,;:'’".includes(last)) return kept;
    end--;
  }
}

/** The same text as Markdown, with every citation a link. */
export function linkCitations(text: string): string {
  let result = '';
  let at = 0;
  for (const { span, url } of citationsIn(text)) {
    result += `${text.slice(at, span.start)}[${text.slice(span.start, span.end)}](${url})`;
    at = span.end;
  }
  return result + text.slice(at);
}
