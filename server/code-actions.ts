/** Quick fixes: what a diagnostic brought along in its `data`, made into edits. */
import type { LangiumDocument } from 'langium';
import type { CodeActionProvider } from 'langium/lsp';
import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
  type Range,
} from 'vscode-languageserver';
import type { DiagnosticFixes } from '../language/semantics/document-validator.js';
import { rangeOf } from './ranges.js';

export class MembCodeActionProvider implements CodeActionProvider {
  getCodeActions(document: LangiumDocument, { range, context }: CodeActionParams): CodeAction[] {
    if (context.only?.some(wantsQuickFix) === false) return [];
    // The diagnostics of now, not those the editor sends: their offsets are of this very text.
    const here = (document.diagnostics ?? []).filter((diagnostic) => touch(diagnostic.range, range));
    return here.flatMap((diagnostic) => fixesOf(document, diagnostic));
  }
}

function wantsQuickFix(kind: string): boolean {
  return kind === '' || kind === CodeActionKind.QuickFix || kind.startsWith(`${CodeActionKind.QuickFix}.`);
}

/** Also where one ends as the other begins: the cursor may stand at the end of a word. */
function touch(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function fixesOf({ textDocument }: LangiumDocument, diagnostic: Diagnostic): CodeAction[] {
  const { fixes = [] } = (diagnostic.data ?? {}) as Partial<DiagnosticFixes>;
  return fixes.map(({ title, edits }, i) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred: i === 0,
    edit: {
      changes: {
        [textDocument.uri]: edits.map(({ span, text }) => ({ range: rangeOf(textDocument, span), newText: text })),
      },
    },
  }));
}
