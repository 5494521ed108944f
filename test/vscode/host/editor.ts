/** The editor's own commands, as a user's gestures ask for them. */
import {
  commands,
  languages,
  window,
  workspace,
  type CodeAction,
  type CompletionList,
  type Diagnostic,
  type Hover,
  type InlayHint,
  type MarkdownString,
  type Position,
  Range,
  Uri,
  type TextDocument,
  type WorkspaceEdit,
} from 'vscode';
import { eventually } from './eventually.js';

/** An example of the extension, from the workspace the suite runs in. */
export async function openExample(name: string): Promise<TextDocument> {
  const folder = workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('The suite needs a workspace');
  const document = await workspace.openTextDocument(Uri.joinPath(folder.uri, name));
  await window.showTextDocument(document);
  return document;
}

/** A new file that is on no disk. */
export async function openText(content: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument({ language: 'memb', content });
  await window.showTextDocument(document);
  return document;
}

/** The position of the `nth` occurrence of `text`, `into` characters into it. */
export function positionOf(document: TextDocument, text: string, into = 0, nth = 0): Position {
  let at = -1;
  for (let i = 0; i <= nth; i++) at = document.getText().indexOf(text, at + 1);
  if (at < 0) throw new Error(`"${text}" is not in the document`);
  return document.positionAt(at + into);
}

export async function replaceText(document: TextDocument, old: string, text: string): Promise<void> {
  const start = positionOf(document, old);
  const editor = await window.showTextDocument(document);
  await editor.edit((edit) =>
    edit.replace(new Range(start, document.positionAt(document.offsetAt(start) + old.length)), text),
  );
}

export async function hoverText(document: TextDocument, position: Position): Promise<string> {
  return eventually('a hover', async () => {
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, position);
    const text = hovers.flatMap((hover) => hover.contents.map((part) => (part as MarkdownString).value)).join('\n');
    return text === '' ? undefined : text;
  });
}

/** All inlay hints of a document, as one line of text each. */
export async function inlayHints(document: TextDocument): Promise<string[]> {
  const whole = new Range(document.positionAt(0), document.positionAt(document.getText().length));
  const hints = await commands.executeCommand<InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole);
  return hints.map(({ label }) => (typeof label === 'string' ? label : label.map((part) => part.value).join('')));
}

export async function completionLabels(document: TextDocument, position: Position): Promise<string[]> {
  const list = await commands.executeCommand<CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

/** The diagnostics once there are as many as expected. */
export async function diagnostics(document: TextDocument, count: number): Promise<Diagnostic[]> {
  return eventually(`${count} diagnostics`, () => {
    const found = languages.getDiagnostics(document.uri);
    return found.length === count ? found : undefined;
  });
}

export async function quickFixes(document: TextDocument, diagnostic: Diagnostic): Promise<CodeAction[]> {
  return commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', document.uri, diagnostic.range);
}

export async function apply(edit: WorkspaceEdit | undefined): Promise<void> {
  if (edit === undefined || !(await workspace.applyEdit(edit))) throw new Error('The edit was not applied');
}
