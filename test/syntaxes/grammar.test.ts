import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { tokenize } from './tokens.js';

/** Each line: text, then what some of its tokens must be. A token is given by its text; `#2` means the second such. */
const cases: readonly { readonly text: string; readonly expected: Readonly<Record<string, string>> }[] = [
  {
    text: 'membrane Neuron { temperature = 37 degC, capacitance = 1 uF/cm^2 }',
    expected: {
      membrane: 'keyword.declaration',
      Neuron: 'entity.name.class',
      temperature: 'variable.other.property',
      '37': 'constant.numeric',
      degC: 'keyword.other.unit',
      capacitance: 'variable.other.property',
      'uF/cm^2': 'keyword.other.unit',
    },
  },
  {
    text: 'ion Ca 2+ { in = 0.1 uM, out = 1.5 mM }',
    expected: {
      ion: 'keyword.declaration',
      Ca: 'entity.name.type',
      '2+': 'constant.numeric.charge',
      in: 'variable.other.property',
      out: 'variable.other.property',
      '0.1': 'constant.numeric',
      uM: 'keyword.other.unit',
    },
  },
  { text: 'ion HCO3 - { in = 14 mM }', expected: { HCO3: 'entity.name.type', '-': 'constant.numeric.charge' } },
  { text: 'ion K', expected: { ion: 'keyword.declaration', K: 'entity.name.type' } },
  {
    text: 'impermeant A -1.2 { in = 120 mM }',
    expected: { impermeant: 'keyword.declaration', A: 'entity.name.type', '-1.2': 'constant.numeric.charge' },
  },
  {
    text: 'channel Nav conducts Na { open = m^3 * h }',
    expected: {
      channel: 'keyword.declaration',
      Nav: 'entity.name.function',
      conducts: 'keyword.other',
      Na: 'entity.name.type',
      open: 'variable.other.property',
      m: 'variable.other',
      h: 'variable.other',
      '*': 'keyword.operator.arithmetic',
    },
  },
  {
    text: 'blocked by spermine.in { Kd = 5 uM, delta = 0.4 }',
    expected: {
      blocked: 'keyword.other',
      by: 'keyword.other',
      spermine: 'entity.name.type',
      in: 'variable.other.property',
      Kd: 'variable.other.property',
      uM: 'keyword.other.unit',
    },
  },
  {
    text: 'transporter KCC2 { moves 1 K out, 1 Cl out }',
    expected: {
      transporter: 'keyword.declaration',
      KCC2: 'entity.name.function',
      moves: 'keyword.other',
      Cl: 'entity.name.type',
    },
  },
  { text: 'solute glucose { in = 1 mM }', expected: { solute: 'keyword.declaration', glucose: 'entity.name.type' } },
  {
    text: 'gate n { half = -20 mV charge = 4 }',
    expected: {
      gate: 'keyword.declaration',
      n: 'variable.other.gate',
      '20': 'constant.numeric',
      mV: 'keyword.other.unit',
      charge: 'variable.other.property',
    },
  },
  {
    text: 'alpha = 0.07/ms * exp(-(V + 65 mV) / 20 mV)',
    expected: {
      '/ms': 'keyword.other.unit',
      exp: 'entity.name.function',
      V: 'support.constant',
      '/': 'keyword.operator.arithmetic',
      'mV#2': 'keyword.other.unit',
    },
  },
  { text: 'x = 0.07 / m', expected: { '/': 'keyword.operator.arithmetic', m: 'variable.other' } },
  {
    text: 'q10 = 3 at 6.3 degC',
    expected: { '3': 'constant.numeric', at: 'keyword.other', degC: 'keyword.other.unit' },
  },
  {
    text: 'pump NaK { moves 3 Na out, 2 K in; uses 1 ATP; current = 2 pA }',
    expected: {
      NaK: 'entity.name.function',
      moves: 'keyword.other',
      '3': 'constant.numeric',
      Na: 'entity.name.type',
      out: 'keyword.other.direction',
      K: 'entity.name.type',
      in: 'keyword.other.direction',
      uses: 'keyword.other',
      ATP: 'support.type',
      current: 'variable.other.property',
      pA: 'keyword.other.unit',
    },
  },
  {
    text: 'moves 3 Na out,\n  2 K in\n  current = 2 pA',
    expected: { K: 'entity.name.type', in: 'keyword.other.direction', current: 'variable.other.property' },
  },
  {
    text: 'param P_K = 1.0e-6 cm/s in 0 .. 5e-6 cm/s',
    expected: {
      param: 'keyword.declaration',
      P_K: 'variable.other.constant',
      '1.0e-6': 'constant.numeric',
      'cm/s': 'keyword.other.unit',
      in: 'keyword.other',
      '0': 'constant.numeric',
      '..': 'keyword.operator.range',
    },
  },
  {
    text: 'param x = 1 in 0..5',
    expected: { '0': 'constant.numeric', '..': 'keyword.operator.range', '5': 'constant.numeric' },
  },
  {
    text: 'let y = if K.in < 5 mM and not a then RT_F else linoid(T)',
    expected: {
      let: 'keyword.declaration',
      if: 'keyword.control',
      K: 'variable.other.object',
      in: 'variable.other.property',
      '<': 'keyword.operator.comparison',
      and: 'keyword.operator.logical',
      not: 'keyword.operator.logical',
      then: 'keyword.control',
      RT_F: 'support.constant',
      else: 'keyword.control',
      linoid: 'entity.name.function',
      T: 'support.constant',
    },
  },
  {
    text: 'experiment Spikes { inject 10 uA/cm^2 from 5 ms to 95 ms\n plot V | Nav.I, Nav.m }',
    expected: {
      experiment: 'keyword.declaration',
      Spikes: 'entity.name.class',
      inject: 'keyword.other',
      'uA/cm^2': 'keyword.other.unit',
      from: 'keyword.other',
      to: 'keyword.other',
      plot: 'keyword.other',
      V: 'support.constant',
      '|': 'punctuation.separator.pane',
      Nav: 'variable.other.object',
      I: 'variable.other.property',
    },
  },
  {
    text: 'let δ = 2 µF/cm² + 20 °C + 5 %',
    expected: {
      δ: 'variable.other.constant',
      'µF/cm²': 'keyword.other.unit',
      '°C': 'keyword.other.unit',
      '%': 'keyword.other.unit',
    },
  },
  { text: 'let a = 3 mM^(1/2) - 2 m^-1', expected: { 'mM^(1/2)': 'keyword.other.unit', 'm^-1': 'keyword.other.unit' } },
  {
    text: 'let ring = 2 mM.cm^2/uA/ms',
    expected: { ring: 'variable.other.constant', 'mM.cm^2/uA/ms': 'keyword.other.unit' },
  },
  { text: 'let engaged = 1 // ion K +', expected: { engaged: 'variable.other.constant', 'ion K +': 'comment.line' } },
  { text: '/* ion */ let x = 1', expected: { ion: 'comment.block.memb', let: 'keyword.declaration' } },
  {
    text: '/** See doi:10.1113/jphysiol.1949.sp004310 */',
    expected: { See: 'comment.block.documentation', 'doi:10.1113/jphysiol.1949.sp004310': 'markup.underline.link' },
  },
  { text: '/**/ ion K +', expected: { ion: 'keyword.declaration' } },
];

