/** `expect V_rest = -72 mV within 1 mV`: a value that the file itself tests. */
import { isBinary, isExperiment, type Expect, type Experiment, type Expression } from '../../generated/ast.js';
import type { Expectation } from '../../model/expectation.js';
import type { BinaryOp, NodeId } from '../../model/graph.js';
import { nearest } from '../../units/nearest.js';
import type { Context } from '../context.js';
import { describeType, expectDimension, literalOf, shortened } from '../expectation.js';
import { lower } from '../expressions.js';
import { insertion, replacement } from '../issues.js';
import { constantOnly } from '../property-values.js';
import { spanOf, spanOfProperty } from '../spans.js';
import type { Typed } from '../typed.js';
import { unitToShow } from './parameters.js';

const WRONG = { wrong: true } as const;

/** undefined when any part of it is wrong. */
export function compileExpectation(context: Context, expect: Expect): Expectation | undefined {
  if (expect.value === undefined) return undefined;
  const experiment = experimentOf(context, expect);
  context.measuring = experiment === undefined ? 'rest' : 'run';
  context.expectation = expect;
  const value = lower(context, expect.value);
  const found = value && compared(context, expect, value);

  context.measuring = undefined;
  context.expectation = undefined;
  if (value === undefined || found === undefined || typeof experiment === 'object') return undefined;
  if (experiment !== undefined && !isMeasured(context, expect, value, experiment)) return undefined;
  return {
    span: spanOf(expect),
    ...found,
    ...(experiment !== undefined && { experiment }),
  };
}

function isFamily({ sweeps, phases }: Experiment): boolean {
  return sweeps.length > 0 || phases.some(({ step }) => step !== undefined);
}

function family(context: Context, expect: Expect, name: string): typeof WRONG {
  const message = `\`${name}\` is a family of runs, and an expectation is about one: make an experiment of the run that is meant.`;
  context.error('expect.experiment', spanOfProperty(expect, 'experiment'), message);
  return WRONG;
}

function experimentOf(context: Context, expect: Expect): string | { readonly wrong: true } | undefined {
  const { experiment } = expect;
  if (experiment === undefined) return undefined;
  if (experiment.ref !== undefined)
    return isFamily(experiment.ref) ? family(context, expect, experiment.ref.name) : experiment.ref.name;
  const name = experiment.$refText;
  if (name === '' || experiment.$refNode === undefined) return WRONG;
  const { offset: start, end } = experiment.$refNode;
  const names = context.file.declarations
    .filter((entry) => isExperiment(entry) && Boolean(entry.name))
    .map((entry) => entry.name);
  const close = nearest(name, names);
  const known = names.length === 0 ? 'this file has none' : `it has ${names.map((entry) => `\`${entry}\``).join(', ')}`;
  const message = `\`${name}\` is no experiment of this file; ${close[0] === undefined ? known : `did you mean \`${close[0]}\``}${close[0] === undefined ? '.' : '?'}`;
  const fixes = (close.length > 0 ? close : names).map((entry) => replacement({ start, end }, entry));
  return context.error('expect.experiment', { start, end }, message, ...fixes) ?? WRONG;
}

type Compared = Pick<Expectation, 'node' | 'wanted' | 'tolerance' | 'unit' | 'label' | 'compared'>;

function compared(context: Context, expect: Expect, value: Typed): Compared | undefined {
  const { wanted, tolerance } = expect;
  if (value.type.kind === 'truth') {
    const text = shortened(context.textOf(value.span));
    if (wanted === undefined) return { node: value.node, unit: '', label: text, ...comparedIn(context, expect.value) };
    const message = `\`${text}\` is a condition, so it holds or not; leave out \`= …\`.`;
    return context.error('unit.mismatch', spanOf(wanted), message);
  }
  const span = spanOf(expect.value);
  if (wanted === undefined) {
    if (expect.relation !== undefined) return undefined;
    const message =
      'This does not say what to expect: write `= VALUE within TOLERANCE`, or a condition such as `V_rest < -60 mV`.';
    return context.error('expect.tolerance', span, message);
  }
  const { dimension } = value.type;
  const text = shortened(context.textOf(span));
  const typed = lower(context, wanted);
  const right = typed && expectDimension(context, wanted, typed, [dimension], `The expected \`${text}\``);
  const fixed = right && constantOnly(context, right, 'What is expected');
  if (right === undefined || fixed === undefined) return undefined;
  const unit = unitToShow(wanted, right);
  const { relation = '=' } = expect;
  if (relation !== '=') return relationOf(context, expect, value, right, unit);
  const exact = { node: value.node, wanted: right.node, unit, label: text };
  if (tolerance === undefined) return isCount(context, value.node) ? exact : noTolerance(context, expect, right, unit);
  const allowed = toleranceOf(context, tolerance, value);
  return allowed && { ...exact, tolerance: allowed };
}

