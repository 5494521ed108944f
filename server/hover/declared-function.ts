/** Functions that a file declares, and their parameters: the formula, and what kinds of value go in and come out. */
import type { FunctionParameter, Let } from '../../language/generated/ast.js';
import { describeType, withArticle } from '../../language/semantics/expectation.js';
import { documentation } from '../../language/semantics/documentation.js';
import { signatureOf } from '../../language/semantics/lets.js';
import type { ValueType } from '../../language/semantics/typed.js';
import { displayUnit } from '../../language/units/display.js';
import { prettyUnit } from '../../language/units/pretty.js';
import { textOf, type Reading } from '../reading.js';
import { blocks, documented, escaped, facts, source } from './markdown.js';
import { notComputed } from './why-not.js';

export function declaredFunctionHover(reading: Reading, declaration: Let): string {
  const doc = documented(documentation(declaration));
  const type = reading.compilation.functionType(declaration);
  const text = source(textOf(reading, declaration));
  if (type === undefined) return blocks(text, doc, notComputed(reading, 'What it takes and gives', declaration));
  const rows = declaration.parameters.map((parameter, i) => [escaped(parameter.name), kindOf(type.parameters[i])]);
  return blocks(text, doc, facts(...rows, ['result', type.result ? kindOf(type.result) : 'depends on what goes in']));
}

export function parameterHover(reading: Reading, parameter: FunctionParameter): string {
  const declaration = parameter.$container;
  const type = reading.compilation.functionType(declaration)?.parameters[parameter.$containerIndex ?? 0];
  return blocks(
    `**${escaped(parameter.name)}** · parameter of \`${signatureOf(declaration)}\`: ${kindOf(type)}`,
    parameter.unit === undefined
      ? `Its kind follows from the body and is checked at every call. To fix it, write a unit: \`${parameter.name}: ${unitOf(type)}\`.`
      : 'Its kind is fixed by its unit; any unit of that kind may be given.',
  );
}

/** `a voltage (mV)`. */
export function kindOf(type: ValueType | undefined): string {
  if (type === undefined) return 'any that fits';
  const unit = type.kind === 'number' ? displayUnit(type.dimension) : '';
  const noun = type.kind === 'number' ? describeType(type).replace(/ \(.*\)$/, '') : withArticle('condition');
  return unit === '' ? noun : `${noun} (${prettyUnit(unit)})`;
}

function unitOf(type: ValueType | undefined): string {
  const unit = type?.kind === 'number' ? displayUnit(type.dimension) : '';
  return unit === '' ? 'mV' : unit;
}
