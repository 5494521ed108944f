/**
 * The one cached service behind every number: hover, inlay hint, preview, diagnostics and command line pull the same
 * compilation and the same summary from here.
 */
import { type LangiumCoreServices, type LangiumDocument } from 'langium';
import { gatingFindings } from './analysis/gating-findings.js';
import { defaultSymbols } from './analysis/parameter-values.js';
import { startFindings } from './analysis/start-findings.js';
import { restWays, type RestWays } from './analysis/rest-ways.js';
import { summarize, type Summary } from './analysis/summary.js';
import { transportFindings } from './analysis/transport-findings.js';
import { isExperiment, type File } from './generated/ast.js';
import type { Model } from './model/model.js';
import { addProperty } from './semantics/checks/properties.js';
import { atTheImports } from './semantics/imports/foreign-issues.js';
import { compile, type Compilation } from './semantics/compile.js';
import { issue, type Issue } from './semantics/issues.js';
import { sameStamps, type Imports } from './semantics/imports/imports.js';
import { unite } from './semantics/imports/union.js';

interface Entry {
  /** The trees it was made from: it holds as long as they are those of now. */
  readonly stamp: readonly unknown[];
  readonly compilation: Compilation;
  summary?: { readonly value: Summary | undefined };
  findings?: Issue[];
  ways?: { readonly value: RestWays | undefined };
}

export class Compilations {
  readonly #services: LangiumCoreServices;
  readonly #imports: Imports;
  readonly #entries = new WeakMap<File, Entry>();
  /** Libraries may import one another in a circle. */
  readonly #compiling = new Set<LangiumDocument>();

  constructor(services: LangiumCoreServices, imports: Imports) {
    this.#services = services;
    this.#imports = imports;
  }

  /** The document must be linked. */
  compilation(document: LangiumDocument): Compilation {
    return this.#entry(document).compilation;
  }

  /** All numbers at the default parameters; V_rest only when the model is complete. undefined: no temperature. */
  summary(document: LangiumDocument): Summary | undefined {
    const entry = this.#entry(document);
    const { model, complete } = entry.compilation;
    entry.summary ??= { value: model && summarize(model, defaultSymbols(model), { rest: complete }) };
    return entry.summary.value;
  }

  /** What only the numbers show: at rest, and over the range of V. */
  findings(document: LangiumDocument): Issue[] {
    const entry = this.#entry(document);
    const { model, complete } = entry.compilation;
    if (model === undefined || !complete) return [];
    entry.findings ??= this.#findingsOf(document as LangiumDocument<File>, model);
    return entry.findings;
  }

  /** What concerns a library is said at its import. */
  #findingsOf(document: LangiumDocument<File>, model: Model): Issue[] {
    const hasCycle = model.pathways.some(({ cycle }) => cycle !== undefined);
    const found = [
      ...(hasCycle ? transportFindings(model, this.summary(document)!) : []),
      ...gatingFindings(model, defaultSymbols(model)),
    ];
    const issues = found.map(({ code, severity, span, message }) => issue(code, severity, span, message));
    const libraries = this.#imports.closure(document).map((library) => ({
      document: library,
      issues: [],
      complete: true,
    }));
    const placed = atTheImports(document, issues, this.#imports, libraries);
    return [...placed, ...this.#startFindings(document, model)];
  }

  #startFindings(document: LangiumDocument<File>, model: Model): Issue[] {
    if (model.experiments.length === 0) return [];
    const { declarations } = document.parseResult.value;
    return startFindings(model, this.summary(document)!).map(({ code, severity, span, message, experiment, start }) => {
      const found = declarations.filter(isExperiment).find(({ name }) => name === experiment);
      return issue(code, severity, span, message, ...(found ? addProperty(found, `start = ${start} mV`) : []));
    });
  }

  #entry(document: LangiumDocument): Entry {
    const file = document.parseResult.value as File;
    const stamp = this.#imports.stamp(document);
    const known = this.#entries.get(file);
    if (known !== undefined && sameStamps(known.stamp, stamp)) return known;
    const entry = { stamp, compilation: this.#compile(document as LangiumDocument<File>) };
    this.#entries.set(file, entry);
    return entry;
  }

  #compile(document: LangiumDocument<File>): Compilation {
    const union = unite(document, this.#imports, this.#services.references.ScopeProvider);
    this.#compiling.add(document);
    try {
      const libraries = this.#imports
        .closure(document)
        .filter((library) => !this.#compiling.has(library))
        .map((library) => ({ document: library, ...this.compilation(library) }));
      return compile(document, union, this.#imports, libraries);
    } finally {
      this.#compiling.delete(document);
    }
  }

  /** The resting potential by the shorter equations beside the whole model's; undefined where there is none. */
  restWays(document: LangiumDocument): RestWays | undefined {
    const entry = this.#entry(document);
    const { model } = entry.compilation;
    const summary = this.summary(document);
    entry.ways ??= { value: model && summary && restWays(model, defaultSymbols(model), summary) };
    return entry.ways.value;
  }
}
