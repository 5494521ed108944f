/** Texts nobody writes but everybody's editor may hold for a moment: each gets a clear answer, and gets it soon. */
import assert from 'node:assert/strict';
import { issueCodes } from '../../language/semantics/issues.js';
import { evaluate } from '../../language/model/evaluate.js';
import { build, Compilations, diagnose } from './diagnose.js';

const MEMBRANE = 'membrane Cell { temperature = 37 degC }\n';
const MANY = 10_000;

/** `code message` of everything said. */
async function findings(text: string): Promise<string[]> {
  return (await diagnose(text)).map(({ code, message }) => `${code} ${message}`);
}

async function assertSingle(text: string, code: string, words: RegExp): Promise<void> {
  const said = await findings(text);
  assert.equal(said.length, 1, said.slice(0, 3).join('\n'));
  assert.ok(said[0]!.startsWith(`${code} `), said[0]);
  assert.match(said[0]!, words);
  assert.ok(said[0]!.length < 300, `${said[0]!.length} characters`);
}

const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

/** ms of computing, whatever else the machine does. */
async function effort(text: string): Promise<number> {
  const before = process.cpuUsage();
  await build(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('language: extreme texts', () => {
  it('a file of 5 MB', async () => {
    await assertSingle('let a = 1 mV\n'.repeat(400_000), 'syntax.limit', /5\.2 million characters.*up to 1 million/);
  });

  const nests = /nested deeper than Memb reads/;
  const long = /more than 500 operators/;
  const nested: readonly (readonly [string, string, string, RegExp])[] = [
    ['parentheses', `let a = ${'('.repeat(MANY)}1${')'.repeat(MANY)}`, 'syntax.limit', nests],
    ['signs', `let a = ${'-'.repeat(MANY)}1`, 'syntax.limit', nests],
    ['signs and parentheses', `let a = ${'-('.repeat(MANY)}1${')'.repeat(MANY)}`, 'syntax.limit', nests],
    ['powers', `let a = 1${'^1'.repeat(MANY)}`, 'syntax.limit', nests],
    ['not', `let a = ${'not '.repeat(MANY)}1 < 2`, 'syntax.limit', nests],
    ['if', `let a = ${'if 1 < 2 then 1 else '.repeat(MANY)}1`, 'syntax.limit', nests],
    ['if with calls', `let a = ${'if 1 < 2 then min(1, 2) else '.repeat(MANY)}1`, 'syntax.limit', nests],
    ['conditions of conditions', `let a = ${'if '.repeat(MANY)}`, 'syntax.limit', nests],
    ['calls', `let a = ${'exp('.repeat(MANY)}1${')'.repeat(MANY)}`, 'syntax.limit', nests],
    ['arguments', `let a = ${'min(1, '.repeat(MANY)}1${')'.repeat(MANY)}`, 'syntax.limit', nests],
    ['braces', `channel C ${'{ '.repeat(MANY)}`, 'syntax.limit', nests],
    ['sums', `let a = 1${' + 1'.repeat(MANY)}`, 'syntax.limit', long],
    ['products', `let a = 1${' * 1'.repeat(MANY)}`, 'syntax.limit', long],
    ['conditions', `let a = 1 < 2${' and 1 < 2'.repeat(MANY)}`, 'syntax.limit', long],
    ['sums in parentheses', `let a = ${'('.repeat(30)}1${`${' + 1'.repeat(400)})`.repeat(30)}`, 'syntax.limit', long],
    [
      'sums in arguments',
      `let a = ${'min('.repeat(30)}1${`${' + 1'.repeat(400)}, 1)`.repeat(30)}`,
      'syntax.limit',
      long,
    ],
  ];
  for (const [name, text, code, words] of nested) {
    it(`${MANY} nested or chained ${name}`, () => assertSingle(MEMBRANE + text, code, words));
  }

  it('what is below the limits is read: 30 brackets, 90 conditionals, 450 operators', async () => {
    assert.deepEqual(await findings(`${MEMBRANE}let a = ${'('.repeat(30)}1${')'.repeat(30)}${' + 1'.repeat(450)}`), []);
    const branches = Array.from({ length: 90 }, (_, i) => `if V < ${i} mV then min(1, 2) else `).join('');
    assert.deepEqual(await findings(`${MEMBRANE}let a = ${branches}1`), []);
    assert.deepEqual(
      await findings(`${MEMBRANE}let a = ${'-2 * '.repeat(200)}1\nlet b = ${'V^2 / V * '.repeat(150)}1`),
      [],
    );
  });

  it('what is below the limits and never closed', async () => {
    const beginnings = ['(', 'min(1, ', 'exp(', 'if ', 'if 1 < 2 then ', 'if 1 < 2 then 1 else ', '-', '1^', 'not '];
    for (const beginning of beginnings) {
      for (const count of [30, 90]) {
        const text = `${MEMBRANE}let a = ${beginning.repeat(count)}`;
        for (const end of ['', '1', '\nlet b = 1']) await assert.doesNotReject(findings(text + end));
      }
    }
  });

  it('a limit in one declaration leaves the others alive', async () => {
    const text = `${MEMBRANE}let a = ${'('.repeat(MANY)}1\nlet b = a + 1\nlet c = 3 mv`;
    assert.deepEqual(
      (await diagnose(text)).map(({ code }) => code),
      ['syntax.limit', 'unit.unknown'],
    );
  });

  it('a chain of 5000 lets, in either order, with its value', async () => {
    const links = Array.from({ length: 5000 }, (_, i) => `let a${i + 1} = a${i} + p`);
    const text = `${MEMBRANE}param p = 1\nlet a0 = p\n`;
    for (const chain of [links, links.toReversed()]) {
      const document = await build(`${text}${chain.join('\n')}\nparam q = a5000`);
      assert.deepEqual(document.diagnostics, []);
      const model = Compilations.compilation(document).model!;
      assert.equal(model.parameters.find(({ name }) => name === 'q')!.value, 5001);
      const last = model.values.find(({ name }) => name === 'a5000')!;
      assert.equal(
        evaluate(
          model.graph,
          last.node,
          model.symbols.map(() => 1),
        ),
        5001,
      );
    }
  });

  it('a circle of 5000 lets, and a chain of 5000 channels', async () => {
    const circle = lines(5000, (i) => `let a${i} = a${(i + 1) % 5000} + 1`);
    const [said, ...others] = await findings(MEMBRANE + circle);
    assert.match(said!, /^(name\.cycle|syntax\.limit) /);
    assert.ok(said!.length < 300);
    assert.deepEqual(others, []);
    const channels = lines(5000, (i) => `channel c${i} { conductance = 1 nS, reversal = c${i + 1}.E }`);
    const end = 'channel c5000 { conductance = 1 nS, reversal = -60 mV }';
    const codes = new Set((await diagnose(`${MEMBRANE}${channels}\n${end}`)).map(({ code }) => code));
    assert.ok(
      [...codes].every((code) => code === 'syntax.limit'),
      [...codes].join(),
    );
  });

  // Ratios of times within one run; a neighbour on the machine can still spoil one.
  it(`${MANY} declarations in time proportional to their number`, async () => {
    const text = (count: number): string => `${MEMBRANE}let a = 1\n${lines(count, (i) => `let b${i} = a + ${i}`)}`;
    await effort(text(1000));
    const small = await effort(text(2000));
    const large = await effort(text(MANY));
    assert.ok(large < 12 * small, `${small} ms for 2000, ${large} ms for ${MANY}`);
  }).retries(2);

  it('thousands of unknown names in time proportional to their number', async () => {
    const text = (count: number): string => MEMBRANE + lines(count, (i) => `let a${i} = b${i}`);
    await effort(text(500));
    const small = await effort(text(1000));
    const large = await effort(text(4000));
    assert.ok(large < 12 * small, `${small} ms for 1000, ${large} ms for 4000`);
  }).retries(2);

  it('nothing, white space, comments alone', async () => {
    for (const text of ['', ' \n\t\r\n', '\uFEFF', '// a comment', '/* a comment */', '/** a comment */\n// another']) {
      assert.deepEqual(await findings(text), [], JSON.stringify(text));
    }
    assert.deepEqual(await findings(`${'/* x */\n'.repeat(100_000)}${MEMBRANE}`), []);
  });

  it('a lone word', async () => {
    for (const word of [
      'membrane',
      'ion',
      'impermeant',
      'compartment',
      'channel',
      'pump',
      'param',
      'let',
      'experiment',
    ]) {
      await assertSingle(word, 'syntax.unexpected', /Expected a name before the end of the file/);
      const [said] = await findings(`${MEMBRANE}${word} 5`);
      assert.match(said!, /^syntax.unexpected Expected a name, found `5`/);
    }
    const codes = (await diagnose('ion K')).map(({ code }) => code);
    assert.deepEqual(codes, ['membrane.missing', 'ion.charge-missing']);
  });

  it('a comment that never ends', async () => {
    await assertSingle(`${MEMBRANE}let a = b /* to be`, 'syntax.comment', /never ends/);
    await assertSingle(`/*${MEMBRANE}`, 'syntax.comment', /never ends/);
  });

  it('Windows line ends and a byte order mark', async () => {
    const text = `/** Doc. */\n${MEMBRANE}// rest\nion K + { in = 140 mM\n out = 4 mM }\nlet a = K.E /* to\nbe */ + 1 mV\n`;
    assert.deepEqual(await findings(text.replaceAll('\n', '\r\n')), []);
    assert.deepEqual(await findings(`\uFEFF${text}`), []);
    const [wrong] = await diagnose(`\uFEFF${MEMBRANE.trim()}\r\nlet a = 3 mv\r\n`);
    assert.deepEqual(wrong!.range, { start: { line: 1, character: 10 }, end: { line: 1, character: 12 } });
  });

  it('names in Greek, Cyrillic, Chinese; accents and subscripts', async () => {
    for (const name of ['α', 'τ_m', 'Δψ', 'калий', '名', 'é', 'naïve', 'V₁', 'µ', 'Ångström', '나트륨', 'カリウム']) {
      assert.deepEqual(await findings(`${MEMBRANE}let ${name} = 1\nlet b = 2 * ${name}`), [], name);
    }
  });

  it('micro, ohm and degree in each of their spellings', async () => {
    const same = ['5 uV', '5 \u00B5V', '5 \u03BCV'].join(' + ');
    const ohms = ['1 ohm', '1 \u03A9', '1 \u2126', '1 Ohm'].join(' + ');
    const squares = ['1 m^2', '1 m²'].join(' + ');
    const text = `let a = ${same}\nlet b = ${ohms}\nlet c = ${squares}\nlet d = 37 °C - 37 degC\nlet e = 5\u00A0mV`;
    assert.deepEqual(await findings(MEMBRANE + text), []);
  });

  const signs: readonly (readonly [string, RegExp])[] = [
    ['let a = −5 mV', /write `-`/],
    ['let a = 2 × 3', /write `\*`/],
    ['let a = １２ mV', /write `12`/],
    ['let a = exp（1)', /write `\(`/],
    ['let m = 3\nlet a = m²', /write `\^2`/],
    ['let a = 1 ≤ 2', /write `<=`/],
    ['let a = 5 🙂', /`🙂` cannot stand/],
    ['let 🙂 = 5', /`🙂` cannot stand/],
    ['let a = \0', /`U\+0000` cannot stand/],
    ['let a = \uD800', /`U\+D800` cannot stand/],
    ['let a = 1\u200B', /`U\+200B` cannot stand/],
    ['let a = "x', /`"` begins must end/],
    [`let a = ${'@'.repeat(5000)}`, /`@{20}…` cannot stand/],
  ];
  for (const [text, words] of signs) {
    it(`a sign that is not read: ${JSON.stringify(text.slice(0, 30))}`, async () => {
      const [first, ...others] = await findings(MEMBRANE + text);
      assert.match(first!, words);
      assert.ok(
        others.every((said) => said.startsWith('syntax.character')),
        others.join('\n'),
      );
    });
  }

  const numbers: readonly (readonly [string, string | number])[] = [
    ['1.', 1],
    ['.5', 0.5],
    ['1e3', 1000],
    ['1.5E-3', 0.0015],
    ['007', 7],
    ['0e999', 0],
    ['1e999', 'number.range'],
    ['1e-999', 'number.range'],
    ['1'.repeat(100_000), 'number.range'],
    ['1..2', 'syntax.unexpected'],
    ['1.2.3', 'syntax.unexpected'],
    ['0x10', 'unit.unknown'],
    ['1_000', 'unit.unknown'],
    ['1e', 'unit.unknown'],
    ['1 000', 'syntax.unexpected'],
    [`1 ${'m'.repeat(100_000)}`, 'unit.unknown'],
    [`1 m^${'9'.repeat(100_000)}`, 'unit.unknown'],
  ];
  for (const [number, expected] of numbers) {
    it(`the number ${number.slice(0, 20)}`, async () => {
      const document = await build(`${MEMBRANE}let a = ${number}`);
      const said = document.diagnostics!.map(({ code, message }) => `${code} ${message}`);
      assert.ok(said.every((entry) => entry.length < 300));
      if (typeof expected === 'string') return assert.match(said.join('\n'), new RegExp(`^${expected} [^\n]*$`));
      assert.deepEqual(said, []);
      const { model } = Compilations.compilation(document);
      return assert.equal(evaluate(model!.graph, model!.values[0]!.node, []), expected);
    });
  }

  it('codes are all known', async () => {
    const known: ReadonlySet<unknown> = new Set(issueCodes);
    const junk = Array.from({ length: 500 }, (_, i) => String.fromCodePoint(33 + ((i * 7919) % 94))).join('');
    for (const text of [junk, [...junk].join(' '), `${MEMBRANE}${junk}`]) {
      for (const { code } of await diagnose(text)) assert.ok(known.has(code));
    }
  });
});
