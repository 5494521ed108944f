/** The language server as a process: over IPC from the extension, or `--stdio` for any other editor. */
import { readdir, readFile } from 'node:fs/promises';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node.js';
import type { FileReader } from '../language/semantics/imports/file-reader.js';
import { serve } from './memb-server-module.js';

/** For editors that do not offer to read files themselves. */
const files: FileReader = {
  read: ({ scheme, fsPath }) =>
    scheme === 'file' ? readFile(fsPath, 'utf8') : Promise.reject(new Error(`${scheme} cannot be read`)),
  list: async ({ scheme, fsPath }) => {
    if (scheme !== 'file') return [];
    const entries = await readdir(fsPath, { withFileTypes: true });
    return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
  },
};

serve(createConnection(ProposedFeatures.all), files);
