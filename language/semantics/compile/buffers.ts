/**
 * Buffers inside: by a constant binding ratio κ, by their sites and Kd where binding is immediate, or by rate constants
 * where it takes its time. What is bound immediately is counted with the free ion, in one state; so amounts are conserved
 * to rounding, whatever the error of a step [Wagner & Keizer 1994, Biophys J 67:447].
 */
import { isIonBuffer, type Ion, type IonBuffer } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import type { Buffer as ModelBuffer } from '../../model/model.js';
import { concentrationUnit } from '../../units/display.js';
import { addProperty, removeProperty } from '../checks/properties.js';
import type { Context } from '../context.js';
import { declared } from '../declared.js';
import { documentation } from '../documentation.js';
import { bindingRatioNode, boundNode, freeNode, type RapidNodes } from '../formulas/buffering.js';
import type { Fix } from '../issues.js';
import { findProperty, propertyValue } from '../property-values.js';
import { spanOfProperty } from '../spans.js';
import { presentConcentration } from './moving-concentrations.js';
import { isInMovingVolume, spaceOfIon } from './pools.js';

type Binding =
  | { readonly kind: 'ratio'; readonly kappa: NodeId }
  | ({ readonly kind: 'rapid' } & RapidNodes)
  | ({ readonly kind: 'slow'; readonly kon: NodeId; readonly koff: NodeId } & RapidNodes);

/** Those of an ion, in the order of the text. */
export function buffersOf({ file }: Context, ion: Ion): IonBuffer[] {
  return declared<IonBuffer>(file, 'IonBuffer').filter((entry) => Boolean(entry.name) && entry.ion?.ref === ion);
}

/** How it binds, as it is at the start; undefined, with an issue, when that is not said in one of the three ways. */
export function bindingOf(context: Context, buffer: IonBuffer): Binding | undefined {
  return context.once(buffer, 'binding', buffer.name, undefined, () => {
    const has = (key: string): boolean => findProperty(buffer, key) !== undefined;
    if (has('kappa')) return byRatio(context, buffer);
    if (!has('total')) {
      const message = `Buffer \`${buffer.name}\` needs its binding ratio \`kappa\`, or its sites: \`total\`, and \`Kd\` or rate constants.`;
      return complain(context, buffer, message, [
        ...addProperty(buffer, 'total = 50 uM'),
        ...(has('Kd') || has('kon') || has('koff') ? [] : addProperty(buffer, 'kappa = 100')),
      ]);
    }
    const constants = ['Kd', 'kon', 'koff'].filter(has);
    if (constants.length === 3) {
      const Kd = findProperty(buffer, 'Kd')!;
      const message = `\`koff\` and \`kon\` say what the dissociation constant is; leave out \`Kd\`, or one of them.`;
      return context.error('property.conflict', spanOfProperty(Kd, 'key'), message, removeProperty(context, Kd));
    }
    const isEnough = constants.length === 2 || constants[0] === 'Kd';
    if (!isEnough) {
      const message =
        constants.length === 0
          ? `Buffer \`${buffer.name}\` needs its affinity: \`Kd\`, or \`kon\` and \`koff\`.`
          : `Buffer \`${buffer.name}\` has \`${constants[0]!}\` alone: a second of \`Kd\`, \`kon\` and \`koff\` is needed.`;
      return complain(context, buffer, message, addProperty(buffer, 'Kd = 0.5 uM'));
    }
    return bySites(context, buffer);
  });
}

function complain(context: Context, buffer: IonBuffer, message: string, fixes: readonly Fix[]): undefined {
  return context.error('buffer.binding', spanOfProperty(buffer, 'name'), message, ...fixes);
}

function byRatio(context: Context, buffer: IonBuffer): Binding | undefined {
  const stray = ['total', 'Kd', 'kon', 'koff'].flatMap((key) => findProperty(buffer, key) ?? [])[0];
  if (stray !== undefined) {
    const message = `\`kappa\` says how much is bound, so \`${stray.key}\` says it once more: keep one or the other.`;
    return context.error('property.conflict', spanOfProperty(stray, 'key'), message, removeProperty(context, stray));
  }
  const kappa = propertyValue(context, buffer, 'kappa')?.node;
  return kappa === undefined ? undefined : { kind: 'ratio', kappa };
}

