/** The resting potential in closed form, where nothing that carries current depends on V. */
import type { Model, Pathway, State } from '../model/model.js';
import { failure, success, type Outcome } from '../model/outcome.js';
import { chordPotential } from '../physics/chord-conductance.js';
import { formatCurrent } from './field-units.js';
import { unsettledSentence } from './membrane-current.js';
import { steadyValues } from './settling.js';
import type { SteadyState } from './steady-state.js';
import type { Zero } from './zeros.js';

/** True when every channel has a conductance and a reversal, and neither these nor a pump's current depend on V. */
export function isChordModel(model: Model, steady: SteadyState): boolean {
  const fixed = (node: number | undefined): boolean => node !== undefined && steady.dependsOnVoltage[node] === 0;
  return model.pathways.every(({ kind, conductance, reversal, current }) =>
    kind === 'channel' ? fixed(conductance) && fixed(reversal) : fixed(current),
  );
}

/**
 * V = (Σ gE − Σ I_pump)/Σ g, V [Hodgkin & Horowicz 1959, J Physiol 148:127].
 * Fails with `rest.not-finite`, `rest.unsettled`, `rest.no-channel` or `rest.no-conductance`.
 */
export function chordRest(model: Model, steady: SteadyState, symbols: Float64Array): Outcome<Zero> {
  const channels = model.pathways.filter(({ kind }) => kind === 'channel');
  const pumps = model.pathways.filter(({ kind }) => kind !== 'channel');
  let unsettled: State | undefined;
  const valuesOf = (nodes: readonly number[]): Float64Array => {
    const found = steadyValues(steady, nodes, symbols);
    unsettled ??= found.unsettled;
    return found.values;
  };
  const g = valuesOf(channels.map(({ conductance }) => conductance!));
  const E = valuesOf(channels.map(({ reversal }) => reversal!));
  const I = valuesOf(pumps.map(({ current }) => current));

  if (unsettled) return failure('rest.unsettled', unsettledSentence(unsettled), { span: unsettled.span });
  const broken = firstNotFinite([
    { what: 'conductance', values: g, pathways: channels },
    { what: 'reversal potential', values: E, pathways: channels },
    { what: 'current', values: I, pathways: pumps },
  ]);
  if (broken) return broken;

  const total = sum(g);
  const pumped = sum(I);
  if (channels.length === 0) return failure('rest.no-channel', pumpsAloneSentence(model, pumps, pumped));
  if (total === 0) {
    const subject = channels.length === 1 ? `${list(channels)} conducts` : `${list(channels)} together conduct`;
    const message = `${subject} nothing (the total conductance is 0), so nothing draws V to a resting value.`;
    return failure('rest.no-conductance', message, { span: channels[0]!.span });
  }
  const chords = channels.map((_, i) => ({ conductance: g[i]!, reversal: E[i]! }));
  return success({ x: chordPotential(chords, pumped), kind: total > 0 ? 'rising' : 'falling' });
}

interface Group {
  readonly what: string;
  readonly values: Float64Array;
  readonly pathways: readonly Pathway[];
}

function firstNotFinite(groups: readonly Group[]): Outcome<never> | undefined {
  for (const { what, values, pathways } of groups) {
    const i = values.findIndex((value) => !Number.isFinite(value));
    if (i < 0) continue;
    const { name, span } = pathways[i]!;
    const state = Number.isNaN(values[i]) ? 'not a number' : 'infinite';
    return failure('rest.not-finite', `The ${what} of ${name} is ${state}, so there is no resting potential.`, {
      span,
    });
  }
  return undefined;
}

function pumpsAloneSentence(model: Model, pumps: readonly Pathway[], pumped: number): string {
  if (pumped === 0) return 'There is no channel and the pumps move no net charge, so any voltage would stay as it is.';
  const current = formatCurrent(pumped, model.basis);
  const subject = pumps.length === 1 ? `${list(pumps)} drives` : `${list(pumps)} together drive`;
  return `${subject} ${current} at every voltage and there is no channel to carry it back, so V has no resting value.`;
}

function list(pathways: readonly Pathway[]): string {
  return pathways.map(({ name }) => name).join(', ');
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
