/** The messages of protocol.ts: the compiled model for whoever draws it. */
import { DocumentState, isOperationCancelled, type LangiumDocument, URI } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import {
  CompiledNotification,
  CompileRequest,
  type CompiledDocument,
  type CompileParams,
  type Problem,
} from '../language/protocol.js';
import { isCurrent } from './current-document-builder.js';
import type { MembServices } from './memb-server-module.js';

/** Answers `memb/compile`, and sends `memb/compiled` after each build of a text that is still the newest. */
export function addMembRequests(connection: Connection, shared: LangiumSharedServices, memb: MembServices): void {
  const { DocumentBuilder: builder, LangiumDocuments: documents, TextDocuments: open } = shared.workspace;
  const isOpen = (uri: URI): boolean => open.get(uri.toString()) !== undefined;

  connection.onRequest(CompileRequest, async (params: CompileParams, cancelToken: CancellationToken) => {
    const uri = URI.parse(params.uri);
    if (!isOpen(uri)) return null;
    try {
      await shared.workspace.WorkspaceManager.ready;
      await builder.waitUntil(DocumentState.Validated, uri, cancelToken);
    } catch (reason) {
      if (!isOperationCancelled(reason)) throw reason;
      return new ResponseError(LSPErrorCodes.RequestCancelled, 'The document was closed, or nobody waits any more.');
    }
    const document = documents.getDocument(uri);
    return document === undefined ? null : compiledDocument(memb, document);
  });

  builder.onDocumentPhase(DocumentState.Validated, async (document) => {
    if (!isOpen(document.uri) || !isCurrent(document)) return;
    await connection.sendNotification(CompiledNotification, compiledDocument(memb, document));
  });
}

/** `document` must be validated. */
function compiledDocument(memb: MembServices, document: LangiumDocument): CompiledDocument {
  const { model, complete } = memb.semantics.Compilations.compilation(document);
  const { uri, version } = document.textDocument;
  const problems = (document.diagnostics ?? []).filter(({ severity }) => severity === 1).map(toProblem);
  return { uri, version, problems, ...(complete && model !== undefined && { model }) };
}

function toProblem({ code, message, range: { start } }: Diagnostic): Problem {
  return { severity: 'error', code: String(code), message, line: start.line + 1, column: start.character + 1 };
}