describe('TextMate grammar', () => {
  for (const { text, expected } of cases) {
    it(text, async () => {
      const tokens = await tokenize(text);
      for (const [wanted, scope] of Object.entries(expected)) {
        const [, word = '', nth = '1'] = /^(.*?)(?:#(\d+))?$/.exec(wanted) ?? [];
        const token = tokens.filter((candidate) => candidate.text === word)[Number(nth) - 1];
        assert.ok(token, `no token "${word}" in ${tokens.map((t) => `[${t.text}]`).join('')}`);
        assert.ok(
          token.scopes.some((name) => name === scope || name.startsWith(`${scope}.`)),
          `"${word}" is ${token.scopes.join(' ')}, wanted ${scope}`,
        );
      }
    });
  }

  it('knows every keyword of the language', async () => {
    const grammar = readFileSync('language/memb.langium', 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    const rules = grammar.slice(grammar.indexOf('entry '));
    const keywords = new Set([...rules.matchAll(/'([A-Za-z]\w*)'/g)].map((match) => match[1]!));
    assert.ok(keywords.size > 15, `found only ${[...keywords].join(' ')}`);
    for (const keyword of keywords) {
      const [token] = await tokenize(keyword);
      assert.match(token?.scopes.at(-1) ?? '', /^keyword\./, `${keyword} is not coloured as a keyword`);
    }
  });

  it('leaves no word of the examples without a scope', async () => {
    for (const file of readdirSync('media/examples').filter((name) => name.endsWith('.memb'))) {
      for (const { text, scopes } of await tokenize(readFileSync(`media/examples/${file}`, 'utf8'))) {
        assert.ok(scopes.length > 0 || /^[{}()\s]+$/.test(text), `${file}: "${text}" has no scope`);
      }
    }
  });
});
