/**
 * All previews of a window. At most one of them is unpinned: it turns to whichever .memb file is being edited.
 * Pinned ones stay with their file. No file is ever shown in two.
 */
import {
  commands,
  TabInputText,
  Uri,
  ViewColumn,
  window,
  type Disposable,
  type ExtensionContext,
  type WebviewPanel,
} from 'vscode';
import { PreviewViewType, type PageState } from '../language/protocol.js';
import type { CompiledDocuments } from './documents.js';
import { resourceRoots } from './preview-html.js';
import { PreviewPanel } from './preview-panel.js';

const PINNED_CONTEXT = 'memb.previewPinned';

/** A .memb file that stands open in the window, one on top of its group before those behind. */
function openMembFile(isWanted: (uri: Uri) => boolean): Uri | undefined {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs).sort((a, b) => +b.isActive - +a.isActive);
  return tabs
    .map(({ input }) => (input instanceof TabInputText ? input.uri : undefined))
    .find((uri) => uri?.path.endsWith('.memb') && isWanted(uri));
}

export class PreviewManager implements Disposable {
  readonly #panels = new Set<PreviewPanel>();
  readonly #listeners: Disposable[];
  readonly #extensionUri: Uri;
  readonly #documents: CompiledDocuments;

  constructor({ extensionUri }: ExtensionContext, documents: CompiledDocuments) {
    this.#extensionUri = extensionUri;
    this.#documents = documents;
    this.#listeners = [
      window.registerWebviewPanelSerializer(PreviewViewType, {
        deserializeWebviewPanel: async (panel, state) => this.#restore(panel, state as Partial<PageState> | undefined),
      }),
      window.onDidChangeActiveTextEditor((editor) => {
        if (editor?.document.languageId === 'memb') void this.#follow(editor.document.uri);
      }),
    ];
  }

  get isEmpty(): boolean {
    return this.#panels.size === 0;
  }
  get active(): PreviewPanel | undefined {
    return [...this.#panels].find((panel) => panel.active);
  }

  find(uri: Uri): PreviewPanel | undefined {
    return [...this.#panels].find((panel) => panel.shows(uri));
  }

  /** Shows `uri` in the preview it already has, else in the unpinned one, else in a new one. */
  async open(uri: Uri, column: ViewColumn, preserveFocus: boolean, experiment?: string): Promise<void> {
    const existing = this.find(uri) ?? this.#unpinned();
    if (!existing) {
      const options = {
        enableScripts: true,
        enableFindWidget: true,
        localResourceRoots: resourceRoots(this.#extensionUri),
      };
      const panel = window.createWebviewPanel(
        PreviewViewType,
        'Preview',
        { viewColumn: column, preserveFocus },
        options,
      );
      const made = this.#add(panel, uri, false);
      if (experiment !== undefined) await made.choose(experiment);
      return;
    }
    existing.reveal(column === ViewColumn.Beside ? existing.viewColumn : column, preserveFocus);
    await existing.show(uri);
    if (experiment !== undefined) await existing.choose(experiment);
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
  }

  async #follow(uri: Uri): Promise<void> {
    if (!this.find(uri)) await this.#unpinned()?.show(uri);
  }

  #unpinned(): PreviewPanel | undefined {
    return [...this.#panels].find((panel) => !panel.pinned);
  }

  /** A window that is reloaded soon after the preview was opened has kept the preview but not yet what it showed. */
  #restore(panel: WebviewPanel, state: Partial<PageState> | undefined): void {
    const uri = state?.uri ? Uri.parse(state.uri) : openMembFile((tab) => !this.find(tab));
    if (uri) this.#add(panel, uri, state?.pinned === true || this.#unpinned() !== undefined);
    else panel.dispose();
  }

  #add(webviewPanel: WebviewPanel, uri: Uri, pinned: boolean): PreviewPanel {
    const panel = new PreviewPanel(webviewPanel, uri, pinned, this.#extensionUri, this.#documents);
    this.#panels.add(panel);
    panel.onDidDispose(() => {
      this.#panels.delete(panel);
      this.#updateContext();
    });
    panel.onDidChange(() => this.#updateContext());
    this.#updateContext();
    return panel;
  }

  #updateContext(): void {
    void commands.executeCommand('setContext', PINNED_CONTEXT, this.active?.pinned === true);
  }
}
