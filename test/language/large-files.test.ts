import assert from 'node:assert/strict';
import { EmptyFileSystem, URI, type AstNode, type ReferenceInfo } from 'langium';
import { createMembServices } from '../../language/memb-module.js';
import { nodesIn } from '../../language/semantics/tree.js';

/** Counts what is asked for; of Langium's own walks it sees each node that they begin at. */
function countingServices() {
  const { shared, memb } = createMembServices(EmptyFileSystem);
  const counts = { scopes: 0 };
  const { ScopeProvider } = memb.references;
  const getScope = ScopeProvider.getScope.bind(ScopeProvider);
  ScopeProvider.getScope = (context: ReferenceInfo) => {
    counts.scopes++;
    return getScope(context);
  };
  return { shared, memb, counts };
}

const head = `membrane Large { temperature = 310 K }
ion K + { in = 140 mM, out = 4 mM }
channel leak conducts K { conductance = 1 mS/cm^2 }
`;

const shapes: Readonly<Record<string, (i: number) => string>> = {
  channels: (i) =>
    `channel C${i} conducts K { conductance = 1 mS/cm^2, open = m, gate m { alpha = 1/ms, beta = exp(V/${i + 1} mV)/1 ms } }\n`,
  ions: (i) => `ion X${i} + { in = ${i + 1} mM, out = 4 mM }\n`,
  lets: (i) => `let x${i} = ${i === 0 ? '1 mV' : `x${i - 1} + 1 mV`}\n`,
};

function textOf(line: (i: number) => string, count: number): string {
  return head + Array.from({ length: count }, (_, i) => line(i)).join('');
}

describe('a large file', () => {
  for (const [name, line] of Object.entries(shapes)) {
    it(`of ${name} takes work in proportion to its length`, async () => {
      const workOf = async (count: number): Promise<{ reads: number; scopes: number; nodes: number }> => {
        const { shared, memb, counts } = countingServices();
        const { LangiumDocumentFactory, LangiumDocuments, DocumentBuilder } = shared.workspace;
        const document = LangiumDocumentFactory.fromString(textOf(line, count), URI.parse('memory:/large.memb'));
        LangiumDocuments.addDocument(document);
        const reads = countTypeReads(nodesIn(document.parseResult.value));
        await DocumentBuilder.build([document], { validation: true });
        assert.deepEqual(
          document.diagnostics?.filter(({ severity }) => severity === 1),
          [],
        );
        const { model } = memb.semantics.Compilations.compilation(document);
        return { reads: reads(), scopes: counts.scopes, nodes: model!.graph.nodes.length };
      };
      const [small, large] = [await workOf(60), await workOf(240)];
      for (const key of ['reads', 'scopes', 'nodes'] as const)
        assert.ok(large[key] <= 4.4 * small[key] + 100, `${key}: ${small[key]} → ${large[key]}`);
    });
  }
});

/** How often anybody looks at what kind of node the declarations of a file are: every walk over a file does. */
function countTypeReads(nodes: readonly AstNode[]): () => number {
  let reads = 0;
  for (const node of nodes) {
    const { $type } = node;
    Object.defineProperty(node, '$type', {
      get: () => {
        reads++;
        return $type;
      },
      enumerable: true,
      configurable: true,
    });
  }
  return () => reads;
}