function bySites(context: Context, buffer: IonBuffer): Binding | undefined {
  const { builder } = context;
  const [total, Kd, kon, koff] = ['total', 'Kd', 'kon', 'koff'].map((key) => propertyValue(context, buffer, key)?.node);
  const isSlow = findProperty(buffer, 'kon') !== undefined || findProperty(buffer, 'koff') !== undefined;
  if (total === undefined) return undefined;
  if (!isSlow) return Kd === undefined ? undefined : { kind: 'rapid', total, dissociation: Kd };
  const on = kon ?? (koff !== undefined && Kd !== undefined ? builder.binary('div', koff, Kd) : undefined);
  const off = koff ?? (kon !== undefined && Kd !== undefined ? builder.binary('mul', kon, Kd) : undefined);
  if (on === undefined || off === undefined) return undefined;
  return { kind: 'slow', total, dissociation: Kd ?? builder.binary('div', off, on), kon: on, koff: off };
}

/** As it is at any moment: sites are diluted where the volume moves. */
function presentBinding(context: Context, buffer: IonBuffer, ion: Ion): Binding | undefined {
  const binding = bindingOf(context, buffer);
  if (binding === undefined || !isInMovingVolume(context, ion, 'in')) return binding;
  const { builder } = context;
  const space = spaceOfIon(context, ion, 'in');
  if (space?.start === undefined || space.volume === undefined) return undefined;
  const dilution = builder.binary('div', space.start, space.volume);
  return binding.kind === 'ratio'
    ? { ...binding, kappa: builder.binary('mul', binding.kappa, dilution) }
    : { ...binding, total: builder.binary('mul', binding.total, dilution) };
}

interface Rapid {
  /** 1 + Σ κ of constant ratios. */
  readonly free: NodeId;
  readonly buffers: readonly RapidNodes[];
}

/** All that binds immediately; undefined where nothing does. */
function rapidOf(context: Context, ion: Ion, at: 'start' | 'present'): Rapid | undefined {
  const { builder } = context;
  const bindings = buffersOf(context, ion).flatMap(
    (buffer) => (at === 'start' ? bindingOf(context, buffer) : presentBinding(context, buffer, ion)) ?? [],
  );
  const ratios = bindings.flatMap((binding) => (binding.kind === 'ratio' ? [binding.kappa] : []));
  const buffers = bindings.flatMap((binding) => (binding.kind === 'rapid' ? [binding] : []));
  if (ratios.length === 0 && buffers.length === 0) return undefined;
  return { free: builder.sum([builder.constant(1), ...ratios]), buffers };
}

export function hasRapidBuffers(context: Context, ion: Ion): boolean {
  return rapidOf(context, ion, 'start') !== undefined;
}

/** Free and rapidly bound together, mol/m³, where so much is free at the start. */
export function allAtStart(context: Context, ion: Ion, free: NodeId): NodeId {
  const { builder } = context;
  const rapid = rapidOf(context, ion, 'start');
  if (rapid === undefined) return free;
  const bound = rapid.buffers.map((buffer) => boundNode(builder, buffer, free));
  return builder.sum([builder.binary('mul', rapid.free, free), ...bound]);
}

/** The free concentration where free and rapidly bound together are `all`. */
export function freePart(context: Context, ion: Ion, all: NodeId): NodeId {
  const rapid = rapidOf(context, ion, 'present');
  return rapid === undefined ? all : freeNode(context.builder, all, rapid.free, rapid.buffers);
}

/** 1 + κ at the moment, κ = ∂(rapidly bound)/∂c; undefined without rapid buffers. */
export function slownessOf(context: Context, ion: Ion, free: NodeId): NodeId | undefined {
  const rapid = rapidOf(context, ion, 'present');
  if (rapid === undefined) return undefined;
  const { builder } = context;
  return builder.sum([rapid.free, ...rapid.buffers.map((buffer) => bindingRatioNode(builder, buffer, free))]);
}

/** What a buffer holds, mol/m³, at any moment. */
export function boundOf(context: Context, buffer: IonBuffer): NodeId | undefined {
  return context.once(buffer, 'bound', `${buffer.name}.bound`, undefined, () => {
    const { builder } = context;
    const ion = buffer.ion?.ref;
    const binding = ion && presentBinding(context, buffer, ion);
    const free = ion && presentConcentration(context, ion, 'in');
    if (ion === undefined || binding === undefined || free === undefined) return undefined;
    if (binding.kind === 'ratio') return builder.binary('mul', binding.kappa, free);
    if (binding.kind === 'rapid') return boundNode(builder, binding, free);
    const state = stateOf(context, buffer);
    if (state === undefined || !isInMovingVolume(context, ion, 'in')) return state;
    const volume = spaceOfIon(context, ion, 'in')?.volume;
    return volume === undefined ? undefined : builder.binary('div', state, volume);
  });
}

/** What each buffer of an ion holds. */
export function boundIn(context: Context, ion: Ion): NodeId[] {
  return buffersOf(context, ion).flatMap((buffer) => boundOf(context, buffer) ?? []);
}

