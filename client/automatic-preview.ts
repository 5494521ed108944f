/** With `memb.preview.openAutomatically`, the first .memb editor of a window brings its preview along. */
import { ViewColumn, window, workspace, type Disposable, type TextEditor } from 'vscode';
import type { PreviewManager } from './preview-manager.js';

export function openAutomatically(previews: PreviewManager): Disposable {
  let done = false;
  const consider = (editor: TextEditor | undefined): void => {
    if (done || editor?.document.languageId !== 'memb') return;
    const settings = workspace.getConfiguration('memb', editor.document);
    if (!settings.get<boolean>('preview.openAutomatically')) return;
    done = true;
    if (previews.isEmpty) void previews.open(editor.document.uri, ViewColumn.Beside, true);
  };
  consider(window.activeTextEditor);
  return window.onDidChangeActiveTextEditor(consider);
}
