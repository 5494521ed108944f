/** A doc comment on the page: its first paragraph, with DOIs, PMIDs and web addresses as links. The rest is in the text. */
import { element } from '../element.js';

const LINK = /https?:\/\/[^\s<>"]+|\bdoi:\s*(10\.\d{4,9}\/[^\s<>"]+)|\bpmid:?\s*(\d+)/gi;
const TRAILING = /[.,;:)\]]+$/;

export function docText(doc: string | undefined): Node[] {
  const first = doc?.trim().split(/\n\s*\n/)[0];
  return first ? [element('p', {}, ...linked(first))] : [];
}

function linked(text: string): (Node | string)[] {
  const pieces: (Node | string)[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const shown = match[0].replace(TRAILING, '');
    pieces.push(text.slice(end, match.index), element('a', { href: addressOf(shown, match[1], match[2]) }, shown));
    end = match.index + shown.length;
  }
  pieces.push(text.slice(end));
  return pieces;
}

function addressOf(shown: string, doi: string | undefined, pmid: string | undefined): string {
  if (doi) return `https://doi.org/${doi.replace(TRAILING, '')}`;
  if (pmid) return `https://pubmed.ncbi.nlm.nih.gov/${pmid}/`;
  return shown;
}
