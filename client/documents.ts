/** Compiled documents as the server sees them: asked for one at a time, or heard of after every build. */
import { EventEmitter, Uri, workspace, type Event } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  CompiledNotification,
  CompileRequest,
  type CompiledDocument,
  type CompileParams,
} from '../language/protocol.js';

export interface CompiledDocuments {
  readonly onDidCompile: Event<CompiledDocument>;
  /** Null when the server does not know the document. Rejects when the file cannot be opened. */
  compile(uri: Uri): Promise<CompiledDocument | null>;
  dispose(): void;
}

export function makeCompiledDocuments(client: BaseLanguageClient): CompiledDocuments {
  const compiled = new EventEmitter<CompiledDocument>();
  const listener = client.onNotification(CompiledNotification, (document: CompiledDocument) => compiled.fire(document));
  return {
    onDidCompile: compiled.event,
    async compile(uri) {
      // The server only knows what is open; after a window reload an editor in the background is not, yet.
      await workspace.openTextDocument(uri);
      const params: CompileParams = { uri: client.code2ProtocolConverter.asUri(uri) };
      return client.sendRequest<CompiledDocument | null>(CompileRequest, params);
    },
    dispose() {
      listener.dispose();
      compiled.dispose();
    },
  };
}

/** Two spellings of one address: encodings differ between server and editor. */
export function sameUri(a: Uri, b: Uri | string): boolean {
  return a.toString() === (typeof b === 'string' ? Uri.parse(b) : b).toString();
}
