/** What may stand inside the braces of a declaration: its properties that are not given yet, its statements. */
import { CompletionItemKind } from 'vscode-languageserver';
import { properties, type PropertyOwner, type PropertyRule } from '../../language/semantics/properties.js';
import { describeDimension } from '../../language/units/quantities.js';
import { wanted } from '../hover/property.js';
import { keywords } from '../keywords.js';
import { unitsOfBasis } from '../notation.js';
import { compartmentStatements, isOfSide } from './compartments.js';
import { choice, enclosing, namesOf, type Offer, type Scene } from './offer.js';

/** Properties that say the same thing in another way: one of a group excludes those of the others. */
const alternatives: Readonly<Partial<Record<PropertyOwner, readonly (readonly string[])[]>>> = {
  Membrane: [['area'], ['diameter']],
  Channel: [['conductance', 'reversal'], ['count', 'unitary', 'reversal'], ['permeability'], ['current']],
  Compartment: [['volume'], ['surface_to_volume'], ['depth'], ['fraction']],
  Pool: [['depth'], ['volume']],
  IonBuffer: [['kappa'], ['total', 'Kd', 'kon'], ['total', 'kon', 'koff']],
  Gate: [
    ['alpha', 'beta', 'charge', 'delta', 'V0'],
    ['inf', 'tau'],
    ['half', 'slope', 'tau'],
    ['half', 'charge', 'tau'],
    ['half', 'charge', 'sensors', 'coupling', 'intrinsic', 'tau'],
    ['J', 'sensors', 'coupling', 'intrinsic', 'tau'],
  ],
  Pump: [
    ['rate', 'count', 'atp_energy'],
    ['current', 'count', 'atp_energy'],
  ],
  Transporter: [
    ['rate', 'count'],
    ['current', 'count'],
  ],
};

export function itemOffers(scene: Scene, owner: PropertyOwner, given: ReadonlySet<string>, commaAt?: number): Offer[] {
  const rules = properties[owner].filter(
    ({ key }) =>
      !given.has(key) &&
      (key !== 'permeability' || permeates(scene)) &&
      fits(owner, key, wayOf(scene, given)) &&
      isOfSide(scene, owner, key),
  );
  const offers = [...rules.map(propertyOffer), ...statements(scene, owner, given)];
  return commaAt === undefined ? offers : offers.map((offer) => ({ ...offer, commaAt }));
}

/** What is given; of a channel that permeates also that it does. */
function wayOf(scene: Scene, given: ReadonlySet<string>): ReadonlySet<string> {
  return permeates(scene) ? new Set([...given, 'permeability']) : given;
}

function permeates({ declaration }: Scene): boolean {
  const header = declaration.slice(
    0,
    declaration.findIndex(({ kind }) => kind === '{'),
  );
  return header[0]?.kind === 'channel' && header.some(({ kind }) => kind === 'permeates');
}

function fits(owner: PropertyOwner, key: string, given: ReadonlySet<string>): boolean {
  const groups = alternatives[owner];
  if (groups?.some((group) => group.includes(key)) !== true) return true;
  const chosen = [...given].filter((other) => groups.some((group) => group.includes(other)));
  return groups.some((group) => group.includes(key) && chosen.every((other) => group.includes(other)));
}

function propertyOffer(rule: PropertyRule): Offer {
  const [value, reference] = exampleOf(rule).split(' at ');
  const at = reference === undefined ? '' : ` at \${2:${reference}}`;
  return {
    label: rule.key,
    kind: CompletionItemKind.Property,
    insert: `${rule.key} = \${1:${value!}}${at}`,
    detail: rule.dimensions.map(describeDimension).join(' or '),
    doc: `${rule.doc}\n\n${wanted(rule)}`,
  };
}

/** The value of a rule's example: `0.1 mS/cm^2`. */
export function exampleOf({ example }: PropertyRule): string {
  return example.slice(example.indexOf('=') + 1).trim();
}

