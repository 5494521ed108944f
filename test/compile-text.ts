/** A text of the language, compiled as every host does it. */
import { URI, type LangiumDocument } from 'langium';
import type { Summary } from '../language/analysis/summary.js';
import { createMembServices } from '../language/memb-module.js';
import type { Compilation } from '../language/semantics/compile.js';
import type { IssueCode } from '../language/semantics/issues.js';

export interface Finding {
  readonly code: IssueCode;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** The piece of text it stands at. */
  readonly text: string;
}

export interface Compiled {
  readonly document: LangiumDocument;
  readonly findings: readonly Finding[];
  readonly compilation: Compilation;
  readonly summary: Summary | undefined;
}

const { shared, memb } = createMembServices();
let count = 0;

export async function compileText(text: string): Promise<Compiled> {
  const uri = URI.parse(`memory:/${count++}.memb`);
  const document = shared.workspace.LangiumDocumentFactory.fromString(text, uri);
  shared.workspace.LangiumDocuments.addDocument(document);
  await shared.workspace.DocumentBuilder.build([document], { validation: true });
  const findings = (document.diagnostics ?? []).map(({ code, severity, message, range }): Finding => ({
    code: code as IssueCode,
    severity: severity === 1 ? 'error' : 'warning',
    message,
    line: range.start.line + 1,
    text: document.textDocument.getText(range),
  }));
  const { Compilations } = memb.semantics;
  return {
    document,
    findings,
    compilation: Compilations.compilation(document),
    summary: Compilations.summary(document),
  };
}
