/** What files expect, for the editor's list of tests: judged by the same code as `memb test`. */
import { DocumentState, isOperationCancelled, URI, type LangiumDocument } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import { LSPErrorCodes, ResponseError, type CancellationToken, type Connection } from 'vscode-languageserver';
import { makeChecker } from '../language/analysis/expectations.js';
import { defaultSymbols } from '../language/analysis/parameter-values.js';
import type { File } from '../language/generated/ast.js';
import {
  CheckExpectationsRequest,
  ExpectationsRequest,
  type Checked,
  type CheckParams,
  type Expected,
} from '../language/protocol.js';
import type { MembServices } from './memb-server-module.js';
import { verdictText } from './verdict-text.js';

export function addExpectationRequests(
  connection: Connection,
  shared: LangiumSharedServices,
  memb: MembServices,
): void {
  const { DocumentBuilder: builder, LangiumDocuments: documents, TextDocuments: open } = shared.workspace;
  const built = async (address: string, cancelToken: CancellationToken): Promise<LangiumDocument | undefined> => {
    const uri = URI.parse(address);
    if (open.get(uri.toString()) === undefined) return undefined;
    await shared.workspace.WorkspaceManager.ready;
    await builder.waitUntil(DocumentState.Validated, uri, cancelToken);
    return documents.getDocument(uri);
  };
  const answer = (request: string, of: (document: LangiumDocument, params: CheckParams) => object | null): void => {
    connection.onRequest(request, async (params: CheckParams, cancelToken: CancellationToken) => {
      try {
        const document = await built(params.uri, cancelToken);
        return document === undefined ? null : of(document, params);
      } catch (reason) {
        if (!isOperationCancelled(reason)) throw reason;
        return new ResponseError(LSPErrorCodes.RequestCancelled, 'The document was closed, or nobody waits any more.');
      }
    });
  };
  answer(ExpectationsRequest, expectedIn);
  answer(CheckExpectationsRequest, (document, { starts }) => checkedIn(memb, document, starts));
}

function expectedIn({ parseResult, textDocument }: LangiumDocument): Expected[] {
  return (parseResult.value as File).expectations.flatMap(({ $cstNode: node }) => {
    if (node === undefined) return [];
    const label = node.text.replace(/^expect\s+/, '').replace(/\s+/g, ' ');
    return [
      {
        start: node.offset,
        label,
        from: textDocument.positionAt(node.offset),
        to: textDocument.positionAt(node.end),
      },
    ];
  });
}

/** An experiment that several of them are about is run once. */
function checkedIn(memb: MembServices, document: LangiumDocument, starts: readonly number[]): Checked[] | null {
  const { model, complete } = memb.semantics.Compilations.compilation(document);
  if (model === undefined || !complete) return null;
  const check = makeChecker(model, defaultSymbols(model));
  return starts.map((start) => {
    const expectation = model.expectations.find(({ span }) => span.start === start);
    if (expectation === undefined)
      return { passed: false, message: 'The file has changed: this is not expected any more.' };
    const verdict = check(expectation);
    return { passed: verdict.passed, message: verdictText(verdict) };
  });
}
