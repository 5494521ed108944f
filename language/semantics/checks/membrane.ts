/** One file is one membrane: there is exactly one, with a temperature, one size, and a capacitance where time runs. */
import { isExperiment, isMembrane, type Membrane } from '../../generated/ast.js';
import { isElectroneutral } from '../compile/potential.js';
import type { Context } from '../context.js';
import { insertion } from '../issues.js';
import { properties } from '../properties.js';
import { findProperty } from '../property-values.js';
import { spanOf, spanOfKeyword, spanOfProperty } from '../spans.js';
import { addProperty, removeProperty, requireProperty } from './properties.js';

export function checkMembrane(context: Context): void {
  const { membrane } = context;
  if (context.isLibrary) return;
  const others = context.file.declarations.filter(
    (entry) => isMembrane(entry) && entry !== membrane && Boolean(entry.name),
  );
  for (const other of others) {
    const span = spanOfKeyword(other, 'membrane');
    context.error(
      'membrane.duplicate',
      span,
      `One file is one membrane; this is the second. \`${membrane!.name}\` is on line ${(membrane!.$cstNode?.range.start.line ?? 0) + 1}.`,
    );
  }
  if (membrane === undefined) reportMissing(context);
  else checkContents(context, membrane);
}

const SKELETON = 'membrane Cell {\n  temperature = 37 degC\n  capacitance = 1 uF/cm^2\n  area = 1000 um^2\n}\n\n';

function reportMissing(context: Context): void {
  const first = context.file.declarations[0];
  const cst = first?.$cstNode;
  if (first === undefined || cst === undefined) return;
  const keyword = /^\w+/.exec(context.text.slice(cst.offset))?.[0].length ?? 1;
  context.error(
    'membrane.missing',
    { start: cst.offset, end: cst.offset + keyword },
    'This file has no `membrane`, so no temperature: reversal potentials cannot be computed.',
    insertion(0, SKELETON, 'Add a membrane at 37 °C'),
  );
}

function checkContents(context: Context, membrane: Membrane): void {
  const [temperature] = properties.Membrane;
  if (temperature !== undefined) requireProperty(context, membrane, temperature);
  const diameter = findProperty(membrane, 'diameter');
  if (findProperty(membrane, 'area') !== undefined && diameter !== undefined) {
    context.error(
      'property.conflict',
      spanOfProperty(diameter, 'key'),
      'The membrane has both an `area` and a `diameter`; give one.',
      removeProperty(context, diameter),
    );
  }
  const experiment = context.file.declarations.find((entry) => isExperiment(entry) && entry.clamps.length === 0);
  if (experiment?.name && !isElectroneutral(context) && findProperty(membrane, 'capacitance') === undefined) {
    const span = membrane.name ? spanOfProperty(membrane, 'name') : spanOf(membrane);
    context.error(
      'property.missing',
      span,
      `Experiment \`${experiment.name}\` needs the membrane’s \`capacitance\`: without it V has no rate of change.`,
      ...addProperty(membrane, 'capacitance = 1 uF/cm^2'),
    );
  }
}
