/** The extension where only a browser is: the server is a web worker. */
import { Uri, workspace, type ExtensionContext } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { CLIENT_ID, CLIENT_NAME, clientOptions, start, type MembApi } from './extension.shared.js';

export async function activate(context: ExtensionContext): Promise<MembApi> {
  // A worker may not be started from the address of an extension that lies on another machine; from its bytes it may.
  const bytes = await workspace.fs.readFile(Uri.joinPath(context.extensionUri, 'dist', 'server.cjs'));
  const address = URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' }));
  const worker = new Worker(address);
  context.subscriptions.push({
    dispose() {
      worker.terminate();
      URL.revokeObjectURL(address);
    },
  });
  return start(context, new LanguageClient(CLIENT_ID, CLIENT_NAME, clientOptions, worker));
}
