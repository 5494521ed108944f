/** What expressions and files mean: precedence, functions, units, order, scope. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { EmptyFileSystem, URI } from 'langium';
import { evaluate } from '../../language/model/evaluate.js';
import { TIME, VOLTAGE, type Model } from '../../language/model/model.js';
import { createMembServices } from '../../language/memb-module.js';
import { functions } from '../../language/semantics/functions.js';
import { randomNumbers } from '../random.js';
import { build } from './diagnose.js';
import { letsOf, MEMBRANE, modelOf, valueOf } from './values.js';

/** Lets of one file, each with what it must come to. */
async function assertValues(
  cases: readonly (readonly [string, number])[],
  declarations = '',
  V?: number,
): Promise<void> {
  const lets = cases.map(([expression], i) => `let case${i} = ${expression}`).join('\n');
  const values = letsOf(await modelOf(`${MEMBRANE}${declarations}\n${lets}`), V);
  for (const [i, [expression, expected]] of cases.entries()) assert.equal(values[`case${i}`], expected, expression);
}

const truth = (condition: string): string => `if ${condition} then 1 else 0`;

describe('language: precedence', () => {
  it('of arithmetic', () =>
    assertValues([
      ['2^3^2', 512],
      ['(2^3)^2', 64],
      ['-2^2', -4],
      ['(-2)^2', 4],
      ['10^-3', 1e-3],
      ['2^-1^2', 0.5],
      ['2^-2^-1', 2 ** -(2 ** -1)],
      ['-2^-2', -0.25],
      ['2/3/4', 2 / 3 / 4],
      ['24/2*3', 36],
      ['10 - 4 - 3', 3],
      ['10 - (4 - 3)', 9],
      ['2 + 3 * 4', 14],
      ['(2 + 3) * 4', 20],
      ['2 * 3^2', 18],
      ['-3 + 5', 2],
      ['2 * -3', -6],
      ['2 - -3', 5],
      ['--3', 3],
      ['+3 - +4', -1],
      ['2 * -3^2', -18],
      ['6 / 2 * (1 + 2)', 9],
    ]));

  it('of comparisons and logic', () =>
    assertValues([
      [truth('1 + 1 < 3'), 1],
      [truth('1 < 2 and 2 < 3'), 1],
      [truth('1 < 2 and 3 < 2'), 0],
      [truth('1 < 2 or 3 < 2 and 5 < 4'), 1],
      [truth('(1 < 2 or 3 < 2) and 5 < 4'), 0],
    ]));

  it('of not: it takes what stands in parentheses after it', async () => {
    await assertValues([
      [truth('not (1 < 2)'), 0],
      [truth('not (2 < 1) and 1 < 2'), 1],
      [truth('not not (1 < 2)'), 1],
    ]);
  });

  it('of every comparison, at and beside equality', () =>
    assertValues(
      (
        [
          ['<', [1, 0, 0]],
          ['<=', [1, 1, 0]],
          ['>', [0, 0, 1]],
          ['>=', [0, 1, 1]],
          ['==', [0, 1, 0]],
          ['!=', [1, 0, 1]],
        ] as const
      ).flatMap(([operator, results]) =>
        [1, 2, 3].map((left, i): [string, number] => [truth(`${left} mV ${operator} 2 mV`), results[i]!]),
      ),
    ));

  it('of if: it reaches as far as it can', () =>
    assertValues([
      ['if 1 < 2 then 3 else 4 + 10', 3],
      ['if 2 < 1 then 3 else 4 + 10', 14],
      ['(if 1 < 2 then 3 else 4) + 10', 13],
      ['if 2 < 1 then 1 else if 2 < 1 then 2 else 3', 3],
      ['if 1 < 2 then if 2 < 1 then 1 else 2 else 3', 2],
    ]));
});

