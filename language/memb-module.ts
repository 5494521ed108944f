/** The one place where the language's services are put together. The server adds its LSP services to these. */
import {
  type DefaultSharedCoreModuleContext,
  type DeepPartial,
  EmptyFileSystem,
  createDefaultCoreModule,
  createDefaultSharedCoreModule,
  inject,
  type LangiumCoreServices,
  type LangiumSharedCoreServices,
  type Module,
} from 'langium';
import { MembGeneratedModule, MembGeneratedSharedModule } from './generated/module.js';
import { GuardedLexer } from './parser/guarded-lexer.js';
import { LexerMessages, ParserMessages } from './parser/syntax-messages.js';
import { MembTokenBuilder } from './parser/unit-token.js';
import { Compilations } from './compilations.js';
import { MembDocumentValidator } from './semantics/document-validator.js';
import { MembScopeComputation, MembScopeProvider } from './semantics/scope.js';

/** What Memb adds to Langium's own services. */
export interface MembAddedServices {
  readonly semantics: {
    /** The compiled meaning of each document, and all numbers computed from it, cached. */
    readonly Compilations: Compilations;
  };
}

export type MembCoreServices = LangiumCoreServices & MembAddedServices;

/** Overrides and additions, the same in every host: editor, command line, tests. */
export const MembModule: Module<MembCoreServices, DeepPartial<LangiumCoreServices> & MembAddedServices> = {
  parser: {
    TokenBuilder: () => new MembTokenBuilder(),
    Lexer: (services) => new GuardedLexer(services),
    ParserErrorMessageProvider: () => new ParserMessages(),
    LexerErrorMessageProvider: () => new LexerMessages(),
  },
  references: {
    ScopeProvider: (services) => new MembScopeProvider(services),
    ScopeComputation: (services) => new MembScopeComputation(services),
  },
  validation: {
    DocumentValidator: (services) =>
      new MembDocumentValidator(services, (document) => services.semantics.Compilations.compilation(document)),
  },
  semantics: {
    Compilations: (services) => new Compilations(services),
  },
};

/** Services without an editor: what the command line and the tests use. */
export function createMembServices(context: DefaultSharedCoreModuleContext = EmptyFileSystem): {
  shared: LangiumSharedCoreServices;
  memb: MembCoreServices;
} {
  const shared = inject(createDefaultSharedCoreModule(context), MembGeneratedSharedModule);
  const memb = inject(createDefaultCoreModule({ shared }), MembGeneratedModule, MembModule);
  shared.ServiceRegistry.register(memb);
  return { shared, memb };
}
