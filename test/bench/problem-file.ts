/** A problem as the C programs read it: see c/problem.h. */
import type { BenchCase, BenchProblem } from './problems.js';
import { injectionSymbol } from '../../language/solver/model-system.js';
import { edgesOf, pulsesOf } from '../../language/solver/pulses.js';
import { problemOf } from '../../language/solver/model-problem.js';

export function problemFile(problem: BenchProblem): string {
  const compiled = problemOf(problem.model, problem.cases[0]!.symbols, problem.injections);
  if (!compiled.ok) throw new Error(compiled.failure.message);
  const lines = [
    [...compiled.value.scales],
    [problem.cases.length],
    ...problem.cases.flatMap((one) => caseLines(problem, one)),
    [problem.grid.length],
    [...problem.grid],
  ];
  return `${lines.map((line) => line.join(' ')).join('\n')}\n`;
}

function caseLines({ model, injections, duration }: BenchProblem, { symbols, start }: BenchCase): number[][] {
  const pulses = pulsesOf(model, injections, symbols);
  const bounds = [0, ...edgesOf(pulses).filter((edge) => edge > 0 && edge < duration), duration];
  const segments = bounds.slice(1).map((end, i) => {
    const middle = (bounds[i]! + end) / 2;
    const values = Array.from(symbols, (value) => (Number.isFinite(value) ? value : 0));
    pulses.forEach(({ from, to, value }, k) => {
      values[injectionSymbol(model, k)] = from <= middle && middle < to ? value : 0;
    });
    return [end, ...values];
  });
  return [[...start], [segments.length], ...segments];
}
