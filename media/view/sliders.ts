/** A slider for every `param` with a range. */
import { fromSI, toSI } from '../../language/units/convert.js';
import { formatNumber } from '../../language/units/display.js';
import { prettyUnit } from '../../language/units/pretty.js';
import type { Model, Parameter } from '../../language/model/model.js';
import { button, element, setAttributes } from '../element.js';

/** Steps over the whole range, at least. */
const FINEST = 200;

export interface Sliders {
  readonly element: HTMLElement;
  /** `settings` in SI, by name. */
  readonly show: (model: Model, settings: Readonly<Record<string, number>>) => void;
}

type Ranged = Parameter & { readonly minimum: number; readonly maximum: number };

/** `onChange` gets undefined where a parameter goes back to what the file says. */
export function makeSliders(onChange: (name: string, value: number | undefined) => void): Sliders {
  const rows = element('div', { class: 'slider-rows' });
  const all = button('Reset all', () => shown.forEach(({ name }) => onChange(name, undefined)), { class: 'quiet' });
  const box = element(
    'section',
    { class: 'sliders', 'aria-label': 'Parameters', 'data-memb': 'sliders' },
    element('div', { class: 'section-head' }, element('h2', {}, 'Parameters'), all),
    rows,
  );
  let shown: readonly Ranged[] = [];
  let sliders: readonly Row[] = [];

  return {
    element: box,
    show(model, settings) {
      const ranged = model.parameters.filter(hasRange);
      if (!sameParameters(shown, ranged)) {
        sliders = ranged.map((parameter, i) => makeRow(parameter, `slider-${i}`, onChange));
        rows.replaceChildren(...sliders.map((row) => row.element));
        shown = ranged;
      }
      box.hidden = ranged.length === 0;
      all.disabled = ranged.every(({ name }) => settings[name] === undefined);
      for (const row of sliders) row.update(settings);
    },
  };
}

interface Row {
  readonly element: HTMLElement;
  update(settings: Readonly<Record<string, number>>): void;
}

function makeRow(parameter: Ranged, id: string, onChange: (name: string, value: number | undefined) => void): Row {
  const { name, unit, doc } = parameter;
  const [minimum, maximum] = [parameter.minimum, parameter.maximum].map((value) => fromSI(value, unit)) as [
    number,
    number,
  ];
  const step = niceStep((maximum - minimum) / FINEST);
  const withUnit = (value: number): string => `${formatNumber(value)}${unit === '' ? '' : ` ${prettyUnit(unit)}`}`;
  const input = element('input', {
    type: 'range',
    id,
    min: minimum,
    max: maximum,
    step: 'any',
    'data-memb': 'slider',
    'data-name': name,
  });
  const output = element('output', { for: id, 'data-memb': 'parameter', 'data-name': name });
  const reset = button('↺', () => onChange(name, undefined), {
    class: 'quiet',
    'aria-label': `Reset ${name}`,
    title: 'Back to the value in the file',
  });
  const limits = element(
    'span',
    { class: 'limits', 'aria-hidden': 'true' },
    element('span', {}, formatNumber(minimum)),
    element('span', {}, formatNumber(maximum)),
  );

  const choose = (value: number): void => {
    const rounded = Math.min(maximum, Math.max(minimum, Math.round(value / step) * step));
    onChange(name, toSI(Number(rounded.toPrecision(12)), unit));
  };
  input.addEventListener('input', () => choose(input.valueAsNumber));
  // Native steps of an `any` slider are a hundredth of the range; these are the slider's own.
  input.addEventListener('keydown', (event) => {
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
    if (steps === undefined) return;
    event.preventDefault();
    choose(input.valueAsNumber + steps * step * (event.key.startsWith('Page') ? 2 : 1));
  });

  return {
    element: element(
      'div',
      { class: 'slider' },
      element('label', { for: id, title: doc }, name),
      input,
      output,
      reset,
      limits,
    ),
    update(settings) {
      const si = settings[name] ?? parameter.value;
      const value = fromSI(si, unit);
      input.value = String(value);
      const text = withUnit(value);
      setAttributes(input, { 'aria-valuetext': text });
      output.textContent = text;
      setAttributes(output, { 'data-value-si': si, 'data-value': value, 'data-unit': unit });
      reset.disabled = settings[name] === undefined;
    },
  };
}

function hasRange(parameter: Parameter): parameter is Ranged {
  return parameter.minimum !== undefined && parameter.maximum !== undefined && parameter.minimum < parameter.maximum;
}

function sameParameters(a: readonly Ranged[], b: readonly Ranged[]): boolean {
  const keys = ['name', 'value', 'minimum', 'maximum', 'unit', 'doc'] as const;
  return a.length === b.length && a.every((one, i) => keys.every((key) => one[key] === b[i]![key]));
}

/** 1, 2 or 5 times a power of ten, not above `step`. */
export function niceStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = [5, 2, 1].find((candidate) => candidate * power <= step * (1 + 1e-9)) ?? 1;
  return factor * power;
}