const relations: Readonly<Record<string, BinaryOp>> = { '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' };

/** `first_spike in Step > 5 ms`: a condition, with the experiment in its midst. */
function relationOf(context: Context, expect: Expect, value: Typed, right: Typed, unit: string): Compared | undefined {
  const { relation, tolerance } = expect;
  if (tolerance !== undefined) {
    const message = `\`${relation}\` holds or not: \`within\` belongs to \`=\`.`;
    return context.error('expect.tolerance', spanOf(tolerance), message);
  }
  const node = context.builder.binary(relations[relation!]!, value.node, right.node);
  const text = context.textOf(value.span);
  const label = shortened(`${text} ${relation} ${context.textOf(right.span)}`);
  return { node, unit: '', label, compared: { node: value.node, label: shortened(text), unit } };
}

/** Of `peak(V) < 40 mV` the peak, in the unit of the other side. */
function comparedIn(context: Context, condition: Expression): Pick<Compared, 'compared'> {
  if (!isBinary(condition) || relations[condition.operator] === undefined) return {};
  const [left, right] = [lower(context, condition.left), lower(context, condition.right)];
  if (left?.type.kind !== 'number' || right === undefined) return {};
  const label = shortened(context.textOf(left.span));
  return { compared: { node: left.node, label, unit: unitToShow(condition.right, right) } };
}

/** Only what is counted is ever exactly equal. */
function isCount({ builder, measures }: Context, node: NodeId): boolean {
  const entry = builder.node(node);
  return entry.op === 'symbol' && measures.some(({ symbol, kind }) => symbol === entry.symbol && kind === 'count');
}

function noTolerance(context: Context, expect: Expect, wanted: Typed, unit: string): undefined {
  const { end } = spanOf(expect.wanted);
  const fixes = ['1 %', ...(unit === '' ? [] : [`1 ${unit}`])].map((text) =>
    insertion(end, ` within ${text}`, `Add \`within ${text}\``),
  );
  const message = 'Computed numbers are never exactly equal: say how far it may be off, as in `within 1 %`.';
  return context.error('expect.tolerance', wanted.span, message, ...fixes);
}

/** A literal in % is a share of what is wanted, everything else a difference. */
function toleranceOf(context: Context, expression: Expression, value: Typed): Expectation['tolerance'] | undefined {
  const lowered = lower(context, expression);
  if (lowered === undefined || value.type.kind === 'truth') return undefined;
  const { dimension } = value.type;
  const relative = literalOf(expression)?.unit === '%';
  const typed = relative ? lowered : expectDimension(context, expression, lowered, [dimension], '`within`');
  const fixed = typed && constantOnly(context, typed, '`within`');
  if (fixed === undefined) return undefined;
  const number = context.valueAtDefaults(fixed.node);
  if (number !== undefined && !(number >= 0 && number < Infinity)) {
    const message = `\`within\` is how far the value may be off, so it cannot be ${number < 0 ? 'negative' : describeType(value.type)}.`;
    return context.error('expect.tolerance', spanOf(expression), message);
  }
  return { node: fixed.node, relative };
}

/** Beside a run only measures have one value. */
function isMeasured(context: Context, expect: Expect, { node, span }: Typed, experiment: string): boolean {
  const [varying] = context.variablesOf(node).filter(({ kind }) => kind !== 'measure');
  if (varying === undefined) return true;
  const text = context.textOf(span);
  const isAlone = text === varying.name;
  const { name } = varying;
  const changes = isAlone ? `\`${name}\` changes` : `\`${shortened(text)}\` reads \`${name}\`, which changes`;
  const message = `${changes} during \`${experiment}\`: say which value is meant, as in \`peak(${name})\` or \`steady(${name} to 50 ms)\`.`;
  const fixes = ['peak', 'steady'].map((measure) =>
    replacement(span, `${measure}(${text})`, `Measure \`${measure}(${shortened(text)})\``),
  );
  context.error('expect.varying', spanOf(expect.value), message, ...(isAlone ? fixes : []));
  return false;
}