/** κ of one buffer at the moment. */
export function kappaOf(context: Context, buffer: IonBuffer): NodeId | undefined {
  const ion = buffer.ion?.ref;
  const binding = ion && presentBinding(context, buffer, ion);
  const free = ion && presentConcentration(context, ion, 'in');
  if (binding === undefined || free === undefined) return undefined;
  return binding.kind === 'ratio' ? binding.kappa : bindingRatioNode(context.builder, binding, free);
}

/** The symbol of what is bound slowly: a concentration, or an amount where the volume moves. */
function stateOf(context: Context, buffer: IonBuffer): NodeId | undefined {
  return context.once(buffer, 'state', `${buffer.name}.bound`, undefined, () =>
    context.builder.symbol(
      context.addSymbol({ kind: 'state', name: `${buffer.name}.bound` }),
      spanOfProperty(buffer, 'name'),
    ),
  );
}

/** d(bound)/dt of a slow buffer, mol/(m³ s) at the volume of the moment; undefined of a rapid one. */
function bindingRateOf(context: Context, buffer: IonBuffer): NodeId | undefined {
  const { builder } = context;
  const ion = buffer.ion?.ref;
  const binding = ion && presentBinding(context, buffer, ion);
  if (ion === undefined || binding?.kind !== 'slow') return undefined;
  const free = presentConcentration(context, ion, 'in');
  const bound = boundOf(context, buffer);
  if (free === undefined || bound === undefined) return undefined;
  const vacant = builder.binary('sub', binding.total, bound);
  const binds = builder.binary('mul', builder.binary('mul', binding.kon, free), vacant);
  return builder.binary('sub', binds, builder.binary('mul', binding.koff, bound));
}

/** What slow buffers take of the ion, mol/(m³ s), one by one. */
export function slowlyTaken(context: Context, ion: Ion): NodeId[] {
  return buffersOf(context, ion).flatMap((buffer) => bindingRateOf(context, buffer) ?? []);
}

/** Makes the states of slow buffers known. To be called before states are sorted. */
export function registerBuffers(context: Context): void {
  const { builder, file } = context;
  for (const buffer of file.declarations.filter(isIonBuffer)) {
    const ion = buffer.ion?.ref;
    if (!buffer.name || ion === undefined) continue;
    const binding = presentBinding(context, buffer, ion);
    const free = presentConcentration(context, ion, 'in');
    const rate = bindingRateOf(context, buffer);
    const node = builder.node(rate === undefined ? builder.constant(0) : stateOf(context, buffer)!);
    if (binding?.kind !== 'slow' || free === undefined || rate === undefined || node.op !== 'symbol') continue;
    const volume = isInMovingVolume(context, ion, 'in') ? spaceOfIon(context, ion, 'in')?.volume : undefined;
    const inVolume = (concentration: NodeId): NodeId =>
      volume === undefined ? concentration : builder.binary('mul', concentration, volume);
    const total = context.valueAtDefaults(bindingOf(context, buffer)!.kind === 'slow' ? binding.total : free);
    const size = total !== undefined && total > 0 ? total : 1;
    context.states.push({
      name: volume === undefined ? `${buffer.name}.bound` : `amount of ${buffer.name}.bound`,
      symbol: node.symbol,
      rate: inVolume(rate),
      steady: inVolume(boundNode(builder, binding, free)),
      scale: volume === undefined ? size : size * 1e-15,
      unit: volume === undefined ? concentrationUnit(size) : 'fmol',
      span: spanOfProperty(buffer, 'name'),
    });
  }
}

/** undefined when any part of it is wrong. `ionIndex` finds an ion in the model. */
export function compileBuffer(
  context: Context,
  buffer: IonBuffer,
  ionIndex: (name: string) => number,
): ModelBuffer | undefined {
  const ion = buffer.ion?.ref;
  const index = ion === undefined ? -1 : ionIndex(ion.name);
  const binding = bindingOf(context, buffer);
  const [bound, kappa] = [boundOf(context, buffer), kappaOf(context, buffer)];
  if (index < 0 || binding === undefined || bound === undefined || kappa === undefined) return undefined;
  const doc = documentation(buffer);
  return {
    name: buffer.name,
    ion: index,
    kind: binding.kind,
    bound,
    kappa,
    ...(binding.kind !== 'ratio' && { total: binding.total, dissociation: binding.dissociation }),
    ...(binding.kind === 'slow' && { kon: binding.kon, koff: binding.koff }),
    ...(doc !== undefined && { doc }),
    span: spanOfProperty(buffer, 'name'),
  };
}
