/** From the preview back to the text. */
import { Range, Selection, TabInputText, TextEditorRevealType, ViewColumn, window, workspace, type Uri } from 'vscode';
import type { SourcePosition } from '../language/protocol.js';
import { sameUri } from './documents.js';

/**
 * Shows `uri` in the editor that has it, else beside the preview, never on top of it, and selects `at`: character
 * offsets, or a line and column from 1.
 */
export async function revealSource(
  uri: Uri,
  at?: { readonly start: number; readonly end: number } | SourcePosition,
  previewColumn?: ViewColumn,
): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const editor = await window.showTextDocument(document, columnFor(uri, previewColumn));
  if (!at) return;
  const range =
    'line' in at
      ? document.validateRange(new Range(at.line - 1, at.column - 1, at.line - 1, at.column - 1))
      : new Range(document.positionAt(at.start), document.positionAt(at.end));
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

function columnFor(uri: Uri, previewColumn: ViewColumn | undefined): ViewColumn {
  for (const group of window.tabGroups.all) {
    if (group.tabs.some(({ input }) => input instanceof TabInputText && sameUri(input.uri, uri)))
      return group.viewColumn;
  }
  if (previewColumn === undefined) return ViewColumn.Active;
  return previewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
}
