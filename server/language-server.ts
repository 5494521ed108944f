/** What the server says it can do: Langium's features and selection ranges. */
import { DefaultLanguageServer } from 'langium/lsp';
import type { InitializeParams, InitializeResult } from 'vscode-languageserver';

export class MembLanguageServer extends DefaultLanguageServer {
  protected override buildInitializeResult(params: InitializeParams): InitializeResult {
    const { capabilities } = super.buildInitializeResult(params);
    return { capabilities: { ...capabilities, selectionRangeProvider: true }, serverInfo: { name: 'Memb' } };
  }
}
