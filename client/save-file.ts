/** Puts a picture or a table from the preview where the user wants it. */
import { Uri, window, workspace } from 'vscode';
import type { PageMessage } from '../language/protocol.js';

/** Starts the dialog in the folder of `source`. */
export async function saveFile(source: Uri, message: PageMessage & { type: 'save' }): Promise<void> {
  const folder = source.scheme === 'untitled' ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(source, '..');
  const extension = message.suggestedName.slice(message.suggestedName.lastIndexOf('.') + 1);
  const target = await window.showSaveDialog({
    ...(folder && { defaultUri: Uri.joinPath(folder, message.suggestedName) }),
    filters: { [extension.toUpperCase()]: [extension] },
  });
  if (!target) return;
  try {
    await workspace.fs.writeFile(target, bytesOf(message));
  } catch (reason) {
    void window.showErrorMessage(
      `${target.path} could not be written: ${reason instanceof Error ? reason.message : String(reason)}`,
    );
  }
}

function bytesOf({ content, encoding }: PageMessage & { type: 'save' }): Uint8Array {
  if (encoding === 'utf8') return new TextEncoder().encode(content);
  return Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
}
