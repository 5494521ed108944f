/** The preview's page at the addresses a webview gives to the extension's files. */
import { Uri, type Webview } from 'vscode';
import { previewDocument } from './preview-document.js';

/** What the page needs of the extension's folder. */
export function resourceRoots(extensionUri: Uri): Uri[] {
  return [Uri.joinPath(extensionUri, 'dist'), Uri.joinPath(extensionUri, 'media')];
}

export function previewHtml(webview: Webview, extensionUri: Uri): string {
  const address = (...path: string[]): string => webview.asWebviewUri(Uri.joinPath(extensionUri, ...path)).toString();
  return previewDocument({
    style: address('media', 'page.css'),
    script: address('dist', 'page.js'),
    worker: address('dist', 'worker.js'),
    wholeWorker: address('dist', 'worker.whole.js'),
    source: webview.cspSource,
  });
}