describe('language: functions', () => {
  const points = [-2.5, -1, -0.3, 0, 1e-9, 0.4, 1, 3.7];
  const expected: Readonly<Record<string, (x: number) => number>> = {
    exp: Math.exp,
    ln: Math.log,
    log10: Math.log10,
    sqrt: Math.sqrt,
    abs: Math.abs,
    floor: Math.floor,
    ceil: Math.ceil,
    sin: Math.sin,
    cos: Math.cos,
    tan: Math.tan,
    asin: Math.asin,
    acos: Math.acos,
    atan: Math.atan,
    sinh: Math.sinh,
    cosh: Math.cosh,
    tanh: Math.tanh,
    exprel: (x) => (x === 0 ? 1 : Math.expm1(x) / x),
    linoid: (x) => (x === 0 ? 1 : -x / Math.expm1(-x)),
    boltzmann: (x) => 1 / (1 + Math.exp(-x)),
    sign: Math.sign,
    step: (x) => (x >= 0 ? 1 : 0),
  };

  for (const [name, f] of Object.entries(expected)) {
    it(name, async () => {
      for (const x of points) {
        // V carries the argument, so that what runs is the evaluator and not the folding of constants.
        const actual = await valueOf(`${name}(V / 1 V)`, '', x);
        const wanted = f(x);
        if (Number.isNaN(wanted)) assert.ok(Number.isNaN(actual), `${name}(${x}) = ${actual}`);
        else {
          const near = actual === wanted || Math.abs(actual - wanted) <= 4e-15 * Math.abs(wanted);
          assert.ok(near, `${name}(${x}) = ${actual}, not ${wanted}`);
        }
      }
    });
  }

  it('min and max take two or more', () =>
    assertValues([
      ['min(3, 2)', 2],
      ['max(3, 2)', 3],
      ['min(3 mV, 2 mV, -1 mV, 5 mV)', -0.001],
      ['max(3, 7, 5, 6)', 7],
    ]));

  it('are all tested here', () => {
    const tested = new Set([...Object.keys(expected), 'min', 'max']);
    assert.deepEqual(
      [...functions.values()].filter(({ name, rule }) => rule !== 'field' && !tested.has(name)),
      [],
    );
  });

  it('keep, take the root of, or drop dimensions', () =>
    assertValues([
      ['abs(-5 mV) + 0 V', 0.005],
      ['sqrt(9 mV^2) + 0 V', 0.003],
      ['step(-5 mV) + 1', 1],
      ['(4 mV^2)^(1/2) + 0 V', 0.002],
      ['(8 mV^3)^(1/3) / 1 mV', 8e-9 ** (1 / 3) / 1e-3],
    ]));
});

describe('language: units', () => {
  /** Texts that mean one double. */
  const same: readonly (readonly string[])[] = [
    [
      '1e-6 M',
      '0.000001 M',
      '1 uM',
      '1 µM',
      '1 μM',
      '1 umol/L',
      '1e-6 mol/L',
      '.001 mM',
      '0.001 mol.m^-3',
      '0.001 mol/m^3',
    ],
    ['5 Hz', '5/s', '5 s^-1', '5 s⁻¹', '0.005 kHz', '0.005/ms'],
    ['3 mS', '3 mmho', '0.003 S', '3e-3 mho', '3 mohm^-1 * 1e-6'],
    ['2 uA/uF', '2 V/s', '2 mV/ms', '2 A/F'],
    ['1 cm^2', '1 cm²', '100 mm^2', '1e-4 m^2'],
    ['120 mS/cm^2', '0.12 S/cm^2', '1200 S/m^2', '120 mS.cm^-2', '120 mS·cm⁻²'],
    ['37 degC', '37 °C', '310.15 K'],
    ['50 %', '0.5'],
    ['1 min', '60 s', '6e4 ms'],
    ['2 J/C', '2 V', '2 W/A'],
    ['-65 mV', '-(65 mV)', '-0.065 V', '-65e3 uV'],
  ];
  for (const texts of same) {
    it(texts.slice(0, 4).join(' = '), async () => {
      const values = letsOf(await modelOf(MEMBRANE + texts.map((text, i) => `let a${i} = ${text}`).join('\n')));
      const [first] = Object.values(values);
      for (const [i, text] of texts.entries()) {
        const value = values[`a${i}`]!;
        assert.ok(Math.abs(value / first! - 1) < 1e-15, `${text} is ${value}, not ${first}`);
      }
    });
  }

  it('divide with a slash that touches them, and names with one that does not', () =>
    assertValues(
      [
        ['0.1/ms * 1 s', 100],
        ['0.5 / m', 0.25],
        ['0.5 / ms', 0.1],
        ['2 / m / m', 0.5],
      ],
      'let m = 2\nlet ms = 5',
    ));

  it('do not compete with names: K is potassium and kelvin, m a gate and the metre', async () => {
    const text = `ion K + { in = 140 mM, out = 4 mM }
      channel C conducts K { conductance = 1 nS, open = m^3, gate m { half = -20 mV, slope = 5 mV } }
      let s = 2
      let h = 3`;
    await assertValues(
      [
        ['K.out / 1 mM + 310 K / 1 K', 314],
        ['2 s / 1 s * s', 4],
        ['1 h / 1 min * h', 180],
        ['2 m / 1 m', 2],
      ],
      text,
    );
  });
});

