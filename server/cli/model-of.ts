/** The model of one file, with parameters as the command line sets them. */
import { parameterValues } from '../../language/analysis/parameter-values.js';
import type { Model, Parameter } from '../../language/model/model.js';
import { withArticle } from '../../language/semantics/expectation.js';
import { literalToSI } from '../../language/units/convert.js';
import { sameDimension } from '../../language/units/dimension.js';
import { describeDimension, unitsOf } from '../../language/units/quantities.js';
import { nearest } from '../../language/units/nearest.js';
import { parseUnit, type Unit } from '../../language/units/unit.js';
import { hasErrors, printDiagnostics } from './check.js';
import { UsageError, type Console } from './console.js';
import { loadFiles, type LoadedFile } from './load.js';

export interface ModelOfFile {
  readonly loaded: LoadedFile;
  readonly model: Model;
  readonly symbols: Float64Array;
}

/** undefined when the file has errors, which are printed. Throws UsageError for a wrong `NAME=VALUE`. */
export async function modelOf(
  console: Console,
  file: string,
  settings: readonly string[],
): Promise<ModelOfFile | undefined> {
  const { files, unread } = await loadFiles(console, [file]);
  const [loaded] = files;
  if (loaded === undefined) throw new UsageError(unread[0]);
  const { model, complete } = loaded.compilation;
  if (hasErrors([loaded]) || !complete || model === undefined) {
    printDiagnostics({ out: console.err }, [loaded]);
    console.err(
      model === undefined && loaded.diagnostics.length === 0
        ? `${file} holds no membrane: give the file that imports it.\n`
        : `${file} has errors, so nothing is computed.\n`,
    );
    return undefined;
  }
  const sliders = Object.fromEntries(settings.map((setting) => readSetting(model, setting)));
  const symbols = parameterValues(model, sliders);
  if (!symbols.ok) throw new UsageError(symbols.failure.message);
  return { loaded, model, symbols: symbols.value };
}

const SETTING = /^\s*([^=\s]+)\s*=\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(.*?)\s*$/;

/** `gNa=100 mS/cm^2` → name and SI value; `option` is how it was given. */
export function readSetting(model: Model, setting: string, option = '--param'): [string, number] {
  const match = SETTING.exec(setting);
  if (match === null)
    throw new UsageError(`\`${option} ${setting}\` is not of the form NAME=VALUE, such as "gNa=100 mS/cm^2".`);
  const [, name, number, unitText] = match as unknown as [string, string, string, string];
  const parameter = model.parameters.find((entry) => entry.name === name);
  if (parameter === undefined) throw new UsageError(unknownParameter(model, name));
  const result = parseUnit(unitText);
  if (!result.ok) {
    const [close] = result.error.suggestions;
    throw new UsageError(
      `--param ${name}: \`${result.error.found}\` is no unit that Memb knows.${close === undefined ? '' : ` Did you mean \`${close}\`?`}`,
    );
  }
  return [name, literalToSI(number, checkedUnit(parameter, result.unit, number))];
}

function checkedUnit(parameter: Parameter, unit: Unit, number: string): Unit {
  const wanted = parseUnit(parameter.unit);
  if (!wanted.ok || sameDimension(wanted.unit.dimension, unit.dimension)) return unit;
  const kind = withArticle(describeDimension(wanted.unit.dimension));
  const example = parameter.unit === '' ? (unitsOf(wanted.unit.dimension)[0] ?? '') : parameter.unit;
  const found =
    unit.text === ''
      ? `\`${number}\` has no unit`
      : `\`${number} ${unit.text}\` is ${withArticle(describeDimension(unit.dimension))}`;
  throw new UsageError(`--param ${parameter.name} wants ${kind}${example ? ` (${example})` : ''}; ${found}.`);
}

function unknownParameter(model: Model, name: string): string {
  const names = model.parameters.map((entry) => entry.name);
  const [close] = nearest(name, names);
  if (close !== undefined) return `${model.name} has no parameter \`${name}\`. Did you mean \`${close}\`?`;
  return names.length === 0
    ? `${model.name} has no parameters.`
    : `${model.name} has no parameter \`${name}\`; it has ${names.join(', ')}.`;
}
