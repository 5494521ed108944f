/** What can be wrong with a text: one list of codes, and the value that carries one finding. */
import type { Span } from '../model/graph.js';

/** Every code is stable: documentation, tests and quick fixes refer to it. */
export const issueCodes = [
  'syntax.character',
  'syntax.comment',
  'syntax.limit',
  'syntax.unexpected',
  'name.unknown',
  'name.duplicate',
  'name.reserved',
  'name.cycle',
  'name.not-a-value',
  'name.unused',
  'number.range',
  'unit.unknown',
  'unit.missing',
  'unit.mismatch',
  'unit.is-a-name',
  'temperature.mixed',
  'temperature.implausible',
  'property.unknown',
  'property.duplicate',
  'property.missing',
  'property.conflict',
  'property.not-constant',
  'call.unknown',
  'call.arguments',
  'import.path',
  'import.missing',
  'import.cycle',
  'import.not-library',
  'import.broken',
  'import.name',
  'import.duplicate',
  'solution.side',
  'solution.ion',
  'solution.conflict',
  'solution.charge',
  'solution.mobility',
  'membrane.missing',
  'membrane.duplicate',
  'basis.mixed',
  'ion.charge',
  'ion.charge-missing',
  'ion.concentration-range',
  'ion.concentration-implausible',
  'ion.impermeant',
  'ion.undeclared',
  'ion.dynamic',
  'compartment.unknown',
  'compartment.side',
  'compartment.size',
  'compartment.osmotic',
  'charge.balance',
  'bath.no-effect',
  'pool.no-effect',
  'pool.duplicate',
  'buffer.no-effect',
  'buffer.binding',
  'slab.ion',
  'slab.diffusion',
  'potential.law',
  'potential.electroneutral',
  'channel.no-ion',
  'value.range',
  'value.implausible',
  'channel.no-reversal',
  'channel.no-open',
  'channel.permeation',
  'gate.kinetics',
  'gate.range',
  'gate.temperature',
  'value.singular',
  'channel.leak',
  'scheme.rates',
  'scheme.start',
  'scheme.moves',
  'scheme.balance',
  'scheme.unconnected',
  'scheme.duplicate',
  'pump.current',
  'pump.moves',
  'pump.costly',
  'transport.uphill',
  'transport.backwards',
  'param.range',
  'experiment.no-duration',
  'experiment.interval',
  'experiment.clamp',
  'experiment.no-ion',
  'experiment.set',
  'experiment.sweep',
  'experiment.unstable-start',
  'experiment.stochastic',
  'data.file',
  'data.column',
  'data.rows',
  'data.cell',
  'data.time',
  'data.unit',
  'plot.against',
  'expect.experiment',
  'expect.tolerance',
  'expect.varying',
  'measure.place',
] as const;
export type IssueCode = (typeof issueCodes)[number];

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A change of the text that mends an issue. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly { readonly span: Span; readonly text: string }[];
}

export interface Issue {
  readonly code: IssueCode;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly fixes: readonly Fix[];
}

export function issue(code: IssueCode, severity: Severity, span: Span, message: string, ...fixes: Fix[]): Issue {
  return { code, severity, span, message, fixes };
}

export function replacement(span: Span, text: string, title = `Replace with \`${text}\``): Fix {
  return { title, edits: [{ span, text }] };
}

export function insertion(offset: number, text: string, title: string): Fix {
  return { title, edits: [{ span: { start: offset, end: offset }, text }] };
}

/** An expression that is read for two reasons is wrong once. */
export function distinct(issues: readonly Issue[]): Issue[] {
  const seen = new Set<string>();
  return issues.filter(({ code, span, message }) => {
    const key = [code, span.file ?? '', span.start, span.end, message].join('\n');
    const isFirst = !seen.has(key);
    seen.add(key);
    return isFirst;
  });
}
