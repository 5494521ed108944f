/**
 * W3: a neuron whose sodium and potassium move, over ten minutes. SI; equations in the comment of each part.
 *
 *   C V' = I(t) − I_Na − I_K − I_Cl − I_pump,  gates m, h, n of Hodgkin & Huxley 1952 at 6.3 °C
 *   I_Na = (g_Na m³h + g_NaL)(V − E_Na),  I_K = (g_K n⁴ + g_KL)(V − E_K),  E = RT/F ln(out/in)
 *   I_pump = I_max (Na_in/(Na_in + 15 mM))³ (K_out/(K_out + 1.5 mM))²,  3 Na out for 2 K in
 *   Na_in' = −(I_Na + 3 I_pump) s/F,  K_in' = −(I_K − 2 I_pump) s/F
 *   K_out' = (I_K − 2 I_pump) s_out/F − k (K_out − K_bath)
 *
 * with s and s_out membrane area over volume inside and in the space around the cell.
 */
import type { Model } from '../../../language/model/model.js';
import { F, ModelBuilder, R } from '../../model-builder.js';
import type { Term } from '../../term.js';

const temperature = 279.45;
const thermal = (R * temperature) / F;
const areaOverVolume = 3e4;
const areaOverVolumeOutside = 2e5;
const bath = { sodium: 145, potassium: 5.5 };
const exchange = 1;

/** Trains of current, A/m², and s. */
export const trains = { count: 6, amplitude: 0.1, length: 4.05, every: 100, first: 10, duration: 600 };

/** V, m, h, n, Na inside, K inside, K outside. */
export const ionConcentrationsStart = [-0.0676, 0.0392, 0.676, 0.2785, 18, 135, 5.5];

export function ionConcentrations(): Model {
  const m = new ModelBuilder({ name: 'IonConcentrations', temperature, capacitance: 0.01 });
  const { V } = m;
  const decay = (at: number, per: number): Term =>
    V.minus(at * 1e-3)
      .over(-per * 1e-3)
      .exp();
  const rate = (alpha: Term, beta: Term) => (x: Term) => ({
    rate: alpha.times(m.term(1).minus(x)).minus(beta.times(x)),
    steady: alpha.over(alpha.plus(beta)),
  });
  const activation = m.state('m', rate(V.plus(0.04).over(0.01).linoid().times(1000), decay(-65, 18).times(4000)));
  const inactivation = m.state('h', rate(decay(-65, 20).times(70), decay(-35, 10).plus(1).inverse().times(1000)));
  const n = m.state('n', rate(V.plus(0.055).over(0.01).linoid().times(100), decay(-65, 80).times(125)));
  const [sodium, potassium, potassiumOutside] = [5, 6, 7].map((symbol) => m.symbol(symbol)) as [Term, Term, Term];

  const ENa = sodium.over(bath.sodium).log().times(-thermal);
  const EK = potassiumOutside.over(potassium).log().times(thermal);
  const sodiumCurrent = activation.pow(3).times(inactivation).times(1200).plus(0.15).times(V.minus(ENa));
  const potassiumCurrent = n.pow(4).times(360).plus(0.5).times(V.minus(EK));
  const pump = sodium
    .over(sodium.plus(15))
    .pow(3)
    .times(potassiumOutside.over(potassiumOutside.plus(1.5)).pow(2))
    .times(0.1);
  const pumped = potassiumCurrent.minus(pump.times(2));
  const concentration = (name: string, value: Term, typical: number): void =>
    void m.state(name, () => ({ rate: value, steady: Number.NaN }), typical, 'mM');
  concentration('Na_in', sodiumCurrent.plus(pump.times(3)).times(-areaOverVolume / F), 18);
  concentration('K_in', pumped.times(-areaOverVolume / F), 135);
  const leaving = potassiumOutside.minus(bath.potassium).times(exchange);
  concentration('K_out', pumped.times(areaOverVolumeOutside / F).minus(leaving), 5.5);

  m.pump('Na', { current: sodiumCurrent });
  m.pump('K', { current: potassiumCurrent });
  m.pump('Cl', { current: V.plus(0.0544).times(2.35) });
  m.pump('NaK', { current: pump });
  const { count, amplitude, length, every, first, duration } = trains;
  const inject = Array.from({ length: count }, (_, i) => ({
    amplitude,
    from: first + i * every,
    to: first + i * every + length,
  }));
  m.experiment('Trains', { duration, inject });
  return m.build();
}
