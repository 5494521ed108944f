import assert from 'node:assert/strict';
import type {
  CodeLens,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  SelectionRange,
} from 'vscode-languageserver-protocol';
import { axon, neuron } from './texts.js';
import { useServer } from './use-server.js';

describe('outline', () => {
  const server = useServer();

  async function symbols(text: string): Promise<DocumentSymbol[]> {
    return (await server.client.open(text)).ask<DocumentSymbol[]>('documentSymbol');
  }

  it('has every declaration with its most telling value', async () => {
    assert.deepEqual(
      (await symbols(neuron)).map(({ name, detail }) => `${name}: ${detail}`),
      [
        'Neuron: V_rest = −71.7 mV',
        'K: E = −95.0 mV',
        'Na: E = 66.6 mV',
        'Cl: E = −75.9 mV',
        'K2P: conducts K · I = 2.34 µA/cm²',
        'NALCN: conducts Na · I = −2.49 µA/cm²',
        'ClC: conducts Cl · I = 0.0857 µA/cm²',
        'NaK: net +1 outward · 0.0667 µA/cm² · 1.25×10⁷ ATP/s',
      ],
    );
  });

  it('has gates below their channel', async () => {
    const nav = (await symbols(axon)).find(({ name }) => name === 'Nav')!;
    assert.deepEqual(
      nav.children!.map(({ name, detail }) => `${name}: ${detail}`),
      ['m: m∞ = 0.053, τ = 0.237 ms', 'h: h∞ = 0.596, τ = 8.52 ms'],
    );
  });

  it('leaves out what has no name yet, which an editor would refuse', async () => {
    const found = await symbols('membrane { }\nion\nchannel X { gate { } }\nlet y = 3 mV');
    assert.deepEqual(
      found.map(({ name }) => name),
      ['X', 'y'],
    );
    assert.deepEqual(found[0]!.children, []);
  });
});

describe('folding', () => {
  const server = useServer();

  it('folds blocks to their first line and comments', async () => {
    const text = '/**\n * A story.\n */\nmembrane C {\n  temperature = 37 degC\n}\nion K + { in = 1 mM, out = 2 mM }\n';
    const document = await server.client.open(text);
    assert.deepEqual(await document.ask<FoldingRange[]>('foldingRange'), [
      { startLine: 3, endLine: 4 },
      { startLine: 0, endLine: 2, kind: 'comment' },
    ]);
  });
});

describe('selection', () => {
  const server = useServer();

  it('widens from the word to the file', async () => {
    const document = await server.client.open(neuron);
    const positions = [document.positionAt(neuron.indexOf('0.018'))];
    const [innermost] = await document.ask<SelectionRange[]>('selectionRange', { positions });
    const texts: string[] = [];
    for (let range = innermost; range !== undefined; range = range.parent)
      texts.push(document.text.getText(range.range));
    assert.deepEqual(texts.slice(0, 4), [
      '0.018',
      '0.018 mS/cm^2',
      'conductance = 0.018 mS/cm^2',
      'channel NALCN conducts Na { conductance = 0.018 mS/cm^2 }',
    ]);
    assert.equal(texts.length, 5);
  });
});

describe('code lenses', () => {
  const server = useServer();

  it('open the preview above the membrane and above each experiment', async () => {
    const document = await server.client.open(axon);
    const lenses = await document.ask<CodeLens[]>('codeLens');
    assert.deepEqual(
      lenses.map(({ range, command }) => [range.start.line, command!.title, command!.command, command!.arguments]),
      [
        [0, 'Open preview', 'memb.openPreviewToSide', [document.uri]],
        [20, 'Run in preview', 'memb.openPreviewToSide', [document.uri, 'Spikes']],
      ],
    );
  });
});

describe('document links', () => {
  const server = useServer();

  for (const [comment, text, target] of [
    [
      '/** doi:10.1113/jphysiol.1949.sp004310 */',
      'doi:10.1113/jphysiol.1949.sp004310',
      'https://doi.org/10.1113/jphysiol.1949.sp004310',
    ],
    [
      '// see https://doi.org/10.1085/jgp.27.1.37.',
      'https://doi.org/10.1085/jgp.27.1.37',
      'https://doi.org/10.1085/jgp.27.1.37',
    ],
    [
      '/* (DOI: 10.1016/S0006-3495(61)86902-6), */',
      'DOI: 10.1016/S0006-3495(61)86902-6',
      'https://doi.org/10.1016/S0006-3495(61)86902-6',
    ],
    [
      '/** 10.1152/physrev.1972.52.3.563*/',
      '10.1152/physrev.1972.52.3.563',
      'https://doi.org/10.1152/physrev.1972.52.3.563',
    ],
    ['// PMID: 15396', 'PMID: 15396', 'https://pubmed.ncbi.nlm.nih.gov/15396/'],
    ['// PMID 12991237 by HH', 'PMID 12991237', 'https://pubmed.ncbi.nlm.nih.gov/12991237/'],
  ] as const) {
    it(`${text} leads to ${target}`, async () => {
      const document = await server.client.open(`${comment}\nmembrane C { temperature = 37 degC }`);
      const links = await document.ask<DocumentLink[]>('documentLink');
      assert.deepEqual(
        links.map((link) => [document.text.getText(link.range), link.target]),
        [[text, target]],
      );
    });
  }

  it('numbers that only look alike are none', async () => {
    const document = await server.client.open('// 10.5 mV, 10.1/3, version 1.10.1000/2\nlet x = 10.1000 / 3');
    assert.deepEqual(await document.ask('documentLink'), []);
  });
});
