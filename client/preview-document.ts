/** The bare page a preview starts from: everything visible is built by the page's own script. */
export interface PreviewAddresses {
  readonly style: string;
  readonly script: string;
  readonly worker: string;
  /** With what few models need: fetched when the first one does. */
  readonly wholeWorker: string;
  /** Where such addresses lie, for a content security policy. */
  readonly source: string;
}

/**
 * Nothing may run or load that did not come with the extension. The worker has to be made from a blob, since a page may
 * only start workers of its own origin; its text is fetched from the extension, and it inherits this policy.
 */
export function previewDocument({ style, script, worker, wholeWorker, source }: PreviewAddresses): string {
  const nonce = makeNonce();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    `style-src ${source}`,
    `font-src ${source}`,
    `img-src ${source} data:`,
    `connect-src ${source}`,
    `worker-src blob:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Membrane preview</title>
</head>
<body>
<main id="memb" data-worker="${worker}" data-whole-worker="${wholeWorker}"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

function makeNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
