/** Gives the pictures of formulas in a hover the colour of the theme, which a picture cannot know and the server does not. */
import { ColorThemeKind, MarkdownString, window, type Hover } from 'vscode';
import type { HoverMiddleware } from 'vscode-languageclient';
import { FORMULA_INK } from '../language/protocol.js';

const inks: Readonly<Record<ColorThemeKind, string>> = {
  [ColorThemeKind.Light]: '#333333',
  [ColorThemeKind.Dark]: '#d4d4d4',
  [ColorThemeKind.HighContrast]: '#ffffff',
  [ColorThemeKind.HighContrastLight]: '#000000',
};

export const inkedHover: NonNullable<HoverMiddleware['provideHover']> = async (document, position, token, next) => {
  const hover = await next(document, position, token);
  if (hover) hover.contents.forEach(ink);
  return hover;
};

function ink(content: Hover['contents'][number]): void {
  if (!(content instanceof MarkdownString)) return;
  const colour = inks[window.activeColorTheme.kind];
  content.value = content.value.replaceAll(encodeURIComponent(FORMULA_INK), encodeURIComponent(colour));
}
