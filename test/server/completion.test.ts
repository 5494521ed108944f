import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompletionItem, CompletionList, MarkupContent, TextEdit } from 'vscode-languageserver-protocol';
import { marked } from './marked-text.js';
import { useServer } from './use-server.js';

const base = `membrane Cell { temperature = 37 degC, area = 100 um^2 }
ion K + { in = 140 mM, out = 4 mM }
ion Na + { in = 12 mM, out = 145 mM }
param g = 1 mS/cm^2
let half = -20 mV
`;

/** Place, what is offered first and in this order, and what is not offered. `…` stands for the declarations above. */
const cases: readonly (readonly [source: string, first: string, never?: string])[] = [
  // Declarations.
  ['<|>', 'membrane, ion, channel'],
  ['mem<|>', 'membrane'],
  ['…<|>', 'ion, channel', 'membrane'],
  ['… cha<|>\nlet x = 1', 'ion, channel'],
  ['…let x = 3 mV\n<|>', 'ion'],
  ['…channel X { conductance = g, reversal = half } <|>', 'ion'],
  ['…channel X { conductance = g\n<|>ion Cl -', 'reversal, open, q10'],
  // Ions.
  ['ion <|>', 'K +, Na +, Cl -, Ca 2+'],
  ['…ion <|>', 'Cl -, Ca 2+', 'K +, Na +'],
  ['ion Ca <|>', '2+', '+'],
  ['ion Ca 2<|>', '+'],
  ['ion Xy <|>', '+, -, 2+'],
  ['ion K + <|>', '{ in, out }'],
  ['ion K + { <|>', 'in, out, gamma_in, gamma_out'],
  ['ion K + { <|>, out = 4 mM }', 'in, gamma_in, gamma_out', 'out'],
  ['impermeant A -1.2 { <|> }', 'in, out', 'gamma_in'],
  ['ion K + { in = 140 mM <|> }', 'dynamic, out'],
  // Compartments.
  ['…compartment <|>', 'inside, outside'],
  ['…compartment inside { <|> }', 'volume, surface_to_volume, depth', 'fraction, bath'],
  ['…compartment outside { <|> }', 'volume, surface_to_volume, depth, fraction, tortuosity, bath', 'water'],
  ['…compartment outside { volume = 1 pL, <|> }', 'tortuosity, bath', 'depth'],
  ['…compartment outside { bath { <|> } }', 'K, Na, exchange'],
  ['…compartment outside { bath { K = 4 <|>, exchange = 1/s } }', 'mM', '/s'],
  ['…compartment outside { bath { K = 4 mM, exchange = 1<|> } }', '/ms, /s', 'mM'],
  // Arguments of the functions of the field.
  ['…let x = ghk(<|>)', 'K:, Na:', 'V'],
  ['…let x = ghk(K: 1, <|>)', 'Na:', 'K:'],
  ['…let x = ghk(K <|>', ':', 'in'],
  ['…let x = ghk(K: 1 <|>', 'cm/s', 'mV'],
  ['…let x = henderson(N<|>', 'K:, Na:'],
  ['…let x = nernst(<|>', 'K, Na'],
  ['…let x = nernst(1, 4 <|>', 'mM', 'mV'],
  ['…let x = free_energy(<|>)', 'K out, K in, Na out, Na in', 'half'],
  ['…let x = free_energy(K <|>', 'out, in', ':'],
  ['…let x = free_energy(K o<|>', 'out, in', ':'],
  ['…let x = free_energy(K out, <|>)', 'at', 'V'],
  ['…let x = free_energy(K out, at <|>)', 'half, K.E'],
  ['…let x = free_energy(K out, at -70 <|>)', 'mV', 'mM'],
  ['…let x = 2 * pmf(0.8, <|>', 'at', 'V'],
  ['…impermeant A - { in = 1 mM }\nlet x = donnan(K, <|>)', 'Na, A', 'K:'],
  ['…solution S { K 4 mM, Cl 4 mM }\nsolution B { K 9 mM, Cl 9 mM }\nlet x = junction(S, <|>)', 'B', 'V'],
  // Units.
  ['ion K + { in = 140 <|>', 'mM, uM, nM, M', 'mV, degC'],
  ['ion K + { in = 140<|>, out = 4 mM }', 'mM, uM'],
  ['ion K + { in = 140 m<|> }', 'mM', 'out'],
  ['membrane C { temperature = 37 <|> }', 'degC, K'],
  ['membrane C { capacitance = 1 <|> }', 'uF/cm^2'],
  ['…channel X { conductance = 0.1 <|>', 'mS/cm^2, S/m^2', 'mV'],
  ['…channel X { conductance = 0.1 mS/c<|>', 'mS/cm^2'],
  ['membrane C { temperature = 37 degC, capacitance = 30 pF }\nchannel X { conductance = 2 <|>', 'nS, pS'],
  ['…channel X { gate m { alpha = 0.1<|> } }', '/ms, /s, Hz'],
  ['…channel X { gate m { alpha = 0.1/<|> } }', '/ms, /s'],
  ['…channel X { gate m { alpha = 1/ms * linoid((V + 40 <|>', 'mV, V, uV', '/ms'],
  ['…channel X { gate m { alpha = 1/ms * linoid((V + 40 mV) / 10 <|>', 'mV, V, uV', '/ms'],
  ['…channel X { gate m { beta = 4/ms * exp(-(V - half) / 18 m<|>) } }', 'mV'],
  ['…channel X { gate m { inf = 1 / (1 + exp((V - half) / 5 <|>', 'mV'],
  ['…channel X { gate m { tau = 1 ms + 3 <|>', 'ms, s'],
  ['…channel X { q10 = 3 at 6.3 <|>', 'degC, K'],
  ['…let x = (T - 6.3 degC) / 10 <|>', 'K', 'degC'],
  ['…let x = half + 3 <|>', 'mV', 'ms'],
  ['…let x = g * (half - 3 <|>', 'mV', 'mS/cm^2'],
  ['…let x = max(3 ms, 4 <|>', 'ms', 'mV'],
  ['…let x = if V < 3 <|>', 'mV, V, uV, then'],
  ['…let x = if V < half then 3 ms else 4 <|>', 'ms', 'mV'],
  ['…let x = sqrt(4 mV^2) + 1 <|>', 'mV', 'ms'],
  ['…let x = K.in / 3 <|>', 'mM', 'mV'],
  ['…param p = 3 mV in 0 <|>', 'mV', 'ms'],
  ['…param p = 3 mV in 0 mV .. 5 <|>', 'mV', 'ms'],
  ['…pump P { current = 2 <|>', 'uA/cm^2'],
  ['…experiment E { inject 10 <|>', 'uA/cm^2'],
  ['…experiment E { inject 10 uA/cm^2 from 5 <|>', 'ms, s', 'mV'],
  ['…let x = m^2 <|>', ''],
  // Blocks.
  ['membrane Cell <|>', '{ temperature, capacitance, area }'],
  ['membrane Cell {\n  <|>\n}', 'temperature, capacitance, area, diameter'],
  ['membrane Cell {\n  area = 3 um^2\n  <|>\n}', 'temperature, capacitance', 'area, diameter'],
  ['…channel X <|>', 'conducts, permeates, { conductance }'],
  ['…channel X conducts <|>', 'K, Na', 'Cl'],
  [
    '…channel X conducts K {\n  <|>\n}',
    'conductance, current, reversal, count, unitary, open, q10, gate by alpha and beta',
  ],
  ['…channel X conducts K {\n  open = m^3 * h\n  gate <|>\n}', 'm, h'],
  ['…channel X { gate m { <|> } }', 'alpha, beta, inf, tau, half, slope, charge, q10'],
  ['…channel X { gate m { alpha = 1/ms, <|> } }', 'beta, charge, q10', 'tau, half'],
  ['…channel X { gate m { half = -20 mV, slope = 8 mV, <|> } }', 'tau, q10', 'charge, inf'],
  ['…channel X { gate m { inf = 1\n <|>', 'tau, q10', 'alpha, slope'],
  ['…channel X { q10 = 3 <|>', 'at'],
  // Pumps.
  ['…pump P { <|> }', 'current, rate, count, atp_energy, moves, uses'],
  ['…transporter P { <|> }', 'rate, count, current, moves', 'uses, atp_energy'],
  ['…solute glucose { in = 1 mM }\ntransporter P { moves 1 <|>', 'K, Na, glucose'],
  ['…ligand B { <|> }', 'in, out, charge'],
  ['…channel X { blocked <|>', 'by'],
  ['…ligand B { }\nchannel X { blocked by <|>', 'B, K, Na'],
  ['…ligand B { }\nchannel X { blocked by B.<|>', 'in, out'],
  ['…ligand B { }\nchannel X { blocked by B.in { <|> } }', 'Kd, delta'],
  ['…solute glucose { in = 1 mM }\nlet x = glucose.<|>', 'in, out, z'],
  ['…pump P { moves <|>', 'K, Na'],
  ['…pump P { moves 3 <|>', 'K, Na'],
  ['…pump P { moves 3 N<|>', 'K, Na'],
  ['…pump P { moves 3 Na <|>', 'out, in'],
  ['…pump P { moves 3 Na out, <|>', 'K, Na'],
  ['…pump P { moves 3 Na out, 2 K <|>', 'out, in'],
  ['…pump P { moves 3 Na out\n uses <|>', '1 ATP'],
  ['…pump P { moves 3 Na out\n uses 1 <|>', 'ATP'],
  ['…pump P { moves 3 Na out\n uses 1 ATP\n <|>', 'current', 'moves, uses'],
  // Values.
  ['…ion Cl - { in = <|>', '140 mM, K.in, K.out, Na.in, Na.out', 'V, t'],
  ['…channel X { conductance = <|> }', '0.1 mS/cm^2, g', 'X'],
  ['…channel X { reversal = <|> }', '-54.4 mV, half, K.E, Na.E, V'],
  ['…channel X { open = <|>, gate m { half = half } }', 'm^3 * h, m'],
  ['…channel X { gate m { tau = 1 ms * <|> } }', 'm, pi, K, Na, g, half', 'X'],
  ['…let x = K.<|>', 'in, out, E, z'],
  ['…impermeant A - { in = 3 mM }\nlet x = A.<|>', 'in, out, z', 'E'],
  ['…channel Nav { gate m { } }\nlet x = Nav.<|>', 'm, g, I, E, open'],
  ['…pump P { }\nlet x = P.<|>', 'I, rate, E, dG'],
  ['…let x = nobody.<|>', ''],
  ['…let x = 3 mV + <|>', 'half, K.E'],
  ['…param p = <|>', 'K, Na, g, half', 'V, t'],
  ['…param p = 3 mV <|>', 'in'],
  // Experiments.
  ['…experiment E { <|> }', 'duration, start, inject, plot'],
  ['…experiment E { inject 10 uA/cm^2 <|>', 'from, to'],
  ['…experiment E { inject 10 uA/cm^2 from 5 ms <|>', 'to', 'from'],
  ['…channel Nav { gate m { } }\nexperiment E { plot <|>', 'V, Nav.m, Nav.g, Nav.I, Nav.open, half'],
  ['…channel Nav { gate m { } }\nexperiment E { plot V | Nav.<|>', 'm, g, I, E, open'],
  ['…channel Nav { gate m { } }\nexperiment E { plot V, <|>', 'V, Nav.m'],
  ['…experiment E { plot V\n <|> }', 'duration, start, inject, plot', 'V'],
  // Nothing.
  ['// ion <|>', ''],
  ['/* ion <|> */', ''],
  ['ion K + { in = 1<|>40 mM }', ''],
  ['membrane <|>', ''],
  ['let <|>', ''],
];

