/**
 * Luo & Rudy 1991, Circ Res 68:1501: the ventricular action potential, a stiff problem of eight states. Two variants:
 * 'smooth' as Myokit ships it (g_Na 16, Na_in 10 mM, the branch at −40 mV blurred), 'paper' with the branch as printed.
 * Written in mV, ms and µA/cm² like the paper; converted at the edges.
 */
import type { Model } from '../language/model/model.js';
import { ModelBuilder } from './model-builder.js';
import type { Operand, Term } from './term.js';

export type LuoRudyVariant = 'smooth' | 'paper';

/** V (V), m, h, j, d, f, x, Ca (mM) to start from. */
export const luoRudyStart: Readonly<Record<LuoRudyVariant, readonly number[]>> = {
  smooth: [-0.0845286, 0.0017, 0.9832, 0.995484, 3e-6, 1, 0.0057, 2e-4],
  paper: [
    -0.0843801107371, 0.00171338077730188, 0.982660523699656, 0.989108212766685, 0.00302126301779861, 0.999967936476325,
    0.0417603108167287, 0.00017948816388306,
  ],
};

/** Stimuli, µA/cm² for ms, at 50 ms and every second after it. */
const stimulus = { smooth: { amplitude: 80, duration: 0.5 }, paper: { amplitude: 25.5, duration: 2 } };

export function luoRudy(variant: LuoRudyVariant, beats = 1): Model {
  const model = new ModelBuilder({ name: 'LuoRudy', capacitance: 0.01 });
  const one = model.term(1);
  const V = model.V.times(1000);
  const exp = (x: Term): Term => x.exp();
  /** e^{rate·(V + shift)}. */
  const boost = (rate: number, shift: number): Term => exp(V.plus(shift).times(rate));
  const gate = (name: string, alpha: Term, beta: Term): Term => {
    const rate = (x: Term): Term => alpha.times(one.minus(x)).minus(beta.times(x)).times(1000);
    return model.state(name, (x) => ({ rate: rate(x), steady: alpha.over(alpha.plus(beta)) }));
  };
  const current = (name: string, value: Operand): void =>
    void model.pump(name, { current: model.term(value).times(0.01) });

  const [faraday, sodiumInside, gNa] = variant === 'smooth' ? [96500, 10, 16] : [96484.6, 18, 23];
  const RT_F = (8314 * 310) / faraday;
  const ENa = RT_F * Math.log(140 / sodiumInside);
  const EK = RT_F * Math.log((5.4 + 0.01833 * 140) / (145 + 0.01833 * sodiumInside));
  const EK1 = RT_F * Math.log(5.4 / 145);

  const belowMinus40 = (low: Term, high: Operand): Term => {
    if (variant === 'paper') return V.below(-40).select(low, high);
    const share = V.plus(40).over(-0.24).boltzmann();
    return share.times(low).plus(one.minus(share).times(high));
  };
  const m = gate('m', V.plus(47.13).times(0.1).linoid().times(3.2), exp(V.over(-11)).times(0.08));
  const h = gate(
    'h',
    belowMinus40(exp(V.plus(80).over(-6.8)).times(0.135), 0),
    belowMinus40(
      exp(V.times(0.079))
        .times(3.56)
        .plus(exp(V.times(0.35)).times(3.1e5)),
      exp(V.plus(10.66).over(-11.1)).plus(1).times(0.13).inverse(),
    ),
  );
  const falling = exp(V.times(0.2444))
    .times(-127140)
    .minus(exp(V.times(-0.04391)).times(3.474e-5));
  const j = gate(
    'j',
    belowMinus40(falling.times(V.plus(37.78)).over(boost(0.311, 79.23).plus(1)), 0),
    belowMinus40(
      exp(V.times(-0.01052)).times(0.1212).over(boost(-0.1378, 40.14).plus(1)),
      exp(V.times(-2.535e-7)).times(0.3).over(boost(-0.1, 32).plus(1)),
    ),
  );
  const bell = (factor: number, [a, b]: [number, number], [c, d]: [number, number]): Term =>
    boost(a, b).times(factor).over(boost(c, d).plus(1));
  const d = gate('d', bell(0.095, [-0.01, -5], [-0.072, -5]), bell(0.07, [-0.017, 44], [0.05, 44]));
  const f = gate('f', bell(0.012, [-0.008, 28], [0.15, 28]), bell(0.0065, [-0.02, 30], [-0.2, 30]));
  const x = gate('x', bell(0.0005, [0.083, 50], [0.057, 50]), bell(0.0013, [-0.06, 20], [-0.04, 20]));
  const Ca = model.symbol(2 + 6);
  const ESi = Ca.over(variant === 'smooth' ? 1.8 : 1)
    .log()
    .times(-13.0287)
    .plus(7.7);
  const ICa = d.times(f).times(0.09).times(V.minus(ESi));
  const calcium = ICa.times(-1e-4).plus(model.term(1e-4).minus(Ca).times(0.07)).times(1000);
  model.state('Ca', () => ({ rate: calcium, steady: Number.NaN }), 1e-3, 'mM');

  current('Na', m.pow(3).times(h).times(j).times(gNa).times(V.minus(ENa)));
  current('Ca', ICa);
  // (e^{0.04 u} − 1)/u, u = V + 77, is 0.04 exprel(0.04 u): finite at −77 mV.
  const rectified = V.plus(77)
    .times(0.04)
    .unary('exprel')
    .times(2.837 * 0.04)
    .over(boost(0.04, 35));
  const Xi = V.below(-99.99999999).select(1, rectified);
  current('K', Xi.times(x).times(0.282).times(V.minus(EK)));
  const u = V.minus(EK1);
  const alpha = exp(u.minus(59.215).times(0.2385)).plus(1).inverse().times(1.02);
  const beta = exp(u.plus(5.476).times(0.08032))
    .times(0.49124)
    .plus(exp(u.minus(594.31).times(0.06175)))
    .over(exp(u.plus(4.753).times(-0.5143)).plus(1));
  current('K1', alpha.over(alpha.plus(beta)).times(0.6047).times(u));
  current('Kp', u.times(0.0183).times(V.minus(7.488).over(5.98).boltzmann()));
  current('b', V.plus(59.87).times(0.03921));

  const { amplitude, duration } = stimulus[variant];
  model.experiment('Beats', {
    duration: beats,
    inject: Array.from({ length: beats }, (_, beat) => ({
      amplitude: amplitude * 0.01,
      from: 0.05 + beat,
      to: 0.05 + beat + duration * 1e-3,
    })),
  });
  return model.build();
}
