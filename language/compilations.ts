/**
 * The one cached service behind every number: hover, inlay hint, preview, diagnostics and command line pull the same
 * compilation and the same summary from here.
 */
import { DocumentCache, type LangiumCoreServices, type LangiumDocument } from 'langium';
import { defaultSymbols } from './analysis/parameter-values.js';
import { summarize, type Summary } from './analysis/summary.js';
import type { File } from './generated/ast.js';
import { compile, type Compilation } from './semantics/compile.js';

export class Compilations {
  readonly #compiled: DocumentCache<'compilation', Compilation>;
  readonly #summaries: DocumentCache<'summary', Summary | undefined>;

  constructor(services: LangiumCoreServices) {
    this.#compiled = new DocumentCache(services.shared);
    this.#summaries = new DocumentCache(services.shared);
  }

  /** The document must be linked. */
  compilation(document: LangiumDocument): Compilation {
    return this.#compiled.get(document.uri, 'compilation', () => compile(document.parseResult.value as File));
  }

  /** All numbers at the default parameters; V_rest only when the model is complete. undefined: no temperature. */
  summary(document: LangiumDocument): Summary | undefined {
    return this.#summaries.get(document.uri, 'summary', () => {
      const { model, complete } = this.compilation(document);
      return model && summarize(model, defaultSymbols(model), { rest: complete });
    });
  }
}
