/** Issues → LSP diagnostics. Syntax errors get codes and sentences of their own; all else comes from the compilation. */
import { DefaultDocumentValidator, type LangiumDocument, type ValidationOptions } from 'langium';
import type { TextDocument } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import type { MembCoreServices } from '../memb-module.js';
import type { Compilations } from './compilations.js';
import { issue, replacement, type Fix, type Issue, type IssueCode, type Severity } from './issues.js';
import { exceedsLimit } from '../parser/guarded-lexer.js';
import { declarationKeywords, lookalikes } from '../parser/syntax-messages.js';
import { nearest } from '../units/nearest.js';

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
    const issues = this.#compilations()
      .compilation(document)
      .issues.filter((entry) => !hiddenBySyntax(entry, syntax, document.textDocument));
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
  const lexical = lexerErrors.map((error) => {
    const { offset, length, message } = error;
    const span = { start: offset, end: offset + length };
    const plain = lookalikes[text.getText().slice(span.start, span.end)];
    const code = exceedsLimit(error) ? 'syntax.limit' : 'syntax.character';
    return issue(code, 'error', span, message, ...(plain === undefined ? [] : [replacement(span, plain)]));
  });
  // What a limit left out would be reported as missing.
  const limited = lexical.some((entry) => entry.code === 'syntax.limit');
  const syntactic = limited ? [] : parserErrors.map((error) => unexpected(error, text.getText().length));
  return [...lexical, ...syntactic].map((entry) => toDiagnostic(text, entry));
}

type ParserError = LangiumDocument['parseResult']['parserErrors'][number];

function unexpected(error: ParserError, length: number): Issue {
  const { token, message } = error;
  if (Number.isFinite(token.startOffset)) {
    const span = { start: token.startOffset, end: (token.endOffset ?? token.startOffset) + 1 };
    const close = message.includes('begins no declaration') ? nearest(token.image, declarationKeywords, 1) : [];
    return issue('syntax.unexpected', 'error', span, message, ...close.map((entry) => replacement(span, entry)));
  }
  // A token the parser made up has no place; the one before it has.
  const previous = 'previousToken' in error ? (error.previousToken as typeof token) : undefined;
  const isPlaced = previous !== undefined && Number.isFinite(previous.startOffset);
  const end = isPlaced ? (previous.endOffset ?? previous.startOffset) + 1 : length;
  return issue('syntax.unexpected', 'error', { start: Math.max(0, end - 1), end }, message);
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
