/**
 * Where things are named, for whoever asks for all uses of one: described when somebody asks, not at every keystroke.
 * What a change affects is known from the imports.
 */
import {
  DefaultIndexManager,
  DefaultReferenceDescriptionProvider,
  type AstNode,
  type LangiumDocument,
  type ReferenceDescription,
  type Stream,
  type URI,
} from 'langium';
import { forEachReference, nodesIn } from './tree.js';

export class ReferenceDescriptions extends DefaultReferenceDescriptionProvider {
  override createDescriptions(document: LangiumDocument): Promise<ReferenceDescription[]> {
    return Promise.resolve(this.describe(document));
  }

  /** The document must be linked. */
  describe(document: LangiumDocument): ReferenceDescription[] {
    const found: ReferenceDescription[] = [];
    for (const container of nodesIn(document.parseResult.value)) {
      forEachReference(container, (reference, property) => {
        if (reference.error === undefined)
          found.push(...this.createInfoDescriptions({ reference, container, property }));
      });
    }
    return found;
  }
}

export class ReferenceIndex extends DefaultIndexManager {
  /** Linked and not described yet, by address. */
  readonly #waiting = new Map<string, LangiumDocument>();

  override updateReferences(document: LangiumDocument): Promise<void> {
    const address = document.uri.toString();
    this.referenceIndex.delete(address);
    this.#waiting.set(address, document);
    return Promise.resolve();
  }

  override removeReferences(uri: URI): void {
    this.#waiting.delete(uri.toString());
    super.removeReferences(uri);
  }

  #describe(document: LangiumDocument): ReferenceDescription[] {
    const provider = this.serviceRegistry.getServices(document.uri).workspace.ReferenceDescriptionProvider;
    return (provider as ReferenceDescriptions).describe(document);
  }

  override findAllReferences(target: AstNode, path: string): Stream<ReferenceDescription> {
    for (const [address, document] of this.#waiting) this.referenceIndex.set(address, this.#describe(document));
    this.#waiting.clear();
    return super.findAllReferences(target, path);
  }
}
