/**
 * Runs the VS Code suite in a desktop's VS Code: the one that VSCODE_EXECUTABLE names, else the one whose `code` is
 * on PATH, else one that is downloaded into .vscode-test/.
 */
import { realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { onPath } from '../machine.mjs';

/** The program itself: `code` is a script beside it, which would not wait for the tests to end. */
export function findDesktop() {
  const named = process.env['VSCODE_EXECUTABLE'];
  const script = onPath('code') ?? onPath('codium');
  if (named !== undefined || script === undefined) return named;
  const file = realpathSync(script);
  return join(dirname(dirname(file)), file.endsWith('codium') ? 'codium' : 'code');
}

/** Answers with 0; throws when a test fails. */
export async function runInDesktop() {
  const executable = findDesktop();
  return runTests({
    ...(executable === undefined ? {} : { vscodeExecutablePath: executable }),
    extensionDevelopmentPath: resolve('.'),
    extensionTestsPath: resolve('out', 'vscode', 'suite.cjs'),
    launchArgs: [resolve('media', 'examples'), '--disable-extensions', '--disable-workspace-trust'],
  });
}
