/** The preview page: editor on one side, worker on the other, the view in between. */
import { connect } from './host.js';
import { makeSession } from './session.js';
import { onThemeChange, readTheme } from './theme.js';
import { makePageView } from './view/page-view.js';
import { chooseWorkers } from './worker-choice.js';
import { startWorker } from './worker-client.js';

const root = document.querySelector<HTMLElement>('#memb')!;
let theme = readTheme(root);

const host = connect((message) => session.receive(message));
const view = makePageView(root, {
  theme: () => theme,
  save: (suggestedName, content, encoding) => host.post({ type: 'save', suggestedName, content, encoding }),
  copy: (text) => host.post({ type: 'copy', text }),
  reveal: (at) => session.reveal(at),
  slide: (name, value) => session.slide(name, value),
  choose: (name) => session.chooseExperiment(name),
  cancel: () => session.cancelRun(),
});
const session = makeSession(root, host, view);

onThemeChange(() => {
  theme = readTheme(root);
  view.document.setTheme(theme);
});

const failed = (reason: unknown): void =>
  view.gone(`Nothing can be computed: ${reason instanceof Error ? reason.message : String(reason)}`);
chooseWorkers(
  (size, receive) => startWorker(root.dataset[size === 'small' ? 'worker' : 'wholeWorker']!, receive),
  (message) => session.answer(message),
  failed,
).then((worker) => session.attach(worker), failed);
host.post({ type: 'ready' });
