/** Issues → LSP diagnostics. Syntax errors get codes and sentences of their own; all else comes from the compilation. */
import {
  DefaultDocumentValidator,
  type LangiumCoreServices,
  type LangiumDocument,
  type ValidationOptions,
} from 'langium';
import type { TextDocument } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import type { Compilation } from './compile.js';
import { issue, replacement, type Fix, type Issue, type IssueCode, type Severity } from './issues.js';
import { lexicalCode } from '../parser/guarded-lexer.js';
import { declarationKeywords, plainSpelling } from '../parser/syntax-messages.js';
import { nearest } from '../units/nearest.js';

/** What a diagnostic carries to its quick fix. */
export interface DiagnosticFixes {
  readonly fixes: readonly Fix[];
}

const SEVERITIES: Readonly<Record<Severity, 1 | 2 | 3 | 4>> = { error: 1, warning: 2, information: 3, hint: 4 };
const SOURCE = 'memb';

export class MembDocumentValidator extends DefaultDocumentValidator {
  readonly #compilationOf: (document: LangiumDocument) => Compilation;

  constructor(services: LangiumCoreServices, compilationOf: (document: LangiumDocument) => Compilation) {
    super(services);
    this.#compilationOf = compilationOf;
  }

  override validateDocument(document: LangiumDocument, _options?: ValidationOptions): Promise<Diagnostic[]> {
    const issues = issuesToShow(document, this.#compilationOf(document));
    return Promise.resolve(issues.map((entry) => toDiagnostic(document.textDocument, entry)));
  }
}

/** All that is reported about a document: its syntax first, then its meaning. */
export function issuesToShow(document: LangiumDocument, { issues }: Compilation): readonly Issue[] {
  const text = document.textDocument;
  const syntax = syntaxIssues(document);
  const lines = new Set(syntax.map(({ span }) => lineOf(text, span.start)));
  const isConsequence = ({ code, span }: Issue): boolean =>
    CONSEQUENCES.has(code) && (syntax.some(leavesOut) || lines.has(lineOf(text, span.start)));
  return [...syntax, ...issues.filter((entry) => !isConsequence(entry))];
}

/** Whether whole declarations were not read, so that anything elsewhere may miss them. */
function leavesOut({ code }: Issue): boolean {
  return code === 'syntax.limit' || code === 'syntax.comment';
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

function syntaxIssues(document: LangiumDocument): Issue[] {
  const { lexerErrors, parserErrors } = document.parseResult;
  const text = document.textDocument;
  const lexical = lexerErrors.map((error) => {
    const { offset, length, message } = error;
    const span = { start: offset, end: offset + length };
    const plain = plainSpelling(text.getText().slice(span.start, span.end));
    return issue(
      lexicalCode(error),
      'error',
      span,
      message,
      ...(plain === undefined ? [] : [replacement(span, plain)]),
    );
  });
  if (lexical.some(leavesOut)) return lexical;
  // A sign that is not read tears its line apart.
  const torn = new Set(lexical.map(({ span }) => lineOf(text, span.start)));
  const syntactic = parserErrors
    .map((error) => unexpected(error, text.getText().length))
    .filter(({ span }) => !torn.has(lineOf(text, span.start)));
  return [...lexical, ...syntactic];
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

/** Findings that text which could not be read may cause by what was lost with it; they are no second mistake. */
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
  'ion.undeclared',
  'experiment.no-duration',
]);

function lineOf(text: TextDocument, offset: number): number {
  return text.positionAt(offset).line;
}
