/** The one place where the language's services are put together. The server adds its LSP services to these. */
import {
  type DefaultSharedCoreModuleContext,
  type DeepPartial,
  EmptyFileSystem,
  createDefaultCoreModule,
  createDefaultSharedCoreModule,
  createLangiumParser,
  inject,
  type LangiumCoreServices,
  type LangiumSharedCoreServices,
  type Module,
} from 'langium';
import { MembGeneratedModule, MembGeneratedSharedModule } from './generated/module.js';
import { ConcreteTreeBuilder } from './parser/concrete-tree.js';
import { GuardedLexer } from './parser/guarded-lexer.js';
import { LexerMessages, ParserMessages } from './parser/syntax-messages.js';
import { MembTokenBuilder } from './parser/unit-token.js';
import { Compilations } from './compilations.js';
import { ImportingDocumentBuilder } from './semantics/imports/importing-document-builder.js';
import { Imports } from './semantics/imports/imports.js';
import { UnsearchedWorkspace } from './semantics/imports/unsearched-workspace.js';
import { MembDocumentValidator } from './semantics/document-validator.js';
import { MembLinker } from './semantics/linker.js';
import { ReferenceDescriptions, ReferenceIndex } from './semantics/reference-index.js';
import { MembScopeComputation, MembScopeProvider } from './semantics/scope.js';

/** What Memb adds to Langium's own services. */
export interface MembAddedServices {
  readonly shared: MembSharedServices;
  readonly semantics: {
    /** The compiled meaning of each document, and all numbers computed from it, cached. */
    readonly Compilations: Compilations;
  };
}
export interface MembAddedSharedServices {
  readonly workspace: {
    /** Which files each file depends on. */
    readonly Imports: Imports;
  };
}

type MembSharedServices = LangiumSharedCoreServices & MembAddedSharedServices;
export type MembCoreServices = LangiumCoreServices & MembAddedServices;

/** Overrides and additions that all documents share, the same in every host. */
export const MembSharedModule: Module<
  MembSharedServices,
  DeepPartial<LangiumSharedCoreServices> & MembAddedSharedServices
> = {
  workspace: {
    Imports: (services) => new Imports(() => services.workspace.LangiumDocuments),
    DocumentBuilder: (services) => new ImportingDocumentBuilder(services),
    WorkspaceManager: (services) => new UnsearchedWorkspace(services),
    IndexManager: (services) => new ReferenceIndex(services),
  },
};

/** Overrides and additions, the same in every host: editor, command line, tests. */
export const MembModule: Module<
  MembCoreServices,
  DeepPartial<LangiumCoreServices> & Pick<MembAddedServices, 'semantics'>
> = {
  parser: {
    TokenBuilder: () => new MembTokenBuilder(),
    Lexer: (services) => new GuardedLexer(services),
    LangiumParser: (services) =>
      Object.assign(createLangiumParser(services), { nodeBuilder: new ConcreteTreeBuilder() }),
    ParserErrorMessageProvider: () => new ParserMessages(),
    LexerErrorMessageProvider: () => new LexerMessages(),
  },
  references: {
    ScopeProvider: (services) => new MembScopeProvider(services, services.shared.workspace.Imports),
    ScopeComputation: (services) => new MembScopeComputation(services),
    Linker: (services) => new MembLinker(services),
  },
  workspace: {
    ReferenceDescriptionProvider: (services) => new ReferenceDescriptions(services),
  },
  validation: {
    DocumentValidator: (services) =>
      new MembDocumentValidator(
        services,
        (document) => services.semantics.Compilations.compilation(document),
        (document) => services.semantics.Compilations.findings(document),
      ),
  },
  semantics: {
    Compilations: (services) => new Compilations(services, services.shared.workspace.Imports),
  },
};

/** Services without an editor: what the command line and the tests use. */
export function createMembServices(context: DefaultSharedCoreModuleContext = EmptyFileSystem): {
  shared: MembSharedServices;
  memb: MembCoreServices;
} {
  const shared = inject(createDefaultSharedCoreModule(context), MembGeneratedSharedModule, MembSharedModule);
  const memb = inject(createDefaultCoreModule({ shared }), MembGeneratedModule, MembModule);
  shared.ServiceRegistry.register(memb);
  return { shared, memb };
}
