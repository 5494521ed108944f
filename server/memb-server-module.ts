/** The one place where the server's services are put together: the language's own, and a feature per file. */
import { type DeepPartial, inject, type Module } from 'langium';
import {
  createDefaultModule,
  createDefaultSharedModule,
  DefaultDefinitionProvider,
  DefaultDocumentHighlightProvider,
  type LangiumServices,
  type LangiumSharedServices,
  startLanguageServer,
  type ServiceRequirements,
} from 'langium/lsp';
import { DocumentState } from 'langium';
import type { Connection } from 'vscode-languageserver';
import { MembGeneratedModule, MembGeneratedSharedModule } from '../language/generated/module.js';
import {
  type MembAddedServices,
  type MembAddedSharedServices,
  MembModule,
  MembSharedModule,
} from '../language/memb-module.js';
import { ReadingFileSystem, type FileReader } from '../language/semantics/imports/file-reader.js';
import type { InitializationOptions } from '../language/protocol.js';
import { ClientFiles } from './client-files.js';
import { MembCodeActionProvider } from './code-actions.js';
import { MembCodeLensProvider } from './code-lenses.js';
import { MembCompletionProvider } from './completion.js';
import { CurrentDocumentBuilder } from './current-document-builder.js';
import { MembDocumentLinkProvider } from './document-links.js';
import { MembDocumentSymbolProvider } from './document-symbols.js';
import { addExpectationRequests } from './expectation-requests.js';
import { MembFoldingRangeProvider } from './folding-ranges.js';
import { MembFormatter } from './formatter.js';
import { MembHoverProvider } from './hover.js';
import { Importers } from './importers.js';
import { MembInlayHintProvider } from './inlay-hints.js';
import { MembLanguageServer } from './language-server.js';
import { addMembRequests } from './memb-requests.js';
import { OpenDocumentsHandler } from './open-documents-handler.js';
import { MembReferences, MembReferencesProvider } from './references.js';
import { MembRenameProvider } from './rename.js';
import { addSelectionRanges } from './selection-ranges.js';
import { MembSemanticTokenProvider } from './semantic-tokens.js';
import { MembSignatureHelpProvider } from './signature-help.js';

export type MembSharedServices = LangiumSharedServices & MembAddedSharedServices;
export type MembServices = LangiumServices & MembAddedServices;

const MembSharedServerModule: Module<MembSharedServices, DeepPartial<LangiumSharedServices>> = {
  lsp: {
    LanguageServer: (services) => new MembLanguageServer(services),
    DocumentUpdateHandler: (services) => new OpenDocumentsHandler(services),
    // What is declared in one file means nothing in another, so there is nothing to search a workspace for.
    WorkspaceSymbolProvider: () => undefined,
  },
  workspace: {
    DocumentBuilder: (services) => new CurrentDocumentBuilder(services),
  },
};

const serverModule = (
  files: ClientFiles,
  showsPictures: () => boolean,
): Module<MembServices, DeepPartial<MembServices>> => ({
  references: {
    References: (services) => new MembReferences(services),
  },
  lsp: {
    CodeActionProvider: () => new MembCodeActionProvider(),
    CodeLensProvider: () => new MembCodeLensProvider(),
    CompletionProvider: (services) => new MembCompletionProvider(services, files),
    DefinitionProvider: (services) => new DefaultDefinitionProvider(services),
    DocumentHighlightProvider: (services) => new DefaultDocumentHighlightProvider(services),
    DocumentLinkProvider: (services) => new MembDocumentLinkProvider(services),
    DocumentSymbolProvider: (services) => new MembDocumentSymbolProvider(services),
    FoldingRangeProvider: () => new MembFoldingRangeProvider(),
    Formatter: () => new MembFormatter(),
    HoverProvider: (services) => new MembHoverProvider(services, showsPictures),
    InlayHintProvider: (services) => new MembInlayHintProvider(services),
    ReferencesProvider: (services) => new MembReferencesProvider(services, new Importers(services.shared, files)),
    RenameProvider: (services) => new MembRenameProvider(services, new Importers(services.shared, files)),
    SemanticTokenProvider: () => new MembSemanticTokenProvider(),
    SignatureHelp: (services) => new MembSignatureHelpProvider(services),
  },
});

/** Every answer is about one document, so none waits for the others. */
const requirements: Partial<ServiceRequirements> = {
  DocumentHighlightProvider: DocumentState.IndexedReferences,
  DocumentSymbolProvider: DocumentState.Linked,
  ReferencesProvider: DocumentState.IndexedReferences,
  RenameProvider: DocumentState.IndexedReferences,
};

/** Files are read through the client where it offers that, else as `own` reads them. */
export function createServerServices(
  connection: Connection,
  own?: FileReader,
): { shared: MembSharedServices; memb: MembServices } {
  const files = new ClientFiles(connection, own);
  let asked: InitializationOptions | undefined;
  const context = { connection, fileSystemProvider: () => new ReadingFileSystem(files) };
  const shared = inject(
    createDefaultSharedModule(context),
    MembGeneratedSharedModule,
    MembSharedModule,
    MembSharedServerModule,
  );
  const memb = inject(
    createDefaultModule({ shared }),
    MembGeneratedModule,
    MembModule,
    serverModule(files, () => asked?.showsPictures === true),
  );
  shared.ServiceRegistry.register(memb);
  shared.lsp.LanguageServer.onInitialize(({ initializationOptions }) => {
    asked = initializationOptions as InitializationOptions | undefined;
    files.trust(asked);
  });
  return { shared, memb };
}

/** Answers on this connection until it is closed. */
export function serve(connection: Connection, own?: FileReader): void {
  const { shared, memb } = createServerServices(connection, own);
  addMembRequests(connection, shared, memb);
  addExpectationRequests(connection, shared, memb);
  addSelectionRanges(connection, shared);
  startLanguageServer(shared, requirements);
}
