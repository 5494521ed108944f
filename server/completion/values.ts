/** Names in scope where a value is due: what fits there first. */
import { CompletionItemKind } from 'vscode-languageserver';
import { isLet, isParam, isState } from '../../language/generated/ast.js';
import { builtinNames, builtinParts, type PartOwner } from '../../language/semantics/builtins.js';
import { documentation } from '../../language/semantics/documentation.js';
import { functions, signature, type BuiltinFunction } from '../../language/semantics/functions.js';
import { measures, measureSignature, type MeasureRule } from '../../language/semantics/measures.js';
import { findProperty } from '../../language/semantics/property-values.js';
import {
  concentration,
  conductance,
  conductanceDensity,
  current,
  currentDensity,
  dimensionless,
  molarEnergy,
  permeability,
  rate,
  rateDensity,
  sameDimension,
  voltage,
  volume,
  volumeRate,
  type Dimension,
} from '../../language/units/dimension.js';
import { letHint, paramHint, stateHint } from '../hints.js';
import { keywords } from '../keywords.js';
import { source } from '../hover/markdown.js';
import { textOf, valueSummary } from '../reading.js';
import { exampleOf } from './blocks.js';
import type { Slot } from './place.js';
import { movingConcentrations } from './compartments.js';
import type { Declared } from './declared.js';
import { enclosing, type Offer, type Scene } from './offer.js';
import type { DimensionOf } from './partial-expression.js';
import type { Wanted } from './wanted.js';

const OWNERS: Readonly<Record<string, PartOwner>> = {
  ion: 'Ion',
  impermeant: 'Ion',
  compartment: 'Compartment',
  solution: 'Solution',
  buffer: 'IonBuffer',
  solute: 'Solute',
  ligand: 'Solute',
  channel: 'Channel',
  pump: 'Pump',
  transporter: 'Pump',
};

/** What is known of the dimensions of names, also in a text with errors. */
export function dimensionsIn(scene: Scene): DimensionOf {
  const gates = new Set(enclosing(scene)?.gates);
  return (name, part) => {
    if (part !== undefined)
      return partDimension(
        scene,
        scene.declared.find((entry) => entry.name === name),
        part,
      );
    return gates.has(name) ? dimensionless : (valueDimension(scene, name) ?? builtinNames.get(name)?.dimension);
  };
}

function partDimension({ reading }: Scene, owner: Declared | undefined, part: string): Dimension | undefined {
  const isArea = (reading.compilation.model?.basis ?? 'area') === 'area';
  if (owner?.gates.includes(part) === true) return dimensionless;
  switch (part) {
    case 'in':
    case 'out':
      return concentration;
    case 'volume':
      return volume;
    case 'osmolarity':
    case 'charge':
      return concentration;
    case 'E':
      return voltage;
    case 'z':
    case 'open':
    case 'unblocked':
      return dimensionless;
    case 'g':
      return isArea ? conductanceDensity : conductance;
    case 'I':
      return isArea ? currentDensity : current;
    case 'dG':
      return molarEnergy;
    case 'P':
      return isArea ? permeability : volumeRate;
    case 'rate':
      return isArea ? rateDensity : rate;
    default:
      return undefined;
  }
}

function valueDimension({ reading }: Scene, name: string): Dimension | undefined {
  const declaration = reading.file.declarations.find(
    (entry) => entry.name === name && (isParam(entry) || isLet(entry) || isState(entry)),
  );
  const value = isState(declaration)
    ? findProperty(declaration, 'start')?.value
    : isParam(declaration) || isLet(declaration)
      ? declaration.value
      : undefined;
  const type = value && reading.compilation.types.get(value)?.type;
  return type?.kind === 'number' ? type.dimension : undefined;
}

type Ranked = Offer & { readonly dimension: Dimension | undefined };

/** `isFirst`: nothing of the expression is written yet. */
export function valueOffers(scene: Scene, slot: Slot, wanted: Wanted, isFirst: boolean): Offer[] {
  const fits = ({ dimension }: Ranked): boolean =>
    dimension !== undefined && wanted.dimensions?.some((one) => sameDimension(one, dimension)) === true;
  const names = [...parameterOffers(scene), ...gateOffers(scene, slot), ...declaredOffers(scene, slot)];
  const parts = partsOfOthers(scene, slot).filter((part) => part.dimension !== dimensionless && fits(part));
  const builtins = [...(slot.measured === true ? [restOffer] : []), ...builtinOffers(slot)];
  const [fitting, others] = [
    [...names, ...parts, ...builtins].filter(fits),
    [...names, ...builtins].filter((one) => !fits(one)),
  ];
  return [
    ...(isFirst && slot.rule !== undefined ? [exampleOffer(slot.rule)] : []),
    ...fitting,
    ...others,
    ...declaredFunctionOffers(scene),
    ...functionOffers(),
    ...(slot.measured === true ? measureOffers() : []),
    {
      label: 'if',
      kind: CompletionItemKind.Keyword,
      insert: 'if ${1:V < -40 mV} then ${2:1} else ${3:0}',
      doc: keywords['if']!,
    },
  ];
}

