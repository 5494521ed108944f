/**
 * The equations of ∂y/∂p along a run, beside those of y: where dy/dt = f(t, y, p), s = ∂y/∂p at constant t obeys
 * ds/dt = (∂f/∂y) s + ∂f/∂p [Dickinson & Gelinas 1976, J Comput Phys 21:123]. As a model whose states are those
 * of the run and then s, so that it is solved as any other.
 */
import { directionalDerivatives } from '../../model/directional.js';
import { GraphBuilder } from '../../model/graph-builder.js';
import type { NodeId } from '../../model/graph.js';
import { VOLTAGE, type Experiment, type Model, type Parameter, type State } from '../../model/model.js';
import { VOLTAGE_SCALE } from '../../solver/model-problem.js';

export interface SensitivityEquations {
  readonly model: Model;
  /** Of ∂V/∂p and of ∂y/∂p for every state. */
  readonly slopes: readonly number[];
  /** By injection a symbol of kind `drive`, 1 while it is on. */
  readonly switches: readonly number[];
  /** dy/dt of V and of every state of the run, nodes of `model.graph`. */
  readonly rates: readonly NodeId[];
}

/**
 * `system` is what runs. `driven`: d/dp of what the experiment sets, by symbol. `size`, in SI: by how much the
 * parameter changes in earnest, so that size · s is as large as y and a tolerance means the same for both.
 */
export function sensitivityEquations(
  system: Model,
  experiment: Experiment,
  parameter: Parameter,
  driven: ReadonlyMap<number, number>,
  size: number,
): SensitivityEquations {
  const builder = GraphBuilder.from(system.graph);
  const own = system.symbols.length;
  const injections = experiment.clamp ? [] : experiment.injections;
  const switches = injections.map((_, i) => own + i);
  const states: readonly { readonly name: string; readonly symbol: number; readonly scale: number }[] = [
    { name: 'V', symbol: VOLTAGE, scale: VOLTAGE_SCALE },
    ...system.states,
  ];
  const slopes = states.map((_, i) => own + switches.length + i);
  const zero = builder.constant(0);
  const pathways = [
    ...system.pathways,
    ...injections.map(({ amplitude }, i) => ({
      name: `${experiment.name}, injected`,
      kind: 'pump' as const,
      current: builder.unary('neg', builder.select(builder.symbol(switches[i]!), amplitude, zero)),
      ionCurrents: [],
      gates: [],
      span: experiment.span,
    })),
  ];
  const outward = builder.sum(pathways.map(({ current }) => current));
  const rates = [
    builder.binary('div', builder.unary('neg', outward), system.capacitance!),
    ...system.states.map(({ rate }) => rate),
  ];
  const changes = changesOf(builder, parameter, driven);
  states.forEach(({ symbol }, i) => changes.set(symbol, builder.symbol(slopes[i]!)));
  const slopeRates = directionalDerivatives(builder, rates, changes);
  const names = states.map(({ name }) => `∂${name}/∂${parameter.name}`);
  return {
    model: {
      ...system,
      graph: builder.graph(),
      pathways,
      symbols: [
        ...system.symbols,
        ...switches.map(() => ({ kind: 'drive' as const, name: 'injected' })),
        ...names.map((name) => ({ kind: 'state' as const, name })),
      ],
      states: [
        ...system.states,
        ...states.map(({ scale }, i): State => ({
          name: names[i]!,
          symbol: slopes[i]!,
          rate: slopeRates[i]!,
          scale: scale / size,
          unit: '',
          span: parameter.span,
        })),
      ],
    },
    slopes,
    switches,
    rates,
  };
}

/** What changes with the parameter by itself, before any state does. */
export function changesOf(
  builder: GraphBuilder,
  parameter: Parameter,
  driven: ReadonlyMap<number, number>,
): Map<number, NodeId> {
  const changes = new Map([[parameter.symbol, builder.constant(1)]]);
  for (const [symbol, slope] of driven) changes.set(symbol, builder.constant(slope));
  return changes;
}
