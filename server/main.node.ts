/** The language server as a process: over IPC from the extension, or `--stdio` for any other editor. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node.js';
import { serve } from './memb-server-module.js';

serve(createConnection(ProposedFeatures.all));