function exampleOffer(rule: NonNullable<Slot['rule']>): Offer {
  const value = exampleOf(rule).split(' at ')[0]!;
  return {
    label: value,
    kind: CompletionItemKind.Value,
    insert: `\${1:${value}}`,
    detail: 'for example',
    doc: rule.doc,
  };
}

function parameterOffers(scene: Scene): Ranked[] {
  return (enclosing(scene)?.parameters ?? []).map((label) => ({
    label,
    kind: CompletionItemKind.Variable,
    dimension: undefined,
    detail: 'parameter',
    doc: `What is given to \`${enclosing(scene)!.name}\`.`,
  }));
}

/** Functions of this file; not the one being written, which may not call itself. */
function declaredFunctionOffers(scene: Scene): Offer[] {
  return others(scene).flatMap(({ name, parameters }) => {
    if (parameters === undefined) return [];
    const declaration = scene.reading.file.declarations.find((entry) => entry.name === name);
    const doc = declaration && documentation(declaration);
    return [
      {
        label: name,
        kind: CompletionItemKind.Function,
        insert: `${name}(${parameters.map((parameter, i) => `\${${i + 1}:${parameter}}`).join(', ')})`,
        detail: `${name}(${parameters.join(', ')})`,
        doc: doc ?? (isLet(declaration) ? source(textOf(scene.reading, declaration)) : 'A function of this file.'),
      },
    ];
  });
}

function gateOffers(scene: Scene, slot: Slot): Ranked[] {
  if (slot.constant === true) return [];
  return (enclosing(scene)?.gates ?? []).map((label) => {
    return {
      label,
      kind: CompletionItemKind.Variable,
      dimension: dimensionless,
      detail: 'gate',
      doc: keywords['gate']!,
    };
  });
}

function declaredOffers(scene: Scene, slot: Slot): Ranked[] {
  return others(scene).flatMap((entry): Ranked[] => {
    switch (entry.kind) {
      case 'state':
        return slot.constant === true ? [] : [namedValue(scene, entry)];
      case 'param':
      case 'let':
        return entry.parameters === undefined && isAllowed(scene, slot, entry) ? [namedValue(scene, entry)] : [];
      case 'ion':
      case 'impermeant':
      case 'solute':
      case 'ligand':
      case 'buffer':
        return [withParts(entry, CompletionItemKind.Struct)];
      case 'compartment':
        return [withParts(entry, CompletionItemKind.Module)];
      case 'channel':
      case 'pump':
      case 'transporter':
        return slot.constant === true ? [] : [withParts(entry, CompletionItemKind.Class)];
      default:
        return [];
    }
  });
}

function isAllowed({ reading }: Scene, { constant }: Slot, { name }: Declared): boolean {
  const declaration = reading.file.declarations.find((entry) => entry.name === name);
  return constant !== true || !isLet(declaration) || valueSummary(reading, declaration)?.dependsOnVoltage !== true;
}

function namedValue(scene: Scene, { kind, name }: Declared): Ranked {
  const { reading } = scene;
  const declaration = reading.file.declarations.find((entry) => entry.name === name);
  const hint = isLet(declaration)
    ? letHint(reading, declaration)
    : isParam(declaration)
      ? paramHint(reading, declaration)
      : isState(declaration)
        ? stateHint(reading, declaration)
        : undefined;
  return {
    label: name,
    kind: kind === 'param' ? CompletionItemKind.Variable : CompletionItemKind.Constant,
    dimension: valueDimension(scene, name),
    detail: hint === undefined ? kind : `${kind} ${hint.label}`,
    doc: (declaration && documentation(declaration)) ?? keywords[kind]!,
  };
}

function withParts({ kind, name, permeates }: Declared, icon: CompletionItemKind): Ranked {
  const parts = Object.keys(builtinParts[OWNERS[kind]!])
    .filter((part) => part !== (permeates === undefined ? 'P' : 'g'))
    .map((part) => `\`${name}.${part}\``);
  return { label: name, kind: icon, dimension: undefined, detail: kind, doc: `Its values are ${parts.join(', ')}.` };
}

