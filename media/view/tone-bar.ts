/** The scale of colours as a strip. */
import { TONES } from '../chart/colour-scale.js';
import { element } from '../element.js';

/** The colours from low to high; their style sheet follows the theme. */
export function bar(): HTMLElement {
  const tones = Array.from({ length: TONES }, (_, i) => {
    const step = element('span');
    step.style.background = `var(--tone-${i})`;
    return step;
  });
  return element('span', { class: 'tones', 'aria-hidden': 'true' }, ...tones);
}
