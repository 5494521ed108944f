/** Resolves every reference of a document. Looks up from time to time, not at every node, whether it is still wanted. */
import { DefaultLinker, interruptAndCheck, type Cancellation, type LangiumDocument } from 'langium';
import { forEachReference, nodesIn } from './tree.js';

/** Nodes between two looks. */
const PORTION = 500;

export class MembLinker extends DefaultLinker {
  override async link(document: LangiumDocument, cancelToken: Cancellation.CancellationToken): Promise<void> {
    const nodes = nodesIn(document.parseResult.value);
    for (let i = 0; i < nodes.length; i++) {
      if (i % PORTION === 0) await interruptAndCheck(cancelToken);
      const container = nodes[i]!;
      forEachReference(container, (reference, property) => this.doLink({ reference, container, property }, document));
    }
  }
}
