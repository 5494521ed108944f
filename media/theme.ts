/** The editor's colours, as the canvas needs them, and word of their change. */
import { tonesOf } from './chart/colour-scale.js';
import { palettes, type ThemeKind } from './palette.js';

export interface Theme {
  readonly kind: ThemeKind;
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly axis: string;
  readonly background: string;
  readonly accent: string;
  readonly series: readonly string[];
  /** Of what has an order, low to high. */
  readonly tones: readonly string[];
  readonly font: string;
}

/** Reads the theme and gives its trace colours to the style sheet as `--series-0` … and `--tone-0` … */
export function readTheme(root: HTMLElement): Theme {
  const kind = kindOf(document.body);
  const series = palettes[kind];
  document.documentElement.dataset['theme'] = kind;
  series.forEach((colour, i) => root.style.setProperty(`--series-${i}`, colour));
  const tones = tonesOf(kind);
  tones.forEach((colour, i) => root.style.setProperty(`--tone-${i}`, colour));
  const resolve = colourResolver(root);
  return {
    kind,
    text: resolve('--text'),
    muted: resolve('--muted'),
    grid: resolve('--grid'),
    axis: resolve('--axis'),
    background: resolve('--background'),
    accent: resolve('--accent'),
    series,
    tones,
    font: getComputedStyle(root).fontFamily,
  };
}

/** Calls back whenever the editor's theme changes: VS Code then swaps the classes and variables of the page. */
export function onThemeChange(callback: () => void): void {
  const observer = new MutationObserver(callback);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}

function kindOf({ classList }: HTMLElement): ThemeKind {
  if (classList.contains('vscode-high-contrast-light')) return 'high-contrast-light';
  if (classList.contains('vscode-high-contrast')) return 'high-contrast';
  if (classList.contains('vscode-dark')) return 'dark';
  return 'light';
}

/** A custom property's text may hold further variables and mixes; as a colour of an element it is resolved. */
function colourResolver(root: HTMLElement): (property: string) => string {
  return (property) => {
    const probe = document.createElement('span');
    probe.style.color = `var(${property})`;
    root.append(probe);
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
  };
}
