/** The steady state of everything, concentrations included, in numbers to show. SI. */
import { makeEvaluator } from '../model/evaluate.js';
import type { NodeId } from '../model/graph.js';
import type { Model } from '../model/model.js';
import { failure, success, type Outcome } from '../model/outcome.js';
import { formatPotential, formatQuantity } from '../units/display.js';
import { fullSteadyState } from './full-steady-state.js';
import type { RestingValues } from './resting-values.js';

export interface FullSteadySummary {
  /** V. */
  readonly potential: number;
  /** Of the ions that move, by index in `model.ions`; only the sides that do. mol/m³ and V. */
  readonly ions: readonly {
    readonly ion: number;
    readonly inside?: number;
    readonly outside?: number;
    readonly reversal?: number;
  }[];
  /** m³, where water moves. */
  readonly volume?: number;
  /** What of each ion stays the same in all, mol: inside and outside together, in a closed space. */
  readonly conserved: readonly { readonly ion: number; readonly amount: number }[];
}

/** mol/m³: more than any salt of these ions dissolves. */
const BEYOND_SOLUTION = 1e4;

/** undefined when nothing is held at rest that could move. */
export function fullSteadySummary(
  model: Model,
  symbols: Float64Array,
  restingPotential: number,
  valueOf: RestingValues,
): Outcome<FullSteadySummary> | undefined {
  if (!model.states.some(({ held }) => held)) return undefined;
  const found = fullSteadyState(model, symbols, restingPotential);
  if (!found.ok) return found;
  const at = (node: NodeId | undefined): number | undefined => {
    if (node === undefined) return undefined;
    const out = new Float64Array(1);
    makeEvaluator(model.graph, [node])(found.value.symbols, out);
    return out[0];
  };
  const volume = model.spaces?.inside?.start === undefined ? undefined : at(model.spaces.inside.volume);
  for (const { name, span, insideState, outsideState, inside, outside } of model.ions) {
    const sides = [
      ['inside', insideState === undefined ? undefined : at(inside)],
      ['outside', outsideState === undefined ? undefined : at(outside)],
    ] as const;
    const [side, c] = sides.find(([, value]) => value !== undefined && value > BEYOND_SOLUTION) ?? [];
    if (side === undefined) continue;
    const where = `${formatQuantity(c!, 'M', 3)} ${side} at V = ${formatPotential(found.value.potential)}`;
    const message = `There is no steady state that a cell could reach: the equations put ${name} at ${where}. What carries it does not balance.`;
    return failure('steady.beyond', message, { span });
  }
  return success({
    potential: found.value.potential,
    ions: model.ions.flatMap(({ insideState, outsideState, inside, outside, reversal }, ion) => {
      if (insideState === undefined && outsideState === undefined) return [];
      const potential = at(reversal);
      return [
        {
          ion,
          ...(insideState !== undefined && { inside: at(inside)! }),
          ...(outsideState !== undefined && { outside: at(outside)! }),
          ...(potential !== undefined && { reversal: potential }),
        },
      ];
    }),
    ...(volume !== undefined && { volume }),
    conserved: conservedAmounts(model, valueOf),
  });
}

/** Rounding, beside what is carried. */
const NOTHING = 1e-9;

function conservedAmounts({ ions, spaces, pools = [] }: Model, valueOf: RestingValues): FullSteadySummary['conserved'] {
  const [within, without] = [valueOf(spaces?.inside?.volume), valueOf(spaces?.outside?.volume)];
  if (within === undefined || without === undefined || spaces?.inside?.start !== undefined) return [];
  return ions.flatMap(({ insideState, outsideState, inside, outside, bound, exchanges, ...rates }, ion) => {
    if (exchanges || insideState === undefined || outsideState === undefined) return [];
    const size = valueOf(pools.find((pool) => pool.ion === ion)?.space?.volume) ?? within;
    const gained = valueOf(rates.insideRateOfAll ?? rates.insideRate) ?? NaN;
    const arrived = valueOf(rates.outsideRate) ?? NaN;
    const [a, b] = [gained * size, arrived * without];
    if (!(Math.abs(a + b) <= NOTHING * (Math.abs(a) + Math.abs(b)))) return [];
    const all = valueOf(inside)! + (valueOf(bound) ?? 0);
    return [{ ion, amount: all * size + valueOf(outside)! * without }];
  });
}
