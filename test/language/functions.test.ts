/** Functions that a file declares: what calls come to, what a body may see, and what functions are found to take. */
import assert from 'node:assert/strict';
import { AstUtils } from 'langium';
import type { File } from '../../language/generated/ast.js';
import { isFunctionLet } from '../../language/semantics/lets.js';
import { displayUnit } from '../../language/units/display.js';
import { build, Compilations, diagnose } from './diagnose.js';
import { letsOf, MEMBRANE, modelOf, valueOf } from './values.js';

const K = 'ion K + { in = 140 mM, out = 4 mM }\n';

/** `mV → /s`, as the editor shows it; `?` where several kinds fit. */
async function typeOf(declaration: string): Promise<string> {
  const document = await build(`${MEMBRANE}${K}${declaration}\n`);
  const file = document.parseResult.value as File;
  const node = file.declarations.find(isFunctionLet)!;
  const type = Compilations.compilation(document).functionType(node);
  if (type === undefined) return 'none';
  const [result, ...parameters] = [type.result, ...type.parameters].map((one) => {
    if (one === undefined) return '?';
    return one.kind === 'truth' ? 'condition' : displayUnit(one.dimension) || '1';
  });
  return `${parameters.join(', ')} → ${result}`;
}

describe('language: declared functions', () => {
  it('come to what their body comes to', async () => {
    const f = 'let f(x) = if x < -40 mV then 1 else exp(-(x + 40 mV) / 5 mV)';
    assert.equal(await valueOf('f(-60 mV)', f), 1);
    assert.equal(await valueOf('f(-35 mV)', f), Math.exp(-(-0.035 + 0.04) / 0.005));
    assert.equal(await valueOf('f(V)', f, -0.06), 1);
  });

  it('take several arguments, of other kinds at other calls', async () => {
    const power = 'let power(base, n) = base^n\nlet twice(x) = 2 * x';
    assert.equal(await valueOf('power(3, 4) + power(2, -1)', power), 81.5);
    assert.equal(await valueOf('twice(2 mV) / 1 mV + twice(3)', power), 10);
  });

  it('call one another in any order, and read what is declared', async () => {
    const text = 'let a(x) = b(x) + b(2 * x)\nlet b(x) = x * factor\nlet factor = K.in / K.out\n';
    assert.equal(await valueOf('a(2)', K + text), 2 * 35 + 4 * 35);
  });

  it('hide builtins and declarations by their parameters, inside alone', async () => {
    const text = 'let f(V, K, exp) = V + K * exp(exp)\nlet g(T) = T';
    assert.equal(await valueOf('f(1, 2, 0)', K + text), 3);
    assert.equal(await valueOf('f(V / 1 V, K.in / K.out, 0) + g(1)', K + text, 2), 38);
  });

  it('nest: an argument may be a call of the same function', async () => {
    assert.equal(await valueOf('f(f(f(1)))', 'let f(x) = 2 * x + 1'), 15);
  });

  it('make one graph of equal calls, however deep they double', async () => {
    const chain = Array.from({ length: 40 }, (_, i) => `let f${i + 1}(x) = f${i}(x) + f${i}(x)`).join('\n');
    const model = await modelOf(`${MEMBRANE}let f0(x) = x * x\n${chain}\nlet it = f40(V)\n`);
    assert.ok(model.graph.nodes.length < 60, String(model.graph.nodes.length));
  });

  it('end in an error, not in a hang, where every call differs', async () => {
    const chain = Array.from({ length: 40 }, (_, i) => `let f${i + 1}(x) = f${i}(x + 1) + f${i}(x + ${i + 2})`).join(
      '\n',
    );
    const found = await diagnose(`${MEMBRANE}let f0(x) = x * x\n${chain}\nlet it = f40(V / 1 V + t / 1 s)\n`);
    assert.deepEqual([...new Set(found.map(({ code }) => code))], ['syntax.limit']);
  });

  it('keep the gates they read in use', async () => {
    const text = `channel Kv { conductance = 1 mS/cm^2, reversal = -80 mV, open = f(1)
      gate n { half = -20 mV, slope = 8 mV } }\nlet f(x) = x * Kv.n\n`;
    const model = await modelOf(MEMBRANE + text);
    assert.ok(model.pathways[0]!.open !== undefined);
  });

  it('read V at the moment of use', async () => {
    const values = letsOf(await modelOf(`${MEMBRANE}let f(x) = V + x\nlet it = f(3 mV)\n`), -0.07);
    assert.equal(values['it'], -0.07 + 0.003);
  });

  it('report what is wrong in a body once, however many calls there are', async () => {
    const found = await diagnose(`${MEMBRANE}let f(x) = x + nothing\nlet a = f(1)\nlet b = f(2)\n`);
    assert.deepEqual(
      found.map(({ code }) => code),
      ['name.unknown'],
    );
  });
});

describe('language: types of declared functions', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['let f(x) = exp(-(x + 40 mV) / 5 mV)', 'mV → 1'],
    ['let f(V) = 0.1/ms * linoid((V + 55 mV) / 10 mV)', 'mV → /s'],
    ['let f(c) = c / (c + 2 mM)', 'mM → 1'],
    ['let f(c) = c / (c + K.in)', 'mM → 1'],
    ['let f(x) = 2 * x', '? → ?'],
    ['let f(x) = if x then 1 mV else 2 mV', 'condition → mV'],
    ['let f(x: pS, y) = y / 1 ms * (x / x)', 'nS, ? → ?'],
    ['let f(a, b) = exp(a) + exp(b)', '1, 1 → 1'],
    ['let f(T) = 3^((T - 6.3 degC) / 10 K)', 'degC → 1'],
    ['let f(x) = (x + 1 mV) * (x + 1 mM)', 'none'],
  ];
  for (const [declaration, expected] of cases)
    it(declaration, async () => assert.equal(await typeOf(declaration), expected));

  it('leave no trace in what is compiled', async () => {
    const document = await build(`${MEMBRANE}let f(x) = x + 40 mV\n`);
    const nodes = AstUtils.streamAst(document.parseResult.value).filter(isFunctionLet).toArray();
    const compilation = Compilations.compilation(document);
    compilation.functionType(nodes[0]!);
    const without = Compilations.compilation(await build(MEMBRANE));
    assert.deepEqual(
      [compilation.issues, compilation.model!.graph.nodes.length],
      [[], without.model!.graph.nodes.length],
    );
  });
});
