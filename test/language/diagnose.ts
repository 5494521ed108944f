/** What the language says about a text, in a form that tests can compare. */
import { URI, type LangiumDocument } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import { createMembServices } from '../../language/memb-module.js';
import type { DiagnosticFixes } from '../../language/semantics/document-validator.js';
import type { Fix } from '../../language/semantics/issues.js';

const { shared, memb } = createMembServices();
let count = 0;

export const { Compilations } = memb.semantics;

/** Builds and validates a text, and forgets it again. */
export async function build(text: string): Promise<LangiumDocument> {
  const { LangiumDocumentFactory, LangiumDocuments, DocumentBuilder } = shared.workspace;
  const document = LangiumDocumentFactory.fromString(text, URI.parse(`memory:/text${count++}.memb`));
  LangiumDocuments.addDocument(document);
  await DocumentBuilder.build([document], { validation: true });
  await DocumentBuilder.update([], [document.uri]);
  return document;
}

export async function diagnose(text: string): Promise<Diagnostic[]> {
  return (await build(text)).diagnostics ?? [];
}

export function fixesOf(diagnostic: Diagnostic): readonly Fix[] {
  return (diagnostic.data as DiagnosticFixes).fixes;
}

export function applyFix(text: string, fix: Fix): string {
  const edits = fix.edits.toSorted((a, b) => b.span.start - a.span.start);
  return edits.reduce((result, { span, text }) => result.slice(0, span.start) + text + result.slice(span.end), text);
}

export interface PlacedToken {
  readonly image: string;
  readonly start: number;
  readonly end: number;
}

/** The words and signs of a text; comments are none. */
export function tokensOf(text: string): PlacedToken[] {
  return memb.parser.Lexer.tokenize(text).tokens.map(({ image, startOffset: start }) => ({
    image,
    start,
    end: start + image.length,
  }));
}