function statements(scene: Scene, owner: PropertyOwner, given: ReadonlySet<string>): Offer[] {
  switch (owner) {
    case 'Channel':
      return [...gateStatements(scene), ...blockStatements(scene), schemeStatement];
    case 'Scheme':
      return [statement('scheme', '${1:C} <-> ${2:O} : ${3:2/ms}, ${4:5/ms}', 'transition')];
    case 'Transporter':
      return [...(given.has('moves') ? [] : [statement('moves', 'moves ${1:1 K out, 1 Cl out}')]), schemeStatement];
    case 'Compartment':
      return compartmentStatements(scene, given);
    case 'Pump':
      return [
        ...(given.has('moves') ? [] : [statement('moves', 'moves ${1:3 Na out, 2 K in}')]),
        ...(given.has('uses') ? [] : [statement('uses', 'uses ${1:1} ATP')]),
        schemeStatement,
      ];
    case 'Transition':
      return [
        ...(given.has('moves') ? [] : [statement('moves', 'moves ${1:1 K out}')]),
        ...(given.has('uses') ? [] : [statement('uses', 'uses ${1:1} ATP')]),
      ];
    case 'Experiment': {
      const { current } = unitsOfBasis(scene.reading.compilation.model?.basis ?? 'area');
      return [
        statement('inject', `inject \${1:10 ${current}} from \${2:5 ms} to \${3:95 ms}`),
        statement('plot', `plot ${choice(1, ['V', ...namesOf(scene, 'channel').map((name) => `${name}.I`)])}`),
        statement('inject', `inject \${1:20 ${current}} for \${2:1 ms} every \${3:20 ms}`, 'inject a train'),
        statement('clamp', 'clamp ${1:-80 mV}, then ${2:-60 .. 60 mV by 10 mV} from ${3:5 ms} to ${4:25 ms}'),
        statement('sweep', `sweep \${1:amplitude} = \${2:0} .. \${3:20 ${current}} by \${4:1 ${current}}`),
        statement('stochastic', 'stochastic { seed = ${1:1} }'),
        statement('set', 'set ${1:K.out} = ${2:8 mM}'),
      ];
    }
    default:
      return [];
  }
}

function statement(keyword: string, insert: string, label = keyword): Offer {
  return { label, kind: CompletionItemKind.Keyword, insert, doc: keywords[keyword]! };
}

/** With the ligands of the file; where there are none, with a placeholder. */
function blockStatements(scene: Scene): Offer[] {
  const names = namesOf(scene, 'ligand');
  const blocker = choice(1, names.length > 0 ? names : ['spermine']);
  return [statement('blocked', `blocked by ${blocker}.in { Kd = \${2:5 uM}, delta = \${3:0.4} }`, 'blocked by')];
}

const schemeStatement: Offer = {
  label: 'scheme',
  kind: CompletionItemKind.Keyword,
  insert: 'scheme {\n  ${1:C} <-> ${2:O} : ${3:2/ms}, ${4:5/ms}\n}',
  doc: keywords['scheme']!,
};

function gateStatements(scene: Scene): Offer[] {
  const name = `\${1:${missingGates(scene)[0] ?? 'm'}}`;
  const rates = 'alpha = ${2:0.1/ms * linoid((V + 40 mV) / 10 mV)}, beta = ${3:4/ms * exp(-(V + 65 mV) / 18 mV)}';
  const curve = 'half = ${2:-20 mV}, slope = ${3:8 mV}, tau = ${4:5 ms}';
  const twoState = 'alpha = ${2:0.2/ms}, beta = ${3:0.2/ms}, charge = ${4:4}, delta = ${5:0.5}, V0 = ${6:-30 mV}';
  const allosteric =
    'half = ${2:-20 mV}, charge = ${3:0.8}, sensors = ${4:4}, coupling = ${5:6 kJ/mol}, intrinsic = ${6:1e-3}';
  const steady = 'inf = ${2:boltzmann((V + 40 mV) / 7 mV)}, tau = ${3:5 ms}';
  return [
    statement('gate', `gate ${name} { ${rates} }`, 'gate by alpha and beta'),
    statement('gate', `gate ${name} { ${curve} }`, 'gate by half and slope'),
    statement('gate', `gate ${name} { ${steady} }`, 'gate by inf and tau'),
    statement('gate', `gate ${name} { ${twoState} }`, 'gate of two states, with a charge'),
    statement('gate', `gate ${name} { ${allosteric} }`, 'gate that sensors act on (allosteric)'),
  ];
}

