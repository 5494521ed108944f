/** `memb check FILES…`: every finding, one a line. */
import type { Diagnostic } from 'vscode-languageserver-types';
import type { DiagnosticFixes } from '../../language/semantics/document-validator.js';
import { exitCodes, type Console, type ExitCode } from './console.js';
import { loadFiles, type LoadedFile } from './load.js';

const SEVERITIES = ['', 'error', 'warning', 'information', 'hint'] as const;

export async function check(console: Console, files: readonly string[], json: boolean): Promise<ExitCode> {
  const { files: loaded, unread } = await loadFiles(console, files);
  const found = loaded.flatMap((entry) => entry.diagnostics.map((diagnostic) => ({ entry, diagnostic })));
  if (json)
    console.out(
      `${JSON.stringify(
        found.map(({ entry, diagnostic }) => asJson(entry, diagnostic)),
        null,
        2,
      )}\n`,
    );
  else printDiagnostics(console, loaded);
  for (const sentence of unread) console.err(`memb: ${sentence}\n`);
  if (unread.length > 0) return exitCodes.usage;
  if (!json && found.length === 0)
    console.err(`${files.length} ${files.length === 1 ? 'file' : 'files'}, no problems\n`);
  return hasErrors(loaded) ? exitCodes.failed : exitCodes.ok;
}

/** `file:line:col severity code message`, line and column from 1. */
export function printDiagnostics({ out }: Pick<Console, 'out'>, loaded: readonly LoadedFile[]): void {
  for (const { file, diagnostics } of loaded) {
    for (const { range, severity, code, message } of diagnostics) {
      const place = `${file}:${range.start.line + 1}:${range.start.character + 1}`;
      out(`${place} ${SEVERITIES[severity ?? 1]} ${code} ${message.replace(/\s*\n\s*/g, ' ')}\n`);
    }
  }
}

export function hasErrors(loaded: readonly LoadedFile[]): boolean {
  return loaded.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 1));
}

function asJson({ file }: LoadedFile, { range, severity, code, message, data }: Diagnostic): object {
  const { fixes } = data as DiagnosticFixes;
  return {
    file,
    line: range.start.line + 1,
    column: range.start.character + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.character + 1,
    severity: SEVERITIES[severity ?? 1],
    code,
    message,
    fixes: fixes.map(({ title }) => title),
  };
}
