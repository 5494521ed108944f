import assert from 'node:assert/strict';
import { applyFix, build, fixesOf } from './diagnose.js';

const HEAD = 'membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2 }\n';

describe('language: words of the language as names', () => {
  const mistakes: Readonly<Record<string, readonly [text: string, fixed: string]>> = {
    'a value and where it is used': [
      'let pool = 3\nlet b = min(1, pool) + pool^2\n',
      'let pool_1 = 3\nlet b = min(1, pool_1) + pool_1^2\n',
    ],
    'a parameter': ['param set = 1 in 0..2\n', 'param set_1 = 1 in 0..2\n'],
    'an ion, its channel and its parts': [
      'ion data + { in = 1 mM, out = 2 mM }\nchannel C conducts data { conductance = 1 mS/cm^2 }\nlet x = data.out / data.in\n',
      'ion data_1 + { in = 1 mM, out = 2 mM }\nchannel C conducts data_1 { conductance = 1 mS/cm^2 }\nlet x = data_1.out / data_1.in\n',
    ],
    'a gate': [
      'channel C { conductance = 1 mS/cm^2, reversal = 0 mV, open = state, gate state { half = 0 mV, slope = 9 mV } }\n',
      'channel C { conductance = 1 mS/cm^2, reversal = 0 mV, open = state_1, gate state_1 { half = 0 mV, slope = 9 mV } }\n',
    ],
    'a kinetic state, at each mention': [
      'channel C { conductance = 1 mS/cm^2, reversal = 0 mV, open = O, scheme { A <-> blocked : 1/ms, 1/ms\nblocked <-> O : 1/ms, 1/ms } }\n',
      'channel C { conductance = 1 mS/cm^2, reversal = 0 mV, open = O, scheme { A <-> blocked_1 : 1/ms, 1/ms\nblocked_1 <-> O : 1/ms, 1/ms } }\n',
    ],
    'a function': ['let slab(x) = 2 * x\nlet y = slab(3)\n', 'let slab_1(x) = 2 * x\nlet y = slab_1(3)\n'],
    'a membrane’s word used as itself, too': [
      'ligand ligand { in = 1 mM, out = 1 mM }\nligand other { in = ligand.in, out = 1 mM }\n',
      'ligand ligand_1 { in = 1 mM, out = 1 mM }\nligand other { in = ligand_1.in, out = 1 mM }\n',
    ],
  };
  for (const [name, [text, fixed]] of Object.entries(mistakes)) {
    it(name, async () => {
      const { diagnostics, textDocument } = await build(HEAD + text);
      const [first] = diagnostics!;
      assert.deepEqual(
        diagnostics!.filter(({ severity }) => severity === 1).map(({ code }) => code),
        ['name.reserved'],
      );
      assert.match(first!.message, /^`[a-z]+` is a word of the language\. Choose another name\.$/);
      const mended = applyFix(textDocument.getText(), fixesOf(first!)[0]!);
      assert.equal(mended, HEAD + fixed);
      const errors = (await build(mended)).diagnostics!.filter(({ severity }) => severity === 1);
      assert.deepEqual(errors, []);
    });
  }

  it('at the end of a line a name is still to be written: the next declaration is read', async () => {
    const { diagnostics } = await build(`${HEAD}let\nchannel C { conductance = 1 mS/cm^2, reversal = 0 mV }\n`);
    assert.deepEqual([...new Set(diagnostics!.map(({ code }) => code))], ['syntax.unexpected']);
  });
});
