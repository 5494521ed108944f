/** `set K.out = 8 mM from 1 s to 2 s`: for an experiment, another value for something of the file. */
import { isExperiment, isIon, isParam, type Property, type Setting } from '../../generated/ast.js';
import type { SettingDrive } from '../../model/drive.js';
import type { Context } from '../context.js';
import { expectDimension } from '../expectation.js';
import { lower } from '../expressions.js';
import { replacement } from '../issues.js';
import { nearest } from '../../units/nearest.js';
import { constantOnly, findProperty, type Owner } from '../property-values.js';
import { join, spanOf, spanOfProperty } from '../spans.js';
import type { Typed } from '../typed.js';
import { concentrationOf, isGiven } from './concentrations.js';
import { compileInterval } from './intervals.js';
import { temperatureOf } from './membrane.js';
import { parameterValue } from './parameters.js';

export interface Override {
  readonly flag: number;
  readonly value: number;
}

/** `value`, or what an experiment sets in its place. */
export function orSet(context: Context, label: string, value: Typed): Typed {
  if (!targets(context).has(label)) return value;
  const { builder } = context;
  let found = context.overrides.get(label);
  if (found === undefined) {
    const drive = (): number => {
      const symbol = context.addSymbol({ kind: 'drive', name: label });
      context.defaults.set(symbol, 0);
      return symbol;
    };
    found = { flag: drive(), value: drive() };
    context.overrides.set(label, found);
  }
  const node = builder.select(builder.symbol(found.flag), builder.symbol(found.value), value.node);
  return { ...value, node };
}

export function labelOfProperty(owner: Owner, property: Property): string {
  return 'name' in owner && owner.$type !== 'Membrane' ? `${owner.name}.${property.key}` : property.key;
}

/** Everything that some experiment of the file sets. */
function targets(context: Context): ReadonlySet<string> {
  return (context.settable ??= new Set(
    context.file.declarations
      .filter(isExperiment)
      .flatMap(({ settings }) => settings.flatMap((setting) => labelOf(setting) ?? [])),
  ));
}

function labelOf({ target, part }: Setting): string | undefined {
  const name = target?.$refText;
  if (!name) return undefined;
  return part === undefined ? name : `${name}.${part.$refText}`;
}

/** undefined when it is wrong. */
export function compileSetting(
  context: Context,
  setting: Setting,
  duration: number | undefined,
): SettingDrive | undefined {
  const label = labelOf(setting);
  if (label === undefined) return undefined;
  const span = join(spanOfProperty(setting, 'target'), spanOfProperty(setting, setting.part ? 'part' : 'target'));
  const present = targetValue(context, setting, label, span);
  const lowered = setting.value === undefined ? undefined : lower(context, setting.value);
  if (present === undefined || lowered === undefined || present.type.kind === 'truth') return undefined;
  const typed = expectDimension(context, setting.value, lowered, [present.type.dimension], `\`${label}\``);
  const fixed = typed && constantOnly(context, typed, `\`${label}\``);
  const interval = compileInterval(context, setting, 'setting', duration);
  const override = context.overrides.get(label);
  if (fixed === undefined || interval === undefined || override === undefined) return undefined;
  const number = context.valueAtDefaults(fixed.node);
  const mustBePositive = !isParam(setting.target?.ref);
  if (number !== undefined && (!Number.isFinite(number) || (mustBePositive && number <= 0))) {
    const limit = label === 'temperature' ? 'absolute zero' : 'zero';
    return context.error('value.range', spanOf(setting.value), `\`${label}\` must be above ${limit}, and finite.`);
  }
  return { kind: 'setting', label, ...override, node: fixed.node, ...interval };
}

function targetValue(
  context: Context,
  { target, part }: Setting,
  label: string,
  span: Typed['span'],
): Typed | undefined {
  const node = target?.ref;
  const side = part?.$refText;
  if (isParam(node) && part === undefined) return parameterValue(context, node);
  if (label === 'temperature') return temperatureOf(context);
  if (isIon(node) && (side === 'in' || side === 'out')) {
    const property = findProperty(node, side);
    if (property === undefined && !isGiven(context, node, side)) {
      const message = `The concentration of \`${node.name}\` ${side === 'in' ? 'inside' : 'outside'} is not given, so there is nothing to set.`;
      return context.error('experiment.set', span, message);
    }
    if (property?.dynamic) {
      const message = `\`${label}\` is dynamic: it moves by itself, so it cannot be set. Change what moves it.`;
      return context.error('experiment.set', span, message);
    }
    return concentrationOf(context, node, side);
  }
  const names = context.file.declarations.flatMap((entry) =>
    isParam(entry) ? [entry.name] : isIon(entry) ? [`${entry.name}.in`, `${entry.name}.out`] : [],
  );
  const close = nearest(label, ['temperature', ...names]);
  const question = close[0] === undefined ? '' : ` Did you mean \`${close[0]}\`?`;
  const message = `\`${label}\` cannot be set: an experiment may set a \`param\`, the concentrations of an ion such as \`K.out\`, and \`temperature\`.${question}`;
  return context.error('experiment.set', span, message, ...close.map((entry) => replacement(span, entry)));
}