describe('language: files', () => {
  /** Everything a model computes at one point, by name. */
  function numbersOf(model: Model): Map<string, number> {
    const symbols = new Float64Array(model.symbols.length);
    for (const { symbol, value } of model.parameters) symbols[symbol] = value;
    for (const [i, { name }] of model.states.entries())
      symbols[model.states[i]!.symbol] = 0.1 + 0.7 / (1 + name.length);
    symbols[VOLTAGE] = -0.043;
    symbols[TIME] = 0.001;
    const nodes: [string, number | undefined][] = [
      ['temperature', model.temperature],
      ['capacitance', model.capacitance],
      ...model.values.map(({ name, node }): [string, number] => [name, node]),
      ...model.ions.map(({ name, reversal }): [string, number | undefined] => [`${name}.E`, reversal]),
      ...model.pathways.map(({ name, current }): [string, number] => [`${name}.I`, current]),
      ...model.states.map(({ name, rate }): [string, number] => [`d${name}`, rate]),
    ];
    const placed = nodes.filter((entry): entry is [string, number] => entry[1] !== undefined);
    return new Map(placed.map(([name, node]) => [name, evaluate(model.graph, node, symbols)]));
  }

  it('mean the same in any order of their declarations', async () => {
    const next = randomNumbers(7);
    for (const name of readdirSync('media/examples').filter((entry) => entry.endsWith('.memb'))) {
      const text = readFileSync(`media/examples/${name}`, 'utf8');
      const document = await build(text);
      const pieces = (document.parseResult.value as unknown as { declarations: { $cstNode: { text: string } }[] })
        .declarations;
      const model = await modelOf(text);
      const wanted = numbersOf(model);
      for (let round = 0; round < 5; round++) {
        const shuffled = pieces
          .map((piece) => ({ text: piece.$cstNode.text, key: next() }))
          .sort((a, b) => a.key - b.key)
          .map((piece) => piece.text);
        const other = await modelOf(shuffled.join('\n'));
        assert.equal(other.basis, model.basis);
        const found = numbersOf(other);
        assert.deepEqual([...found.keys()].sort(), [...wanted.keys()].sort());
        for (const [key, value] of wanted) {
          assert.ok(Math.abs(found.get(key)! - value) <= 1e-12 * Math.abs(value), `${name} ${key}`);
        }
      }
    }
  });

  it('do not see each other’s names', async () => {
    const { shared } = createMembServices(EmptyFileSystem);
    const { LangiumDocumentFactory, LangiumDocuments, DocumentBuilder } = shared.workspace;
    const texts = [
      `${MEMBRANE}ion K + { in = 140 mM, out = 4 mM }\nlet shared = 3 mV\nparam p = 2\nchannel C conducts K { conductance = 1 nS }`,
      `${MEMBRANE}let a = shared\nlet b = p\nlet c = K.E\nlet d = C.I\nchannel L conducts K { conductance = 1 nS }`,
      `${MEMBRANE}let shared = 5 s\nlet a = shared / 1 s`,
    ];
    const documents = texts.map((text, i) => LangiumDocumentFactory.fromString(text, URI.parse(`memory:/${i}.memb`)));
    for (const document of documents) LangiumDocuments.addDocument(document);
    await DocumentBuilder.build(documents, { validation: true });
    const [first, second, third] = documents.map((document) => document.diagnostics!.map(({ code }) => code));
    assert.deepEqual([first, third], [[], []]);
    assert.deepEqual(second, ['name.unknown', 'name.unknown', 'name.unknown', 'name.unknown', 'ion.undeclared']);
  });

  it('may hold a gate, a let and an ion of one name, each found where it is meant', async () => {
    const text = `ion m + { in = 1 mM, out = 10 mM }
      channel C conducts m { conductance = 1 nS, open = m, gate m { inf = 0.25 } }
      let open = C.open
      let outside = m.out`;
    const values = letsOf(await modelOf(MEMBRANE + text));
    assert.deepEqual(values, { open: 0.25, outside: 10 });
  });
});
