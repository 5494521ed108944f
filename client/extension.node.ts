/** The extension where Node is: the server is a process of its own. */
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind, type ServerOptions } from 'vscode-languageclient/node';
import { CLIENT_ID, CLIENT_NAME, clientOptions, start, type MembApi } from './extension.shared.js';

export async function activate(context: ExtensionContext): Promise<MembApi> {
  const module = context.asAbsolutePath('dist/server.cjs');
  const transport = TransportKind.ipc;
  const server: ServerOptions = {
    run: { module, transport },
    debug: { module, transport, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
  };
  return start(context, new LanguageClient(CLIENT_ID, CLIENT_NAME, server, clientOptions));
}
