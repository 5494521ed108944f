/** Issues → LSP diagnostics. Syntax errors get codes and sentences of their own; all else comes from the compilation. */
import { DefaultDocumentValidator, type LangiumDocument, type ValidationOptions } from 'langium';
import type { TextDocument } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import type { MembCoreServices } from '../memb-module.js';
import type { Compilations } from './compilations.js';
import type { Fix, Issue, IssueCode, Severity } from './issues.js';

/** What a diagnostic carries to its quick fix. */
export interface DiagnosticFixes {
  readonly fixes: readonly Fix[];
}

const SEVERITIES: Readonly<Record<Severity, 1 | 2 | 3 | 4>> = { error: 1, warning: 2, information: 3, hint: 4 };
const SOURCE = 'memb';

export class MembDocumentValidator extends DefaultDocumentValidator {
  readonly #compilations: () => Compilations;

  constructor(services: MembCoreServices) {
    super(services);
    this.#compilations = () => services.semantics.Compilations;
  }

  override validateDocument(document: LangiumDocument, _options?: ValidationOptions): Promise<Diagnostic[]> {
    const syntax = syntaxDiagnostics(document);
    const issues = this.#compilations().compilation(document).issues.filter((entry) => !hiddenBySyntax(entry, syntax, document.textDocument));
    return Promise.resolve([...syntax, ...issues.map((entry) => toDiagnostic(document.textDocument, entry))]);
  }
}

export function toDiagnostic(text: TextDocument, entry: Issue): Diagnostic {
  const data: DiagnosticFixes = { fixes: entry.fixes };
  return {
    severity: SEVERITIES[entry.severity],
    range: { start: text.positionAt(entry.span.start), end: text.positionAt(entry.span.end) },
    message: entry.message,
    code: entry.code,
    source: SOURCE,
    data,
  };
}

function syntaxDiagnostics(document: LangiumDocument): Diagnostic[] {
  const { lexerErrors, parserErrors } = document.parseResult;
  const text = document.textDocument;
  const make = (code: IssueCode, start: number, end: number, message: string): Diagnostic => ({
    severity: 1,
    range: { start: text.positionAt(start), end: text.positionAt(end) },
    message,
    code,
    source: SOURCE,
    data: { fixes: [] } satisfies DiagnosticFixes,
  });
  const lexical = lexerErrors.map((error) => make(error.message.includes('Memb ') ? 'syntax.limit' : 'syntax.character', error.offset, error.offset + error.length, error.message));
  if (lexical.some((entry) => entry.code === 'syntax.limit')) return lexical;
  const length = text.getText().length;
  const syntactic = parserErrors.map((error) => {
    const { token } = error;
    const previous = 'previousToken' in error ? (error.previousToken as typeof token) : undefined;
    if (Number.isFinite(token.startOffset)) return make('syntax.unexpected', token.startOffset, (token.endOffset ?? token.startOffset) + 1, error.message);
    const end = previous !== undefined && Number.isFinite(previous.startOffset) ? (previous.endOffset ?? previous.startOffset) + 1 : length;
    return make('syntax.unexpected', Math.max(0, end - 1), end, error.message);
  });
  return [...lexical, ...syntactic];
}

/** Findings that a line which could not be read whole may cause by what was lost from it. */
const CONSEQUENCES: ReadonlySet<IssueCode> = new Set([
  'property.missing',
  'property.unknown',
  'name.unknown',
  'name.unused',
  'membrane.missing',
  'ion.charge-missing',
  'channel.no-reversal',
  'channel.no-open',
  'gate.kinetics',
  'pump.moves',
  'experiment.no-duration',
]);

/** A consequence of a syntax error on the same line is no second mistake. */
function hiddenBySyntax(entry: Issue, syntax: readonly Diagnostic[], text: TextDocument): boolean {
  if (!CONSEQUENCES.has(entry.code)) return false;
  const line = text.positionAt(entry.span.start).line;
  return syntax.some((diagnostic) => diagnostic.range.start.line === line);
}
