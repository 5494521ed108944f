/** Issues → LSP diagnostics: those of the syntax first, then those of the compilation that do not follow from them. */
import {
  DefaultDocumentValidator,
  type LangiumCoreServices,
  type LangiumDocument,
  type ValidationOptions,
} from 'langium';
import type { TextDocument } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import type { Compilation } from './compile.js';
import type { Fix, Issue, IssueCode, Severity } from './issues.js';
import { leavesOut, syntaxIssues } from './syntax-issues.js';

/** What a diagnostic carries to its quick fix. */
export interface DiagnosticFixes {
  readonly fixes: readonly Fix[];
}

const SEVERITIES: Readonly<Record<Severity, 1 | 2 | 3 | 4>> = { error: 1, warning: 2, information: 3, hint: 4 };
const SOURCE = 'memb';

export class MembDocumentValidator extends DefaultDocumentValidator {
  readonly #compilationOf: (document: LangiumDocument) => Compilation;
  readonly #findingsOf: (document: LangiumDocument) => readonly Issue[];

  /** `findingsOf` gives what only the numbers at rest show. */
  constructor(
    services: LangiumCoreServices,
    compilationOf: (document: LangiumDocument) => Compilation,
    findingsOf: (document: LangiumDocument) => readonly Issue[],
  ) {
    super(services);
    this.#compilationOf = compilationOf;
    this.#findingsOf = findingsOf;
  }

  override validateDocument(document: LangiumDocument, _options?: ValidationOptions): Promise<Diagnostic[]> {
    const issues = [...issuesToShow(document, this.#compilationOf(document)), ...this.#findingsOf(document)];
    return Promise.resolve(issues.map((entry) => toDiagnostic(document.textDocument, entry)));
  }
}

/** All that is reported about a document: its syntax first, then its meaning. */
export function issuesToShow(document: LangiumDocument, { issues }: Compilation): readonly Issue[] {
  const text = document.textDocument;
  const wrongUnits = new Set(issues.filter(({ code }) => UNIT_CODES.has(code)).map(({ span }) => span.end));
  const syntax = syntaxIssues(document).filter(
    ({ code, span }) => code !== 'syntax.unexpected' || !wrongUnits.has(span.start),
  );
  const lines = new Set(syntax.map(({ span }) => lineOf(text, span.start)));
  const isConsequence = ({ code, span }: Issue): boolean =>
    CONSEQUENCES.has(code) && (syntax.some(leavesOut) || lines.has(lineOf(text, span.start)));
  return [...syntax, ...issues.filter((entry) => !isConsequence(entry))];
}

/** What stands for a unit and is none often goes on: the `(` in `2 exp(3)` is no second mistake. */
const UNIT_CODES: ReadonlySet<IssueCode> = new Set(['unit.is-a-name', 'unit.unknown']);

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
  'charge.balance',
  'compartment.size',
  'experiment.no-duration',
]);

function lineOf(text: TextDocument, offset: number): number {
  return text.positionAt(offset).line;
}
