/** Whether what is shown is what the text says now. */
import type { Problem, SourcePosition } from '../../language/protocol.js';
import { button, element } from '../element.js';
import { prose } from './prose.js';

export interface Status {
  readonly element: HTMLElement;
  readonly live: () => void;
  /** `shown`: an older state is still in sight. */
  readonly stale: (problems: readonly Problem[], shown: boolean) => void;
  readonly gone: (message: string) => void;
}

export function makeStatus(reveal: (at: SourcePosition) => void): Status {
  const line = element('div', { class: 'status', role: 'status', 'aria-live': 'polite', 'data-memb': 'status' });
  const set = (state: string, ...children: (Node | string)[]): void => {
    line.dataset['state'] = state;
    line.replaceChildren(...children);
  };
  return {
    element: line,
    live: () => set('live'),
    stale(problems, shown) {
      const [first] = problems;
      if (!first) {
        set('stale', shown ? 'The text has errors; showing the last good state.' : 'The text has errors.');
        return;
      }
      const link = button(`line ${first.line}`, () => reveal({ line: first.line, column: first.column }), {
        class: 'link',
        title: 'Show it in the text',
      });
      const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
      const consequence = shown ? ' Showing the last good state.' : ' There is nothing to show until it is mended.';
      set('stale', 'The text has an error on ', link, ': ', ...prose(sentence(first.message)), more, consequence);
    },
    gone: (message) => set('gone', ...prose(message)),
  };
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
