/** One preview: a webview, the document it shows, and the messages between them. */
import { env, EventEmitter, Uri, type Event, type ViewColumn, type WebviewPanel } from 'vscode';
import type { CompiledDocument, HostMessage, PageMessage } from '../language/protocol.js';
import { sameUri, type CompiledDocuments } from './documents.js';
import { previewHtml, resourceRoots } from './preview-html.js';
import { revealSource } from './reveal-source.js';
import { saveFile } from './save-file.js';

/** The page is sent no more than one document in this time, ms: always the newest. */
const SHORTEST_INTERVAL = 40;
/** How long a test or a command waits for the page's HTML, ms. */
const READ_TIMEOUT = 5000;

export class PreviewPanel {
  readonly #panel: WebviewPanel;
  readonly #documents: CompiledDocuments;
  readonly #reads = new Map<number, (html: string) => void>();
  readonly #changed = new EventEmitter<void>();
  #uri: Uri;
  #pinned: boolean;
  /** False from the creation of the webview, or its hiding, until the page says `ready`. */
  #ready = false;
  /** The document the page was last sent. */
  #shown: Uri | undefined;
  /** Counts what has been heard about the document, so that a slow answer never replaces a newer one. */
  #generation = 0;
  #waiting: CompiledDocument | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastRead = 0;
  /** To be turned to with the next document. */
  #experiment: string | undefined;

  constructor(panel: WebviewPanel, uri: Uri, pinned: boolean, extensionUri: Uri, documents: CompiledDocuments) {
    this.#panel = panel;
    this.#documents = documents;
    this.#uri = uri;
    this.#pinned = pinned;
    panel.webview.options = { enableScripts: true, localResourceRoots: resourceRoots(extensionUri) };
    panel.iconPath = Uri.joinPath(extensionUri, 'media', 'file.svg');
    const listeners = [
      panel.webview.onDidReceiveMessage((message: PageMessage) => void this.#receive(message)),
      documents.onDidCompile((document) => this.#compiled(document)),
      panel.onDidChangeViewState(() => {
        // A hidden page is gone; it says `ready` when it is back.
        if (!panel.visible) this.#ready = false;
        this.#changed.fire();
      }),
    ];
    panel.onDidDispose(() => {
      clearTimeout(this.#timer);
      for (const listener of listeners) listener.dispose();
      this.#changed.dispose();
    });
    this.#title();
    panel.webview.html = previewHtml(panel.webview, extensionUri);
  }

  get uri(): Uri {
    return this.#uri;
  }
  get pinned(): boolean {
    return this.#pinned;
  }
  get active(): boolean {
    return this.#panel.active;
  }
  get viewColumn(): ViewColumn | undefined {
    return this.#panel.viewColumn;
  }
  get onDidChange(): Event<void> {
    return this.#changed.event;
  }
  get onDidDispose(): Event<void> {
    return this.#panel.onDidDispose;
  }

  shows(uri: Uri): boolean {
    return sameUri(this.#uri, uri);
  }

  reveal(column: ViewColumn | undefined, preserveFocus: boolean): void {
    this.#panel.reveal(column, preserveFocus);
  }

  /** Turns to another document. */
  async show(uri: Uri): Promise<void> {
    if (this.shows(uri)) return;
    this.#uri = uri;
    this.#title();
    this.#changed.fire();
    await this.#request();
  }

  /** Turns to an experiment of the document. */
  async choose(experiment: string): Promise<void> {
    this.#experiment = experiment;
    if (this.#ready) await this.#request();
  }

  async pin(pinned: boolean): Promise<void> {
    this.#pinned = pinned;
    this.#title();
    this.#changed.fire();
    await this.#request();
  }

  /** The page's HTML as it stands; undefined while it is hidden, not loaded yet or still on another document. */
  async html(): Promise<string | undefined> {
    if (!this.#ready || !this.#shown || !this.shows(this.#shown)) return undefined;
    const id = ++this.#lastRead;
    const answer = new Promise<string | undefined>((resolve) => {
      const timer = setTimeout(() => resolve(undefined), READ_TIMEOUT);
      this.#reads.set(id, (html) => {
        clearTimeout(timer);
        resolve(html);
      });
    });
    await this.#send({ type: 'read', id });
    return answer.finally(() => this.#reads.delete(id));
  }

  async #receive(message: PageMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        return this.#request();
      case 'reveal':
        return revealSource(Uri.parse(message.uri), message.at, this.#panel.viewColumn);
      case 'save':
        return saveFile(this.#uri, message);
      case 'copy':
        return env.clipboard.writeText(message.text);
      case 'html':
        this.#reads.get(message.id)?.(message.html);
    }
  }

  /** Asks the server for the document as it is now. */
  async #request(): Promise<void> {
    const uri = this.#uri;
    const generation = ++this.#generation;
    const isCurrent = (): boolean => generation === this.#generation;
    try {
      const document = await this.#documents.compile(uri);
      if (document && isCurrent()) this.#post(document);
    } catch (reason) {
      if (isCurrent())
        await this.#send({ type: 'gone', message: `${fileName(uri)} cannot be shown: ${wording(reason)}` });
    }
  }

  #compiled(document: CompiledDocument): void {
    if (!sameUri(this.#uri, document.uri)) return;
    this.#generation++;
    if (this.#ready) this.#post(document);
  }

  #post(document: CompiledDocument): void {
    this.#waiting = document;
    if (this.#timer !== undefined) return;
    this.#flush();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#flush();
    }, SHORTEST_INTERVAL);
  }

  #flush(): void {
    const document = this.#waiting;
    this.#waiting = undefined;
    if (!document || !sameUri(this.#uri, document.uri)) return;
    this.#shown = this.#uri;
    const experiment = this.#experiment;
    this.#experiment = undefined;
    void this.#send({
      type: 'document',
      document,
      fileName: fileName(this.#uri),
      pinned: this.#pinned,
      ...(experiment !== undefined && { experiment }),
    });
  }

  async #send(message: HostMessage): Promise<void> {
    await this.#panel.webview.postMessage(message);
  }

  #title(): void {
    this.#panel.title = this.#pinned ? `[Preview] ${fileName(this.#uri)}` : `Preview ${fileName(this.#uri)}`;
  }
}

function fileName(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

function wording(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
