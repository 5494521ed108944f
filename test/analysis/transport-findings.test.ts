/** What the free energy of a cycle says against how it runs at rest. */
import assert from 'node:assert/strict';
import { diagnose } from '../language/diagnose.js';

const CELL = (rest: number): string => `membrane Cell { temperature = 37 degC, area = 3000 um^2 }
ion Na + { in = 12 mM, out = 145 mM }
ion K + { in = 140 mM, out = 4 mM }
ion Ca 2+ { in = 100 nM, out = 1.5 mM }
channel Leak { conductance = 3000 nS, reversal = ${rest} mV }
`;
const NCX = (current: string): string => `transporter NCX { moves 3 Na in, 1 Ca out; current = ${current} }`;
const PUMP = (energy: string): string =>
  `pump NaK { moves 3 Na out, 2 K in; uses 1 ATP; current = 2 pA${energy === '' ? '' : `; atp_energy = ${energy}`} }`;

const codesOf = async (text: string): Promise<unknown[]> => (await diagnose(text)).map(({ code }) => code);

describe('analysis: transport findings', () => {
  // NCX stands still at −57.2 mV: forwards, inward, below; backwards, outward, above.
  const cases: readonly (readonly [string, string[]])[] = [
    [CELL(-80) + NCX('-1 pA'), []],
    [CELL(-80) + NCX('1 pA'), ['transport.uphill']],
    [CELL(-20) + NCX('1 pA'), ['transport.backwards']],
    [CELL(-20) + NCX('-1 pA'), ['transport.uphill']],
    [CELL(-80) + PUMP(''), []],
    [CELL(-80) + PUMP('-57 kJ/mol'), []],
    // 3 Na out and 2 K in cost 46.2 kJ/mol at −80 mV.
    [CELL(-80) + PUMP('-47 kJ/mol'), []],
    [CELL(-80) + PUMP('-44 kJ/mol'), ['transport.uphill']],
    [CELL(-300) + PUMP(''), ['pump.costly']],
    [`${CELL(-80)}pump Light { moves 1 Na out; current = 1 pA }`, []],
  ];
  for (const [text, codes] of cases) {
    it(
      text.split('\n').slice(4).join(' ') + (codes[0] === undefined ? ' is possible' : ` is ${codes[0]}`),
      async () => {
        assert.deepEqual(await codesOf(text), codes);
      },
    );
  }

  it('says nothing about a file with an error, whose resting potential is not known', async () => {
    assert.deepEqual(await codesOf(`${CELL(-80)}${NCX('1 pA')}\nlet x = y`), ['name.unknown']);
  });
});
