/** Pumps: stoichiometry, net charge per cycle, current, turnover and ATP. */
import type { Pump } from '../../generated/ast.js';
import type { NodeId, Span } from '../../model/graph.js';
import type { IonCurrent, Pathway, PumpCycle } from '../../model/model.js';
import { elementaryCharge } from '../../physics/constants.js';
import { displayUnit, formatQuantity } from '../../units/display.js';
import type { Context } from '../context.js';
import { documentation } from '../documentation.js';
import { replacement } from '../issues.js';
import { findProperty, propertyValue } from '../property-values.js';
import { spanOf, spanOfProperty } from '../spans.js';
import { chargeOf } from './ions.js';
import { inBasis } from './membrane.js';

interface Move {
  readonly ion: string;
  readonly charge: number;
  /** Positive outward. */
  readonly count: number;
}

/** undefined when an ion or a charge is not known. */
function movesOf(context: Context, pump: Pump): Move[] | undefined {
  return context.once(pump, 'moves', pump.name, undefined, () => {
    const { transfers } = pump;
    if (transfers.length === 0) {
      return context.error(
        'pump.moves',
        spanOfProperty(pump, 'name'),
        `\`${pump.name}\` moves nothing: say what it carries per cycle, as in \`moves 3 Na out, 2 K in\`.`,
      );
    }
    const moves: Move[] = [];
    for (const transfer of transfers) {
      const ion = transfer.ion?.ref;
      const charge = ion && chargeOf(context, ion);
      const count = Number(transfer.count ?? 1);
      if (transfer.count !== undefined && (count <= 0 || !Number.isInteger(count))) {
        return context.error(
          'pump.moves',
          spanOfProperty(transfer, 'count'),
          `A cycle moves a whole number of ions, at least 1; \`${transfer.count}\` is none.`,
        );
      }
      if (ion === undefined || charge === undefined || transfer.direction === undefined) return undefined;
      if (ion.impermeant)
        return context.error(
          'ion.impermeant',
          spanOfProperty(transfer, 'ion'),
          `\`${ion.name}\` is impermeant: nothing moves it.`,
        );
      moves.push({ ion: ion.name, charge, count: transfer.direction === 'out' ? count : -count });
    }
    return moves;
  });
}

/** Σ z·n, positive outward. */
export function netCharge(context: Context, pump: Pump): number | undefined {
  return movesOf(context, pump)?.reduce((sum, move) => sum + move.charge * move.count, 0);
}

/** ATP per cycle; 0 without `uses`. */
function atpOf(context: Context, pump: Pump): number {
  const [uses, second] = pump.uses;
  if (uses === undefined) return 0;
  const fuel = spanOfProperty(uses, 'fuel');
  if (uses.fuel && uses.fuel !== 'ATP') {
    const message = `A pump uses ATP; \`${uses.fuel}\` is not known as its fuel.`;
    context.error('pump.moves', fuel, message, replacement(fuel, 'ATP'));
  }
  const count = Number(uses.count ?? 1);
  if (count === 0) {
    context.error('pump.moves', spanOfProperty(uses, 'count'), 'Leave `uses` out of a pump that uses no ATP.');
  }
  if (second !== undefined) {
    context.error('property.duplicate', spanOf(second), '`uses` is given twice; the first one counts.');
  }
  return count;
}

export function pumpCurrent(context: Context, pump: Pump, from?: Span): NodeId | undefined {
  return context.once(pump, 'I', `${pump.name}.I`, from, () => {
    const written = propertyValue(context, pump, 'current');
    const charge = netCharge(context, pump);
    if (charge === 0 && findProperty(pump, 'current') === undefined) return context.builder.constant(0);
    if (written === undefined || charge === undefined) return undefined;
    const value = context.valueAtDefaults(written.node);
    if (value !== undefined && value !== 0 && Math.sign(value) !== Math.sign(charge))
      return contradiction(
        context,
        pump,
        written.span,
        value,
        charge,
        written.type.kind === 'number' ? displayUnit(written.type.dimension) : '',
      );
    return inBasis(context, written, 'This pump current');
  });
}

function contradiction(
  context: Context,
  pump: Pump,
  span: Span,
  value: number,
  charge: number,
  unit: string,
): undefined {
  const shown = formatQuantity(value, unit);
  const stoichiometry = pump.transfers.map((transfer) => context.textOf(spanOf(transfer))).join(', ');
  if (charge === 0) {
    return context.error(
      'pump.current',
      span,
      `\`${stoichiometry}\` moves no net charge, so this pump carries no current; ${shown} contradicts it.`,
      replacement(span, `0 ${unit}`),
    );
  }
  const direction = charge > 0 ? 'outward' : 'inward';
  const text = context.textOf(span);
  const flipped = text.startsWith('-') ? text.slice(1).trimStart() : `-${text}`;
  return context.error(
    'pump.current',
    span,
    `\`${stoichiometry}\` moves ${Math.abs(charge)} net charge ${direction} per cycle, so its current is ${charge > 0 ? 'positive' : 'negative'}; ${shown} is ${value > 0 ? 'outward' : 'inward'}.`,
    replacement(span, flipped),
  );
}

/** Cycles/s in the basis: I/(e·z_net); undefined when no net charge tells it. */
export function pumpRate(context: Context, pump: Pump, from?: Span): NodeId | undefined {
  return context.once(pump, 'rate', `${pump.name}.rate`, from, () => {
    const current = pumpCurrent(context, pump);
    const charge = netCharge(context, pump);
    if (current === undefined || charge === undefined || charge === 0) return undefined;
    return context.builder.binary('div', current, context.builder.constant(elementaryCharge * charge));
  });
}

/** undefined when any part of it is wrong. */
export function compilePump(context: Context, pump: Pump, ionIndex: (name: string) => number): Pathway | undefined {
  const { builder } = context;
  const moves = movesOf(context, pump);
  const atp = atpOf(context, pump);
  const charge = netCharge(context, pump);
  const current = pumpCurrent(context, pump);
  const rate = pumpRate(context, pump);
  if (moves === undefined || charge === undefined || current === undefined) return undefined;
  const ionCurrents: IonCurrent[] = [];
  if (charge !== 0)
    for (const move of moves) {
      ionCurrents.push({
        ion: ionIndex(move.ion),
        current: builder.binary('mul', current, builder.constant((move.charge * move.count) / charge)),
      });
    }
  const cycle: PumpCycle = {
    moves: moves.map((move) => ({ ion: ionIndex(move.ion), count: move.count })),
    atp,
    charge,
    ...(rate !== undefined && { rate }),
  };
  const doc = documentation(pump);
  return {
    name: pump.name,
    kind: 'pump',
    current,
    ionCurrents,
    gates: [],
    cycle,
    span: spanOfProperty(pump, 'name'),
    ...(doc !== undefined && { doc }),
  };
}
