/** A client that speaks LSP with the built server in a process of its own, as an editor does. */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  createProtocolConnection,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  IPCMessageReader,
  IPCMessageWriter,
  MessageType,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type ServerCapabilities,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node.js';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  CompiledNotification,
  FindFilesRequest,
  ListFolderRequest,
  ReadFileRequest,
  type CompiledDocument,
  type FileParams,
  type InitializationOptions,
} from '../../language/protocol.js';

export type Transport = 'ipc' | 'stdio';

/** What VS Code can do, as far as the server asks. */
const capabilities: InitializeParams['capabilities'] = {
  workspace: { workspaceFolders: true, configuration: true },
  textDocument: {
    completion: { completionItem: { snippetSupport: true } },
    rename: { prepareSupport: true },
  },
};

export class LspClient {
  readonly connection: ProtocolConnection;
  /** Newest diagnostics by URI. */
  readonly diagnostics = new Map<string, PublishDiagnosticsParams>();
  /** Everything heard through `memb/compiled`, oldest first. */
  readonly compiled: CompiledDocument[] = [];
  /** Files that are not open, by URI: what the client reads for the server. */
  readonly files = new Map<string, string>();
  /** What the server logged or wrote to stderr. */
  readonly complaints: string[] = [];
  readonly #process: ChildProcess;
  #initialized: InitializeResult | undefined;
  #documents = 0;

  private constructor(child: ChildProcess, connection: ProtocolConnection) {
    this.#process = child;
    this.connection = connection;
    child.stderr!.on('data', (data: Buffer) => this.complaints.push(data.toString()));
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => ({})));
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest(ReadFileRequest, ({ uri }: FileParams) => this.files.get(uri) ?? null);
    connection.onRequest(ListFolderRequest, ({ uri }: FileParams) => this.#namesIn(uri));
    connection.onRequest(FindFilesRequest, () => [...this.files.keys()]);
    connection.onNotification('window/logMessage', ({ type, message }: { type: number; message: string }) => {
      if (type <= MessageType.Warning) this.complaints.push(message);
    });
    connection.onNotification('textDocument/publishDiagnostics', (sent: PublishDiagnosticsParams) => {
      this.diagnostics.set(sent.uri, sent);
    });
    connection.onNotification(CompiledNotification, (sent: CompiledDocument) => {
      this.compiled.push(sent);
    });
    connection.listen();
  }

  static async start(transport: Transport = 'ipc', options: Partial<InitializeParams> = {}): Promise<LspClient> {
    const client = new LspClient(...(transport === 'ipc' ? overIpc() : overStdio()));
    const initializationOptions: InitializationOptions = { readsFiles: true };
    const own = { processId: process.pid, rootUri: null, workspaceFolders: null, capabilities, initializationOptions };
    const params = { ...own, ...options };
    client.#initialized = await client.request<InitializeResult>('initialize', params);
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  /** What the server says it can do. */
  get capabilities(): ServerCapabilities {
    return this.#initialized!.capabilities;
  }

  /** Files, and folders with a `/` behind. */
  #namesIn(folder: string): string[] {
    const below = [...this.files.keys()].filter((uri) => uri.startsWith(`${folder}/`));
    return [...new Set(below.map((uri) => /^[^/]*\/?/.exec(uri.slice(folder.length + 1))![0]))];
  }

  /** A file changes, or goes (no text), by another hand. */
  async change(uri: string, text?: string): Promise<void> {
    const type = text === undefined ? FileChangeType.Deleted : FileChangeType.Changed;
    if (text === undefined) this.files.delete(uri);
    else this.files.set(uri, text);
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  }

  /** Opens a text under a new address. */
  async open(text: string, uri = `memb-test:/${++this.#documents}.memb`): Promise<OpenDocument> {
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'memb', version: 1, text },
    });
    return new OpenDocument(this, TextDocument.create(uri, 'memb', 1, text));
  }

  request<R>(method: string, params: unknown): Promise<R> {
    return this.connection.sendRequest<R>(method, params);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await ended;
    this.connection.dispose();
  }
}

const SERVER = 'dist/server.cjs';

function overIpc(): [ChildProcess, ProtocolConnection] {
  const child = spawn(process.execPath, [SERVER, '--node-ipc'], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  return [child, createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child))];
}

function overStdio(): [ChildProcess, ProtocolConnection] {
  const child = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
  return [child, createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))];
}

/** A document open in the client. */
export class OpenDocument {
  constructor(
    readonly client: LspClient,
    public text: TextDocument,
  ) {}

  get uri(): string {
    return this.text.uri;
  }

  /** Asks about the whole document. */
  ask<R>(method: string, params: object = {}): Promise<R> {
    return this.client.request<R>(`textDocument/${method}`, { textDocument: { uri: this.uri }, ...params });
  }

  /** Asks about a place, given as an offset. */
  askAt<R>(method: string, offset: number, params: object = {}): Promise<R> {
    return this.ask<R>(method, { position: this.positionAt(offset), ...params });
  }

  positionAt(offset: number): Position {
    return this.text.positionAt(offset);
  }

  /** Replaces what stands between two offsets. Does not wait for anything. */
  async edit(start: number, end: number, text: string): Promise<void> {
    const range = { start: this.positionAt(start), end: this.positionAt(end) };
    const version = this.text.version + 1;
    this.text = TextDocument.update(this.text, [{ range, text }], version);
    await this.client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri, version },
      contentChanges: [{ range, text }],
    });
  }

  async close(): Promise<void> {
    await this.client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri } });
  }
}
