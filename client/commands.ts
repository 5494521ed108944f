/** The commands of the palette, the title bar and the code lenses. */
import { commands, Uri, ViewColumn, window, type Disposable } from 'vscode';
import { Commands } from '../language/protocol.js';
import type { PreviewManager } from './preview-manager.js';
import { revealSource } from './reveal-source.js';

/** An address (title bar: Uri, code lens: string) or nothing, which means the editor in use, else one that is in sight. */
type Target = Uri | string | undefined;

export function registerCommands(previews: PreviewManager): Disposable[] {
  /** `experiment`: what to turn to, from a code lens; menus put other things in its place. */
  const open = async (
    target: Target,
    experiment: unknown,
    column: ViewColumn,
    preserveFocus: boolean,
  ): Promise<void> => {
    const uri = resolve(target);
    if (uri) await previews.open(uri, column, preserveFocus, typeof experiment === 'string' ? experiment : undefined);
    else void window.showInformationMessage('Open a .memb file first; its preview can then be opened beside it.');
  };
  return [
    commands.registerCommand(Commands.openPreview, (target: Target, experiment: unknown) =>
      open(target, experiment, ViewColumn.Active, false),
    ),
    commands.registerCommand(Commands.openPreviewToSide, (target: Target, experiment: unknown) =>
      open(target, experiment, ViewColumn.Beside, true),
    ),
    commands.registerCommand(Commands.showSource, async () => {
      const preview = previews.active;
      if (preview) await revealSource(preview.uri, undefined, preview.viewColumn);
    }),
    commands.registerCommand('memb.pinPreview', () => previews.active?.pin(true)),
    commands.registerCommand('memb.unpinPreview', () => previews.active?.pin(false)),
  ];
}

function resolve(target: Target): Uri | undefined {
  if (typeof target === 'string') return Uri.parse(target);
  if (target instanceof Uri) return target;
  const editors = [window.activeTextEditor, ...window.visibleTextEditors];
  return editors.find((editor) => editor?.document.languageId === 'memb')?.document.uri;
}
