/** Opens one of the examples that come with the extension, as a new file that the user may change and keep. */
import { commands, Uri, window, workspace, type Disposable, type ExtensionContext, type QuickPickItem } from 'vscode';
import { Commands } from '../language/protocol.js';

interface Example extends QuickPickItem {
  readonly file: string;
}

export function registerExamples({ extensionUri }: ExtensionContext): Disposable {
  const read = async (...path: string[]): Promise<string> =>
    new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(extensionUri, ...path)));
  return commands.registerCommand('memb.openExample', async (file?: string) => {
    const examples = JSON.parse(await read('dist', 'examples.json')) as Example[];
    const example =
      file === undefined
        ? await window.showQuickPick(examples, { placeHolder: 'An example to open', matchOnDetail: true })
        : examples.find((one) => one.file === file);
    if (!example) return;
    const content = await read('media', 'examples', example.file);
    const document = await workspace.openTextDocument({ language: 'memb', content });
    await window.showTextDocument(document);
    await commands.executeCommand(Commands.openPreviewToSide, document.uri);
  });
}