/** All but the declaration the cursor stands in, which would need itself. */
function others(scene: Scene): readonly Declared[] {
  const own = enclosing(scene);
  return scene.declared.filter((entry) => entry !== own);
}

/** `K.E`: the parts of declared things, as one word each. */
function partsOfOthers(scene: Scene, slot: Slot): Ranked[] {
  const owners = others(scene).filter(({ kind }) =>
    slot.constant === true ? kind === 'ion' : OWNERS[kind] !== undefined,
  );
  return owners.flatMap((owner) =>
    partOffers(scene, owner.name).map((offer) => {
      const dimension = partDimension(scene, owner, offer.label);
      return { ...offer, label: `${owner.name}.${offer.label}`, dimension };
    }),
  );
}

const restOffer: Ranked = {
  label: 'V_rest',
  kind: CompletionItemKind.Constant,
  dimension: voltage,
  detail: 'mV',
  doc: 'The resting potential.',
};

function builtinOffers({ constant, rule }: Slot): Ranked[] {
  return [...builtinNames.values()]
    .filter(
      ({ name }) =>
        (constant !== true || (name !== 'V' && name !== 't')) && (rule?.key !== 'temperature' || name !== 'T'),
    )
    .map(({ name, doc, dimension, unit }) => {
      return { label: name, kind: CompletionItemKind.Constant, dimension, doc, ...(unit !== '' && { detail: unit }) };
    });
}

/** Those of a run, which need `in` an experiment. */
function measureOffers(): Offer[] {
  return [...measures.values()].map((entry) => ({
    label: entry.name,
    kind: CompletionItemKind.Function,
    insert: measureExample(entry),
    detail: measureSignature(entry),
    doc: entry.doc,
  }));
}

function measureExample({ name, ofVoltage, second }: MeasureRule): string {
  if (second !== undefined) return `${name}(\${1:V}, \${2:${second.dimension === 'pure' ? '90 %' : '0 mV'}})`;
  return ofVoltage ? name : `${name}(\${1:V})`;
}

function functionOffers(): Offer[] {
  return [...functions.values()].map((entry) => ({
    label: entry.name,
    kind: CompletionItemKind.Function,
    insert: insertionOf(entry),
    detail: entry.forms?.[0] ?? signature(entry),
    doc: entry.doc,
  }));
}

function insertionOf(entry: BuiltinFunction): string {
  return `${entry.name}(${entry.parameters.map((name, i) => `\${${i + 1}:${name}}`).join(', ')})`;
}

/** After `K.` or `Nav.`: gates first, then what every such thing has. */
export function partOffers({ declared }: Scene, owner: string): Offer[] {
  const entry = declared.find(({ name, kind }) => name === owner && OWNERS[kind] !== undefined);
  if (entry === undefined) return [];
  const { permeates = [] } = entry;
  const absent = entry.kind === 'impermeant' ? 'E' : permeates.length > 0 ? 'g' : 'P';
  const parts = [
    ...Object.entries(builtinParts[OWNERS[entry.kind]!]).filter(([part]) => part !== absent),
    ...permeates.map((ion) => [`I_${ion}`, `Outward current that ${ion} carries through it.`] as const),
  ];
  return [
    ...entry.gates.map((label) => ({
      label,
      kind: CompletionItemKind.Variable,
      detail: 'gate',
      doc: `Gate \`${label}\` of \`${owner}\`.`,
    })),
    ...parts.map(([label, doc]) => ({ label, kind: CompletionItemKind.Property, doc })),
  ];
}

/** What one would plot: V, currents, gates, and lets. */
export function traceOffers(scene: Scene): Offer[] {
  const parts = scene.declared
    .filter(({ kind }) => OWNERS[kind] === 'Channel' || OWNERS[kind] === 'Pump')
    .flatMap(({ name, gates }) =>
      partOffers(scene, name)
        .filter(
          ({ label }) =>
            gates.includes(label) || ['I', 'g', 'P', 'open', 'rate'].includes(label) || label.startsWith('I_'),
        )
        .map((offer) => ({ ...offer, label: `${name}.${offer.label}` })),
    );
  const moving = movingConcentrations(scene).map((label) => {
    return { label, kind: CompletionItemKind.Variable, detail: 'moves', doc: keywords['dynamic']! };
  });
  const lets = scene.declared
    .filter(({ kind, parameters }) => kind === 'state' || (kind === 'let' && parameters === undefined))
    .map((entry) => namedValue(scene, entry));
  const V = builtinNames.get('V')!;
  return [
    { label: V.name, kind: CompletionItemKind.Constant, detail: V.unit, doc: V.doc },
    ...parts,
    ...moving,
    ...lets,
  ];
}
