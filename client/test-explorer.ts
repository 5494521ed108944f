/** `expect` statements in the list of tests: those of open files at once, those of other files when the list is unfolded. */
import {
  Position,
  Range,
  TestMessage,
  TestRunProfileKind,
  tests,
  Uri,
  workspace,
  Location,
  type CancellationToken,
  type Disposable,
  type TestController,
  type TestItem,
  type TestRunRequest,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  CheckExpectationsRequest,
  ExpectationsRequest,
  type Checked,
  type CheckParams,
  type Expected,
} from '../language/protocol.js';
import type { CompiledDocuments } from './documents.js';

/** Beyond this many files a list is no list any more. */
const MOST_FILES = 1000;

export function listTests(client: BaseLanguageClient, documents: CompiledDocuments): Disposable[] {
  const controller = tests.createTestController('memb', 'Memb: what is expected');
  const list = new TestList(client, controller);
  controller.resolveHandler = (item) => (item === undefined ? list.findFiles() : list.refresh(item.uri!));
  controller.createRunProfile('Check', TestRunProfileKind.Run, (request, token) => list.run(request, token), true);
  const watcher = workspace.createFileSystemWatcher('**/*.memb', false, true, false);
  return [
    controller,
    watcher,
    watcher.onDidCreate((uri) => void list.file(uri)),
    watcher.onDidDelete((uri) => controller.items.delete(uri.toString())),
    documents.onDidCompile(({ uri }) => void list.refresh(Uri.parse(uri))),
  ];
}

class TestList {
  readonly #client: BaseLanguageClient;
  readonly #controller: TestController;
  /** Where each test stands in its text: what the server knows it by. */
  readonly #starts = new WeakMap<TestItem, number>();

  constructor(client: BaseLanguageClient, controller: TestController) {
    this.#client = client;
    this.#controller = controller;
  }

  async findFiles(): Promise<void> {
    for (const uri of await workspace.findFiles('**/*.memb', '**/node_modules/**', MOST_FILES)) this.file(uri);
  }

  file(uri: Uri): TestItem {
    const { items } = this.#controller;
    const known = items.get(uri.toString());
    if (known !== undefined) return known;
    const item = this.#controller.createTestItem(uri.toString(), workspace.asRelativePath(uri), uri);
    item.canResolveChildren = true;
    items.add(item);
    return item;
  }

  /** Asks anew what a file expects; one that expects nothing is not listed. */
  async refresh(uri: Uri): Promise<void> {
    await workspace.openTextDocument(uri);
    const params = { uri: this.#client.code2ProtocolConverter.asUri(uri) };
    const expected = await this.#client.sendRequest<Expected[] | null>(ExpectationsRequest, params);
    if (expected === null) return;
    if (expected.length === 0) {
      this.#controller.items.delete(uri.toString());
      return;
    }
    const file = this.file(uri);
    const seen = new Map<string, number>();
    const items = expected.map(({ start, label, from, to }) => {
      const count = (seen.get(label) ?? 0) + 1;
      seen.set(label, count);
      // The same line keeps its result while the text around it is edited.
      const id = count === 1 ? label : `${label} (${count})`;
      const item = file.children.get(id) ?? this.#controller.createTestItem(id, label, uri);
      item.range = new Range(new Position(from.line, from.character), new Position(to.line, to.character));
      this.#starts.set(item, start);
      return item;
    });
    file.children.replace(items);
  }

  async run(request: TestRunRequest, token: CancellationToken): Promise<void> {
    const run = this.#controller.createTestRun(request);
    const wanted = request.include ?? [...this.#controller.items].map(([, item]) => item);
    const excluded = new Set(request.exclude);
    const byFile = new Map<TestItem, TestItem[]>();
    for (const item of wanted) {
      if (item.parent === undefined) await this.refresh(item.uri!);
      const file = item.parent ?? item;
      const own = item.parent === undefined ? [...item.children].map(([, child]) => child) : [item];
      byFile.set(file, [
        ...(byFile.get(file) ?? []),
        ...own.filter((one) => !excluded.has(one) && !excluded.has(file)),
      ]);
    }
    for (const [file, items] of byFile) {
      if (token.isCancellationRequested) break;
      for (const item of items) run.started(item);
      const checked = await this.#check(file.uri!, items, token);
      items.forEach((item, i) => {
        const found = checked?.[i];
        if (token.isCancellationRequested) run.skipped(item);
        else if (found?.passed) run.passed(item);
        else run.failed(item, this.#message(item, found));
      });
    }
    run.end();
  }

  #message(item: TestItem, found: Checked | undefined): TestMessage {
    const message = new TestMessage(found?.message ?? 'The file has errors, so nothing is computed.');
    if (item.uri !== undefined && item.range !== undefined) message.location = new Location(item.uri, item.range);
    return message;
  }

  async #check(uri: Uri, items: readonly TestItem[], token: CancellationToken): Promise<Checked[] | null> {
    const starts = items.map((item) => this.#starts.get(item)!);
    const params: CheckParams = { uri: this.#client.code2ProtocolConverter.asUri(uri), starts };
    return this.#client.sendRequest<Checked[] | null>(CheckExpectationsRequest, params, token);
  }
}
