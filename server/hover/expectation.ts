/** An expectation: what is computed, what is wanted, and whether that agrees; a run it needs is done for it, if it is short. */
import { makeChecker, type Verdict } from '../../language/analysis/expectations.js';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import type { Expect } from '../../language/generated/ast.js';
import type { Expectation } from '../../language/model/expectation.js';
import type { Model } from '../../language/model/model.js';
import { formatQuantity } from '../../language/units/display.js';
import { keywords } from '../keywords.js';
import type { Reading } from '../reading.js';
import { valueText } from '../verdict-text.js';
import { blocks, escaped, facts } from './markdown.js';
import { notComputed } from './why-not.js';

/** Longer runs are for the list of tests: nobody waits for a hover. */
const MOST_STEPS = 20_000;

const checkers = new WeakMap<Model, (expectation: Expectation) => Verdict>();

export function expectationHover(reading: Reading, expect: Expect): string {
  const { model, complete } = reading.compilation;
  const found = model?.expectations.find(({ span }) => span.start === expect.$cstNode?.offset);
  const doc = `**expect** · ${keywords['expect']!}`;
  if (model === undefined || found === undefined || !complete)
    return blocks(doc, notComputed(reading, 'Whether it holds', expect));
  let check = checkers.get(model);
  if (check === undefined)
    checkers.set(model, (check = makeChecker(model, defaultSymbols(model), { maximumSteps: MOST_STEPS })));
  return blocks(`**${check(found).passed ? '✓ holds' : '✗ fails'}** · expectation`, details(check(found)));
}

function details(verdict: Verdict): string | undefined {
  const { expectation, value, wanted, tolerance, compared, failure } = verdict;
  const { label, experiment, unit } = expectation;
  if (failure?.code === 'solver.too-many-steps')
    return 'The run is long: it is done by the list of tests, or by `memb test`.';
  if (failure !== undefined) return failure.message;
  const where = experiment === undefined ? 'at rest' : `in ${escaped(experiment)}`;
  const other = expectation.compared;
  const off = value !== undefined && wanted !== undefined ? Math.abs(value - wanted) : undefined;
  const differenceUnit = unit === 'degC' ? 'K' : unit;
  return (
    facts(
      [`\`${label}\` ${where}`, wanted === undefined ? undefined : `**${valueText(verdict)}**`],
      [
        other && `\`${other.label}\` ${where}`,
        compared === undefined ? undefined : formatQuantity(compared, other?.unit ?? ''),
      ],
      ['wanted', wanted === undefined ? undefined : formatQuantity(wanted, unit, 12)],
      ['off by', off === undefined ? undefined : formatQuantity(off, differenceUnit)],
      ['allowed', tolerance === undefined ? undefined : formatQuantity(tolerance, differenceUnit)],
    ) ?? `\`${label}\``
  );
}
