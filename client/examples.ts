/** Opens one of the examples that come with the extension, as a new file that the user may change and keep. */
import { commands, Uri, window, workspace, type Disposable, type ExtensionContext } from 'vscode';
import { Commands } from '../language/protocol.js';

const examples = [
  {
    file: 'neuron-at-rest.memb',
    label: 'Neuron at rest',
    detail: 'Three ions, three leaks, a pump: V_rest and what keeps it.',
  },
  {
    file: 'squid-axon.memb',
    label: 'Squid axon',
    detail: 'Hodgkin and Huxley 1952: action potentials from two gated channels.',
  },
  {
    file: 'two-resting-potentials.memb',
    label: 'Two resting potentials',
    detail: 'An I–V curve with three zeros, and a pulse that takes the cell from one to the other.',
  },
  {
    file: 'calcium-and-sliders.memb',
    label: 'Calcium and sliders',
    detail: 'A rebound spike of calcium, with parameters to drag.',
  },
];

export function registerExamples({ extensionUri }: ExtensionContext): Disposable {
  return commands.registerCommand('memb.openExample', async (file?: string) => {
    const example =
      file === undefined ? await window.showQuickPick(examples) : examples.find((one) => one.file === file);
    if (!example) return;
    const bytes = await workspace.fs.readFile(Uri.joinPath(extensionUri, 'media', 'examples', example.file));
    const document = await workspace.openTextDocument({ language: 'memb', content: new TextDecoder().decode(bytes) });
    await window.showTextDocument(document);
    await commands.executeCommand(Commands.openPreviewToSide, document.uri);
  });
}
