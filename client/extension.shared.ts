/** What the desktop and the browser extension have in common: everything but the way the server is started. */
import { workspace, type ExtensionContext, type Uri } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { openAutomatically } from './automatic-preview.js';
import { registerCommands } from './commands.js';
import { makeCompiledDocuments } from './documents.js';
import { registerExamples } from './examples.js';
import { answerForFiles, initializationOptions } from './files.js';
import { inkedHover } from './formula-ink.js';
import { listTests } from './test-explorer.js';
import { PreviewManager } from './preview-manager.js';

export const CLIENT_ID = 'memb';
export const CLIENT_NAME = 'Memb';

/** Any scheme: untitled and virtual files are as good as those on disk. */
export const clientOptions: LanguageClientOptions = {
  documentSelector: [{ language: 'memb' }],
  initializationOptions,
  middleware: { provideHover: inkedHover },
};

/** What `extensions.getExtension('memb.memb').exports` holds. */
export interface MembApi {
  /** HTML of the preview that shows `uri`; undefined while there is none, or it is hidden or still loading. */
  previewHtml(uri: Uri): Promise<string | undefined>;
}

export async function start(context: ExtensionContext, client: BaseLanguageClient): Promise<MembApi> {
  // Libraries and recordings that are changed by something else than this editor.
  const watcher = workspace.createFileSystemWatcher('**/*.{memb,csv,tsv,txt,dat}');
  client.clientOptions.synchronize = { ...client.clientOptions.synchronize, fileEvents: watcher };
  const documents = makeCompiledDocuments(client);
  const previews = new PreviewManager(context, documents);
  context.subscriptions.push(
    watcher,
    ...answerForFiles(client),
    documents,
    previews,
    ...registerCommands(previews),
    registerExamples(context),
    ...listTests(client, documents),
    client,
  );
  await client.start();
  context.subscriptions.push(openAutomatically(previews));
  return { previewHtml: async (uri) => previews.find(uri)?.html() };
}
