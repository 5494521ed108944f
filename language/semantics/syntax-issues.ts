/** Lexer and parser errors as issues: placed where a person would look, with the fix where it is plain. */
import type { LangiumDocument } from 'langium';
import { lexicalCode } from '../parser/guarded-lexer.js';
import { declarationKeywords, plainSpelling } from '../parser/syntax-messages.js';
import { nearest } from '../units/nearest.js';
import { insertion, issue, replacement, type Fix, type Issue } from './issues.js';

export function syntaxIssues(document: LangiumDocument): Issue[] {
  const { lexerErrors, parserErrors } = document.parseResult;
  const text = document.textDocument.getText();
  const lexical = lexerErrors.map((error): Issue => {
    const span = { start: error.offset, end: error.offset + error.length };
    const plain = plainSpelling(text.slice(span.start, span.end));
    return issue(lexicalCode(error), 'error', span, error.message, ...(plain ? [replacement(span, plain)] : []));
  });
  if (lexical.some(leavesOut)) return lexical;
  // A sign that is not read tears its line apart.
  const lineOf = (offset: number): number => document.textDocument.positionAt(offset).line;
  const torn = new Set(lexical.map(({ span }) => lineOf(span.start)));
  const syntactic = parserErrors
    .map((error) => unexpected(error, text.length))
    .filter(({ span }) => !torn.has(lineOf(span.start)));
  return [...lexical, ...syntactic];
}

/** Whether whole declarations were not read, so that anything elsewhere may miss them. */
export function leavesOut({ code }: Issue): boolean {
  return code === 'syntax.limit' || code === 'syntax.comment';
}

type ParserError = LangiumDocument['parseResult']['parserErrors'][number];
type Token = ParserError['token'];

function unexpected(error: ParserError, length: number): Issue {
  const { token, message } = error;
  const previous = 'previousToken' in error ? (error.previousToken as Token) : undefined;
  const before = previous !== undefined && isPlaced(previous) ? previous : undefined;
  const code = 'syntax.unexpected';
  if (before !== undefined && message.startsWith('Expected') && isOnEarlierLine(before, token)) {
    // What is missing is missing at the end of its line, not at the start of a later one.
    return issue(code, 'error', spanOf(before), message.replace(', found', ' before'), ...missing(before, message));
  }
  if (!isPlaced(token)) return issue(code, 'error', { start: Math.max(0, length - 1), end: length }, message);
  const close = message.includes('begins no declaration') ? nearest(token.image, declarationKeywords, 1) : [];
  const fixes = [...(before ? missing(before, message) : []), ...close.map((word) => replacement(spanOf(token), word))];
  return issue(code, 'error', spanOf(token), message, ...fixes);
}

/** The sign that is wanted, written behind what stands before. */
function missing(before: Token, message: string): Fix[] {
  const [, sign] = /^Expected `([=)}])`/.exec(message) ?? [];
  if (sign === undefined) return [];
  return [insertion(spanOf(before).end, sign === ')' ? sign : ` ${sign}`, `Insert \`${sign}\``)];
}

/** The end of the file, and tokens that the parser made up, have no place. */
function isPlaced(token: Token): boolean {
  return Number.isFinite(token.startOffset);
}

function isOnEarlierLine(before: Token, token: Token): boolean {
  return !isPlaced(token) || before.endLine! < token.startLine!;
}

function spanOf({ startOffset, endOffset }: Token): Issue['span'] {
  return { start: startOffset, end: (endOffset ?? startOffset) + 1 };
}
