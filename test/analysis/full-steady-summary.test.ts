/** Where everything comes to rest, concentrations too, and where it does so nowhere. */
import assert from 'node:assert/strict';
import { build, Compilations } from '../language/diagnose.js';
import { summaryOf } from '../language/values.js';

const HEAD = `membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2, area = 1000 um^2 }
compartment inside { volume = 2 pL }
ion Na + { in = 12 mM dynamic, out = 145 mM }
ion K + { in = 140 mM dynamic, out = 4 mM }
channel KLeak conducts K { conductance = 0.1 mS/cm^2 }
channel NaLeak conducts Na { conductance = 0.01 mS/cm^2 }
`;

describe('the steady state of everything', () => {
  it('is told when every concentration comes to rest', async () => {
    const pump = 'pump NaK { moves 3 Na out, 2 K in; uses 1 ATP; current = 1 uA/cm^2 * Na.in^3 / (Na.in + 10 mM)^3 }';
    const { fullSteady } = await summaryOf(HEAD + pump);
    assert.ok(fullSteady?.ok);
    // At rest the pump brings in what leaks out: 2 K for 3 Na.
    const { potential, ions } = fullSteady.value;
    const [E_Na, E_K] = ions.map(({ reversal }) => reversal!);
    const ratio = (0.1 * (potential - E_K!)) / (0.01 * (potential - E_Na!));
    assert.ok(Math.abs(ratio + 2 / 3) < 1e-6, `${ratio}`);
  });

  it('is none where the equations balance at a concentration that dissolves nowhere', async () => {
    // A current that no ion carries holds V at −250 mV, and both ions come to equilibrium with that.
    const document = await build(`${HEAD}channel Odd { conductance = 0.1 mS/cm^2, reversal = -250 mV }`);
    const fullSteady = Compilations.summary(document)?.fullSteady;
    assert.ok(fullSteady?.ok === false);
    assert.equal(fullSteady.failure.code, 'steady.beyond');
    assert.match(fullSteady.failure.message, /put (K|Na) at .* M inside/);
  });
});