/** Names that the channel's `open` reads and nothing declares yet. */
export function missingGates(scene: Scene): string[] {
  const { declaration } = scene;
  const begin = declaration.findIndex(({ text }, i) => text === 'open' && declaration[i + 1]?.kind === '=');
  if (begin < 0) return [];
  const known = new Set([
    ...(enclosing(scene)?.gates ?? []),
    ...namesOf(scene, 'param', 'let', 'ion', 'channel', 'pump', 'transporter', 'solute', 'ligand'),
  ]);
  const names: string[] = [];
  for (let i = begin + 2; i < declaration.length; i++) {
    const [token, next] = [declaration[i]!, declaration[i + 1]];
    if (token.kind === 'gate' || token.kind === '}' || next?.kind === '=') break;
    const isName = token.kind === 'ID' && next?.kind !== '(' && declaration[i - 1]?.kind !== '.';
    if (isName && !known.has(token.text) && !names.includes(token.text)) names.push(token.text);
  }
  return names;
}

const blocks: Readonly<Record<PropertyOwner, readonly string[]>> = {
  Membrane: ['temperature = ${1:37 degC}', 'capacitance = ${2:1 uF/cm^2}', 'area = ${3:1000 um^2}'],
  Ion: ['in = ${1:140 mM}', 'out = ${2:4 mM}'],
  Impermeant: ['in = ${1:120 mM}'],
  Compartment: ['volume = ${1:2 pL}'],
  Slab: ['thickness = ${1:5 nm}', 'charge = ${2:-100 mM}'],
  Pool: ['depth = ${1:100 nm}', 'decay = ${2:20 ms}'],
  IonBuffer: ['total = ${1:50 uM}', 'Kd = ${2:0.5 uM}'],
  Channel: ['conductance = ${1:0.1 mS/cm^2}'],
  Gate: ['half = ${1:-20 mV}', 'slope = ${2:8 mV}', 'tau = ${3:5 ms}'],
  Transporter: ['moves ${1:1 K out, 1 Cl out}', 'rate = ${2:1e-12 mol/cm^2/s * ln(K.in * Cl.in / (K.out * Cl.out))}'],
  Solute: ['in = ${1:1 mM}', 'out = ${2:5 mM}'],
  Block: ['Kd = ${1:5 uM}', 'delta = ${2:0.4}'],
  Ligand: ['in = ${1:5 uM}', 'charge = ${2:4}'],
  Pump: ['moves ${1:3 Na out, 2 K in}', 'uses ${2:1} ATP', 'current = ${3:2 pA}'],
  Scheme: ['${1:C} <-> ${2:O} : ${3:2/ms}, ${4:5/ms}'],
  Transition: ['charge = ${1:1}', 'delta = ${2:0.5}'],
  State: ['start = ${1:0.2 uM}', 'rate = ${2:-0.02 uM/ms}'],
  Stochastic: ['seed = ${1:1}'],
  Experiment: ['duration = ${1:100 ms}', 'inject ${2:10 uA/cm^2} from ${3:5 ms} to ${4:95 ms}', 'plot ${5:V}'],
};

const ON_ONE_LINE: ReadonlySet<PropertyOwner> = new Set([
  'Ion',
  'Impermeant',
  'Compartment',
  'Pool',
  'Slab',
  'IonBuffer',
  'Solute',
  'Ligand',
  'Channel',
  'Gate',
  'Block',
  'Stochastic',
]);

/** The braces with what is usually in them. */
export function blockOffer(owner: PropertyOwner): Offer {
  const items = blocks[owner];
  const insert = ON_ONE_LINE.has(owner)
    ? `{ ${items.join(', ')} }`
    : ['{', ...items.map((item) => `  ${item}`), '}'].join('\n');
  const names = items.map((item) => item.split(' ')[0]!);
  const doc = `What belongs to it, in braces: ${names.map((name) => `\`${name}\``).join(', ')}.`;
  return { label: `{ ${names.join(', ')} }`, kind: CompletionItemKind.Snippet, insert, doc };
}
