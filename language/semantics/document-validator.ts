/** Issues → LSP diagnostics. Syntax errors get codes and sentences of their own; all else comes from the compilation. */
import {
  DefaultDocumentValidator,
  type LangiumCoreServices,
  type LangiumDocument,
  type ValidationOptions,
} from 'langium';
import type { TextDocument } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import type { Compilations } from './compilations.js';
import type { Compilation } from './compile.js';
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

  /** `compilations` is asked for late: the services are still being put together. */
  constructor(services: LangiumCoreServices, compilations: () => Compilations) {
    super(services);
    this.#compilations = compilations;
  }

  override validateDocument(document: LangiumDocument, _options?: ValidationOptions): Promise<Diagnostic[]> {
    const issues = issuesToShow(document, this.#compilations().compilation(document));
    return Promise.resolve(issues.map((entry) => toDiagnostic(document.textDocument, entry)));
  }
}

/** All that is reported about a document: its syntax first, then its meaning. */
export function issuesToShow(document: LangiumDocument, { issues }: Compilation): readonly Issue[] {
  const text = document.textDocument;
  const syntax = syntaxIssues(document);
  const lines = new Set(syntax.map(({ span }) => lineOf(text, span.start)));
  return [...syntax, ...issues.filter((entry) => !isConsequence(entry, text, lines))];
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
    const plain = lookalikes[text.getText().slice(span.start, span.end)];
    const code = exceedsLimit(error) ? 'syntax.limit' : 'syntax.character';
    return issue(code, 'error', span, message, ...(plain === undefined ? [] : [replacement(span, plain)]));
  });
  // What a limit left out would be reported as missing.
  const limited = lexical.some((entry) => entry.code === 'syntax.limit');
  const syntactic = limited ? [] : parserErrors.map((error) => unexpected(error, text.getText().length));
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
function isConsequence({ code, span }: Issue, text: TextDocument, brokenLines: ReadonlySet<number>): boolean {
  return CONSEQUENCES.has(code) && brokenLines.has(lineOf(text, span.start));
}

function lineOf(text: TextDocument, offset: number): number {
  return text.positionAt(offset).line;
}
