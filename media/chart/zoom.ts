/** Moving about a chart with wheel, drag and keys. Pure arithmetic on ranges, then the listeners. */
import type { LineChart } from './line-chart.js';
import type { Range } from './series.js';

/** No zoom shows less than this share of the domain. */
const NARROWEST = 1e-6;
/** Shorter drags are clicks, px. */
const SHORTEST_DRAG = 5;
const WHEEL_SPEED = 0.0015;
const KEY_FACTOR = 1.5;

/** `range` about `centre`, `factor` times as wide, kept inside the domain. */
export function zoomAbout(range: Range, domain: Range, centre: number, factor: number): Range | undefined {
  const whole = domain.max - domain.min;
  const width = Math.max((range.max - range.min) * factor, whole * NARROWEST);
  if (width >= whole) return undefined;
  const share = (centre - range.min) / (range.max - range.min);
  return shiftInto(domain, centre - share * width, width);
}

/** `range` moved by `distance`, kept inside the domain. */
export function pan(range: Range, domain: Range, distance: number): Range {
  return shiftInto(domain, range.min + distance, range.max - range.min);
}

function shiftInto(domain: Range, from: number, width: number): Range {
  const min = Math.min(Math.max(from, domain.min), domain.max - width);
  return { min, max: min + width };
}

export interface ZoomTarget {
  readonly chart: LineChart;
  /** Receives the pointer. */
  readonly surface: HTMLElement;
  readonly domain: () => Range;
  /** Undefined: everything. */
  readonly onRange: (range: Range | undefined) => void;
  readonly onCursor: (x: number | undefined) => void;
}

/**
 * Drag: zoom into a stretch; Shift+drag: move; double click: everything. The wheel zooms while the plot has the focus
 * or Ctrl is held, and scrolls the page otherwise.
 */
export function attachZoom({ chart, surface, domain, onRange, onCursor }: ZoomTarget): void {
  let drag: { readonly x: number; readonly value: number; readonly range: Range; readonly moves: boolean } | undefined;

  surface.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== surface) return;
      event.preventDefault();
      const factor = Math.exp(event.deltaY * WHEEL_SPEED);
      onRange(zoomAbout(chart.range(), domain(), chart.valueAtClient(event.clientX), factor));
    },
    { passive: false },
  );
  surface.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    surface.focus({ preventScroll: true });
    surface.setPointerCapture(event.pointerId);
    drag = { x: event.clientX, value: chart.valueAtClient(event.clientX), range: chart.range(), moves: event.shiftKey };
  });
  surface.addEventListener('pointermove', (event) => {
    const value = chart.valueAtClient(event.clientX);
    if (!drag) {
      onCursor(value);
      return;
    }
    if (Math.abs(event.clientX - drag.x) < SHORTEST_DRAG) return;
    if (drag.moves) onRange(pan(chart.range(), domain(), drag.value - value));
    else chart.setBand({ min: Math.min(drag.value, value), max: Math.max(drag.value, value) });
  });
  surface.addEventListener('pointerup', (event) => {
    const start = drag;
    drag = undefined;
    chart.setBand(undefined);
    if (!start || start.moves || Math.abs(event.clientX - start.x) < SHORTEST_DRAG) return;
    const value = chart.valueAtClient(event.clientX);
    onRange({ min: Math.min(start.value, value), max: Math.max(start.value, value) });
  });
  surface.addEventListener('pointerleave', () => {
    if (!drag && document.activeElement !== surface) onCursor(undefined);
  });
  surface.addEventListener('pointercancel', () => {
    drag = undefined;
    chart.setBand(undefined);
  });
  surface.addEventListener('dblclick', () => onRange(undefined));
}

/** Arrow keys move the cursor (Shift: finely), Page Up and Down by a tenth, + and − zoom, 0 shows everything. */
export function attachKeys(target: ZoomTarget, cursor: () => number | undefined): void {
  const { chart, surface, domain, onRange, onCursor } = target;
  surface.addEventListener('keydown', (event) => {
    const range = chart.range();
    const width = range.max - range.min;
    const at = cursor() ?? (range.min + range.max) / 2;
    const move = (distance: number): void => {
      const next = Math.min(domain().max, Math.max(domain().min, at + distance));
      if (next < range.min || next > range.max) onRange(pan(range, domain(), distance));
      onCursor(next);
    };
    const step = width / (event.shiftKey ? 1000 : 100);
    const actions: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => move(-step),
      ArrowRight: () => move(step),
      PageUp: () => move(width / 10),
      PageDown: () => move(-width / 10),
      Home: () => onCursor(range.min),
      End: () => onCursor(range.max),
      '+': () => onRange(zoomAbout(range, domain(), at, 1 / KEY_FACTOR)),
      '-': () => onRange(zoomAbout(range, domain(), at, KEY_FACTOR)),
      '0': () => onRange(undefined),
      Escape: () => onCursor(undefined),
    };
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
