/** A message as it is written for Markdown, too: what stands in backticks is code. */
import { element } from '../element.js';

export function prose(message: string): (Node | string)[] {
  return message
    .split(/`([^`]+)`/)
    .map((piece, i) => (i % 2 === 1 ? element('code', {}, piece) : piece))
    .filter((piece) => piece !== '');
}