describe('completion', () => {
  const server = useServer();

  async function complete(
    source: string,
    trigger?: string,
  ): Promise<{ document: TextDocument; items: CompletionItem[] }> {
    const { text, cursors } = marked(source.replace('…', base));
    const document = await server.client.open(text);
    const context = trigger === undefined ? { triggerKind: 1 } : { triggerKind: 2, triggerCharacter: trigger };
    const list = await document.askAt<CompletionList | null>('completion', cursors[0]!, { context });
    const items = (list?.items ?? []).toSorted((a, b) => (a.sortText! < b.sortText! ? -1 : 1));
    return { document: document.text, items };
  }

  const labels = (text: string): string[] => (text === '' ? [] : text.split(', '));

  /** A block's label has commas of its own. */
  const split = (text: string): string[] => (text.includes('{') ? text.split(/, (?![^{]*\})/) : labels(text));

  for (const [source, first, never = ''] of cases) {
    it(`${JSON.stringify(source)} offers ${first === '' ? 'nothing' : first}`, async () => {
      const { items } = await complete(source);
      const found = items.map(({ label }) => label);
      const expected = split(first);
      if (expected.length === 0) assert.deepEqual(found, []);
      assert.deepEqual(found.slice(0, expected.length), expected);
      for (const label of labels(never)) assert.ok(!found.includes(label), label);
      assert.equal(new Set(found).size, found.length, 'each label once');
      for (const { label, documentation } of items) assert.ok((documentation as MarkupContent).value.length > 2, label);
    });
  }

  it('what fits comes before what does not, functions last', async () => {
    const found = (await complete('…channel X { reversal = <|> }')).items.map(({ label }) => label);
    const at = (label: string): number => found.indexOf(label);
    assert.ok(at('half') < at('g') && at('K.E') < at('K') && at('V') < at('R') && at('g') < at('exp'));
  });

  describe('writes', () => {
    async function written(source: string, label: string): Promise<string> {
      const { document, items } = await complete(source);
      const item = items.find((entry) => entry.label === label)!;
      const edits = [item.textEdit as TextEdit, ...(item.additionalTextEdits ?? [])];
      return TextDocument.applyEdits(document, edits).replace(base, '…');
    }

    for (const [source, label, result] of [
      ['…let x = half + 3<|>', 'mV', '…let x = half + 3 mV'],
      ['…let x = half + 3 <|>', 'mV', '…let x = half + 3 mV'],
      ['…let x = half + 3 u<|>', 'mV', '…let x = half + 3 mV'],
      ['…channel X { gate m { alpha = 1 <|> } }', '/ms', '…channel X { gate m { alpha = 1/ms } }'],
      ['…channel X { gate m { alpha = 1/<|> } }', '/ms', '…channel X { gate m { alpha = 1/ms } }'],
      ['…channel X { conductance = 1 mS/c<|> }', 'mS/cm^2', '…channel X { conductance = 1 mS/cm^2 }'],
      ['ion K + { in = 140 mM <|> }', 'out', 'ion K + { in = 140 mM, out = ${1:4 mM} }'],
      ['ion K + { in = 140 mM ou<|> }', 'out', 'ion K + { in = 140 mM, out = ${1:4 mM} }'],
      ['ion K + { in = 140 mM, ou<|> }', 'out', 'ion K + { in = 140 mM, out = ${1:4 mM} }'],
      ['ion K + {\n  in = 140 mM\n  <|>\n}', 'out', 'ion K + {\n  in = 140 mM\n  out = ${1:4 mM}\n}'],
      ['ion C<|>', 'Ca 2+', 'ion Ca 2+ { in = ${1:100 nM}, out = ${2:1.5 mM} }'],
      ['ion C<|> { in = 1 mM }', 'Cl -', 'ion Cl - { in = 1 mM }'],
      ['…channel X conducts N<|>', 'Na', '…channel X conducts Na'],
      ['…let x = con<|>ductance', 'exp', '…let x = exp(${1:x})'],
      ['…pump P { moves 3 N<|> }', 'Na', '…pump P { moves 3 Na }'],
    ] as const) {
      it(`${label} at ${JSON.stringify(source)}`, async () => {
        assert.equal(await written(source, label), result);
      });
    }
  });

  it('what a declaration template writes is a model without errors', async () => {
    const { items } = await complete('…<|>');
    const plain = (item: CompletionItem): string =>
      (item.textEdit as TextEdit).newText.replace(/\$\{\d\|([^,|]*)[^}]*\}/g, '$1').replace(/\$\{\d:([^}]*)\}/g, '$1');
    // There is no file that could be imported or read.
    for (const item of items.filter(({ label }) => label !== 'import' && label !== 'data')) {
      const ions = item.label === 'ion' ? base.replace(/ion K.*\n/, '') : base;
      const uri = (await server.client.open(`${ions.replace('area', 'capacitance = 1 uF/cm^2, area')}${plain(item)}\n`))
        .uri;
      const { problems } = await server.client.request<{ problems: unknown[] }>('memb/compile', { uri });
      assert.deepEqual(problems, [], item.label);
    }
  });

  describe('by itself, on a space', () => {
    for (const source of [
      'ion <|>',
      '…channel X conducts <|>',
      '…let x = 3 <|>',
      '…channel X { conductance = <|>',
      '…pump P { moves 3 Na <|>',
    ]) {
      it(`offers at ${JSON.stringify(source)}`, async () => {
        assert.notDeepEqual((await complete(source, ' ')).items, []);
      });
    }
    for (const source of [
      '… <|>',
      '…ion Cl - { in = 3 mM <|>',
      '…channel X <|>',
      '…let x = 3 mV <|>',
      'membrane C { <|>',
    ]) {
      it(`is out of the way at ${JSON.stringify(source)}`, async () => {
        assert.deepEqual((await complete(source, ' ')).items, []);
      });
    }
    it('a decimal point opens no list', async () => {
      assert.deepEqual((await complete('…let x = 3.<|>', '.')).items, []);
    });
  });
});

describe('completion for an editor without snippets', () => {
  const server = useServer({ capabilities: {} });

  it('writes plain text', async () => {
    const document = await server.client.open('ion K + {  }');
    const { items } = await document.askAt<CompletionList>('completion', 10);
    const edit = items.find(({ label }) => label === 'in')!.textEdit as TextEdit;
    assert.equal(edit.newText, 'in = 140 mM');
    assert.ok(items.every(({ insertTextFormat }) => insertTextFormat === 1));
  });
});
