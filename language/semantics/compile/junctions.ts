/**
 * Liquid junction potential between two solutions [Henderson 1907, Z Phys Chem 59:118]; the definition, of numbers, is
 * physics/henderson.ts, and a test holds both together.
 */
import { isReference, isSolution, type Call, type Component, type Solution } from '../../generated/ast.js';
import type { NodeId } from '../../model/graph.js';
import { unknownMobility } from '../../physics/mobilities.js';
import { voltage } from '../../units/dimension.js';
import type { Context } from '../context.js';
import { JUNCTION } from '../junction.js';
import { spanOf, spanOfProperty } from '../spans.js';
import { numberOf, type Typed } from '../typed.js';
import { ionMobility } from './ion-mobility.js';
import { thermalVoltageOf } from './membrane.js';
import { componentCharge, componentValue } from './solutions.js';

export function junctionPotential(context: Context, call: Call): Typed | undefined {
  const span = spanOf(call);
  if (call.arguments.length !== 2) {
    const message = `\`${JUNCTION.signature}\` takes two solutions.`;
    return context.error('call.arguments', span, message);
  }
  const [from, to] = call.arguments.map((argument) => {
    const target = isReference(argument) && argument.part === undefined ? argument.target?.ref : undefined;
    if (isSolution(target)) return target;
    const written = context.textOf(spanOf(argument));
    return context.error(
      'solution.side',
      spanOf(argument),
      `\`junction\` wants two solutions; \`${written}\` is none.`,
    );
  });
  const thermal = thermalVoltageOf(context);
  if (from === undefined || to === undefined || thermal === undefined) return undefined;
  const node = potential(context, from, to, thermal);
  return node === undefined ? undefined : { node, type: numberOf(voltage), span };
}

interface Dissolved {
  readonly charge: number;
  readonly mobility: NodeId;
  readonly before: NodeId;
  readonly after: NodeId;
}

function potential(context: Context, from: Solution, to: Solution, thermal: NodeId): NodeId | undefined {
  const { builder } = context;
  const ions = dissolvedIn(context, from, to);
  if (ions === undefined) return undefined;
  const sum = (term: (ion: Dissolved) => NodeId, weight: (charge: number) => number): NodeId =>
    builder.sum(
      ions.map((ion) =>
        builder.binary('mul', builder.constant(weight(ion.charge)), builder.binary('mul', ion.mobility, term(ion))),
      ),
    );
  const before = sum((ion) => ion.before, Math.abs);
  const drift = sum((ion) => builder.binary('sub', ion.after, ion.before), Math.sign);
  const change = builder.binary(
    'div',
    sum((ion) => builder.binary('sub', ion.after, ion.before), Math.abs),
    before,
  );
  const relative = builder.binary('mul', thermal, builder.binary('div', drift, before));
  return builder.unary('neg', builder.binary('mul', relative, logarithmOverChange(context, change)));
}

/** Below this ln(1 + x)/x is taken from its series, to 1e-13. */
const SMALL = 1e-4;

/** ln(1 + x)/x, also at x = 0, where both solutions conduct alike. */
function logarithmOverChange({ builder }: Context, x: NodeId): NodeId {
  const number = (value: number): NodeId => builder.constant(value);
  const isSmall = builder.binary('lt', builder.unary('abs', x), number(SMALL));
  const series = [1 / 3, -1 / 2, 1].reduce<NodeId>(
    (sum, coefficient) => builder.binary('add', builder.binary('mul', sum, x), number(coefficient)),
    number(0),
  );
  const whole = builder.binary('div', builder.unary('log', builder.binary('add', number(1), x)), x);
  return builder.select(isSmall, series, whole);
}

/** The charged components of both, each once; undefined when something about one of them is not known. */
function dissolvedIn(context: Context, from: Solution, to: Solution): Dissolved[] | undefined {
  const zero = context.builder.constant(0);
  const names = new Set([...from.components, ...to.components].map(({ name }) => name));
  const ions = [...names].map((name): Dissolved | undefined | 'uncharged' => {
    const [before, after] = [from, to].map(({ components }) => components.find((entry) => entry.name === name));
    const component = (before ?? after)!;
    const charge = componentCharge(context, component);
    if (charge === 0) return 'uncharged';
    const mobility = charge === undefined ? undefined : mobilityOf(context, component);
    const [one, two] = [before, after].map((entry) =>
      entry === undefined ? zero : componentValue(context, entry)?.node,
    );
    if (charge === undefined || mobility === undefined || one === undefined || two === undefined) return undefined;
    return { charge, mobility, before: one, after: two };
  });
  return ions.includes(undefined) ? undefined : ions.filter((ion) => ion !== 'uncharged' && ion !== undefined);
}

function mobilityOf(context: Context, component: Component): NodeId | undefined {
  const { name } = component;
  const known = ionMobility(context, name);
  if (known !== undefined) return known;
  return context.once(component, 'mobility', name, undefined, () =>
    context.error('solution.mobility', spanOfProperty(component, 'name'), unknownMobility(name)),
  );
}
