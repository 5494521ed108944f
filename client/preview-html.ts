/** The bare page a preview panel starts from: everything visible is built by the page's own script. */
import { Uri, type Webview } from 'vscode';

/** What the page needs of the extension's folder. */
export function resourceRoots(extensionUri: Uri): Uri[] {
  return [Uri.joinPath(extensionUri, 'dist'), Uri.joinPath(extensionUri, 'media')];
}

/**
 * Nothing may run or load that did not come with the extension. The worker has to be made from a blob, since a page may
 * only start workers of its own origin; its text is fetched from the extension, and it inherits this policy.
 */
export function previewHtml(webview: Webview, extensionUri: Uri): string {
  const address = (...path: string[]): string => webview.asWebviewUri(Uri.joinPath(extensionUri, ...path)).toString();
  const nonce = makeNonce();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:`,
    `connect-src ${webview.cspSource}`,
    `worker-src blob:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${address('media', 'page.css')}">
<title>Membrane preview</title>
</head>
<body>
<main id="memb" data-worker="${address('dist', 'worker.js')}"></main>
<script nonce="${nonce}" src="${address('dist', 'page.js')}"></script>
</body>
</html>`;
}

function makeNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
