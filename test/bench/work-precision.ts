/** Work–precision diagrams: what an error costs, on both sides, drawn as SVG for the language reference. */
import type { Candidate } from './compare.js';
import type { Compared } from './solver.js';

const PANEL = { width: 360, height: 280, left: 52, right: 14, top: 34, bottom: 42 };
const COLUMNS = 2;
const SIDES = [
  { name: 'Memb', colour: '#0b6e99' },
  { name: 'CVODE 6.4.1, BDF, -O3 -march=native', colour: '#c2410c' },
];

/** One panel for each piece of work; error along, time up, both logarithmic. */
export function drawWorkPrecision(works: readonly Compared[]): string {
  const rows = Math.ceil(works.length / COLUMNS);
  const width = COLUMNS * PANEL.width;
  const height = rows * PANEL.height + 30;
  const panels = works.map((work, i) => {
    const x = (i % COLUMNS) * PANEL.width;
    const y = Math.floor(i / COLUMNS) * PANEL.height;
    return `<g transform="translate(${x} ${y})">${panel(work)}</g>`;
  });
  const legend = SIDES.map(
    ({ name, colour }, i) =>
      `<g transform="translate(${PANEL.left + i * 120} ${height - 14})"><circle r="4" cx="4" cy="-4" fill="${colour}"/><text x="14">${name}</text></g>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="11" fill="#222">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...panels,
    ...legend,
    '</svg>\n',
  ].join('\n');
}

function panel({ problem, timed }: Compared): string {
  const curves = timed.slice(0, SIDES.length).map(({ tried }) => bestOf(tried));
  const points = curves.flat();
  const x = axis(
    points.map(({ largest }) => largest),
    [PANEL.left, PANEL.width - PANEL.right],
  );
  const y = axis(
    points.map(({ ms }) => ms),
    [PANEL.height - PANEL.bottom, PANEL.top],
  );
  const bottom = PANEL.height - PANEL.bottom;
  const right = PANEL.width - PANEL.right;
  const asked = x.place(problem.accuracy).toFixed(1);
  const lines = curves.map((curve, i) => {
    const places = curve.map(({ largest, ms }) => [x.place(largest).toFixed(1), y.place(ms).toFixed(1)] as const);
    const path = places.map(([px, py]) => `${px},${py}`).join(' ');
    const { colour } = SIDES[i]!;
    const dots = places.map(([px, py]) => `<circle cx="${px}" cy="${py}" r="2.5" fill="${colour}"/>`).join('');
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="1.5"/>${dots}`;
  });
  return [
    `<text x="${PANEL.left}" y="18" font-weight="bold">${problem.title}</text>`,
    ...x.ticks.map(
      (k) =>
        `<line x1="${x.place(10 ** k)}" x2="${x.place(10 ** k)}" y1="${PANEL.top}" y2="${bottom}" stroke="#e5e5e5"/>` +
        `<text x="${x.place(10 ** k)}" y="${bottom + 14}" text-anchor="middle">${power(k)}</text>`,
    ),
    ...y.ticks.map(
      (k) =>
        `<line y1="${y.place(10 ** k)}" y2="${y.place(10 ** k)}" x1="${PANEL.left}" x2="${right}" stroke="#e5e5e5"/>` +
        `<text y="${y.place(10 ** k) + 4}" x="${PANEL.left - 6}" text-anchor="end">${power(k)}</text>`,
    ),
    `<line x1="${asked}" x2="${asked}" y1="${PANEL.top}" y2="${bottom}" stroke="#999" stroke-dasharray="3 3"/>`,
    ...lines,
    `<text x="${(PANEL.left + right) / 2}" y="${bottom + 32}" text-anchor="middle">largest error, ${problem.unit}</text>`,
    `<text transform="translate(14 ${(PANEL.top + bottom) / 2}) rotate(-90)" text-anchor="middle">processor time, ms</text>`,
  ].join('\n');
}

/** Settings that no other beats in both error and time, by error. */
function bestOf(tried: readonly Candidate[]): Candidate[] {
  const beaten = (one: Candidate): boolean =>
    tried.some((other) => other.largest < one.largest && other.evaluations < one.evaluations);
  return tried.filter((one) => one.largest > 0 && !beaten(one)).toSorted((a, b) => a.largest - b.largest);
}

interface Axis {
  readonly place: (value: number) => number;
  /** Exponents of ten inside. */
  readonly ticks: readonly number[];
}

function axis(values: readonly number[], [from, to]: readonly [number, number]): Axis {
  const low = Math.log10(Math.min(...values)) - 0.1;
  const high = Math.log10(Math.max(...values)) + 0.1;
  const first = Math.ceil(low);
  const ticks = Array.from({ length: Math.max(0, Math.floor(high) - first + 1) }, (_, i) => first + i);
  return { ticks, place: (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from) };
}

function power(exponent: number): string {
  return `10<tspan dy="-4" font-size="8">${String(exponent).replace('-', '−')}</tspan>`;
}
