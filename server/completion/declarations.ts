/** Whole declarations, to be filled in. */
import { CompletionItemKind } from 'vscode-languageserver';
import { prettyUnit } from '../../language/units/pretty.js';
import { keywords } from '../keywords.js';
import { unitsOfBasis } from '../notation.js';
import { choice, namesOf, type Offer, type Scene } from './offer.js';

interface Template {
  readonly label: string;
  readonly keyword: string;
  readonly detail: string;
  readonly lines: readonly string[];
}

export function declarationOffers(scene: Scene): Offer[] {
  const hasMembrane = namesOf(scene, 'membrane').length > 0;
  return templates(scene)
    .filter(({ keyword }) => keyword !== 'membrane' || !hasMembrane)
    .map(({ label, keyword, detail, lines }) => ({
      label,
      kind: CompletionItemKind.Snippet,
      insert: lines.join('\n'),
      detail,
      doc: keywords[keyword]!,
    }));
}

function templates(scene: Scene): Template[] {
  const { conductance, current } = unitsOfBasis(scene.reading.compilation.model?.basis ?? 'area');
  const isWhole = conductance === 'nS';
  const [one, other] = cotransported(namesOf(scene, 'ion'));
  const g = (density: string, whole: string): string => `${isWhole ? whole : density} ${conductance}`;
  const ions = namesOf(scene, 'ion');
  const calcium = ions.includes('Ca') ? ['Ca'] : ions.length > 0 ? ions : ['Ca'];
  const conducts = choice(2, ions.length > 0 ? ions : ['K']);
  return [
    {
      label: 'membrane',
      keyword: 'membrane',
      detail: 'temperature, capacitance, area',
      lines: [
        'membrane ${1:Cell} {',
        '  temperature = ${2:37 degC}',
        '  capacitance = ${3:1 uF/cm^2}',
        '  area = ${4:1000 um^2}',
        '}',
      ],
    },
    {
      label: 'ion',
      keyword: 'ion',
      detail: 'charge and concentrations',
      lines: ['ion ${1:K} ${2:+} { in = ${3:140 mM}, out = ${4:4 mM} }'],
    },
    {
      label: 'channel',
      keyword: 'channel',
      detail: 'always open',
      lines: [`channel \${1:Leak} conducts ${conducts} { conductance = \${3:${g('0.1', '3')}} }`],
    },
    {
      label: 'channel with a gate by alpha and beta',
      keyword: 'channel',
      detail: 'Hodgkin–Huxley',
      lines: gated(g('36', '1000'), conducts, [
        '    alpha = ${5:0.1/ms * linoid((V + 55 mV) / 10 mV)}',
        '    beta = ${6:0.125/ms * exp(-(V + 65 mV) / 80 mV)}',
      ]),
    },
    {
      label: 'channel with a gate by half and slope',
      keyword: 'channel',
      detail: 'Boltzmann curve',
      lines: gated(g('1', '30'), conducts, ['    half = ${5:-20 mV}', '    slope = ${6:8 mV}', '    tau = ${7:5 ms}']),
    },
    {
      label: 'pump',
      keyword: 'pump',
      detail: 'stoichiometry, ATP, current',
      lines: [
        'pump ${1:NaK} {',
        '  moves ${2:3 Na out, 2 K in}',
        '  uses ${3:1} ATP',
        `  current = \${4:${isWhole ? '2 pA' : '0.05 uA/cm^2'}}`,
        '}',
      ],
    },
    {
      label: 'state',
      keyword: 'state',
      detail: 'a start and a rate of change',
      lines: ['state ${1:Cai} {', '  start = ${2:0.1 uM}', '  rate = (${2:0.1 uM} - ${1:Cai}) / ${3:50 ms}', '}'],
    },
    {
      label: 'transporter',
      keyword: 'transporter',
      detail: 'stoichiometry, rate law',
      lines: [
        'transporter ${1:KCC2} {',
        `  moves \${2:1 ${one} out, 1 ${other} out}`,
        `  rate = \${3:1e-12 mol/cm^2/s * ln(${one}.in * ${other}.in / (${one}.out * ${other}.out))}`,
        '}',
      ],
    },
    {
      label: 'solute',
      keyword: 'solute',
      detail: 'uncharged, carried',
      lines: ['solute ${1:glucose} { in = ${2:1 mM}, out = ${3:5 mM} }'],
    },
    {
      label: 'ligand',
      keyword: 'ligand',
      detail: 'binds or blocks',
      lines: ['ligand ${1:spermine} { in = ${2:5 uM}, charge = ${3:4} }'],
    },
    {
      label: 'compartment',
      keyword: 'compartment',
      detail: 'size of the space inside or outside',
      lines: ['compartment ${1|inside,outside|} { volume = ${2:2 pL} }'],
    },
    {
      label: 'pool',
      keyword: 'pool',
      detail: 'shell beneath the membrane, decay',
      lines: [`pool \${1:Shell} holds ${choice(2, calcium)} { depth = \${3:100 nm}, decay = \${4:20 ms} }`],
    },
    {
      label: 'buffer',
      keyword: 'buffer',
      detail: 'binds an ion inside',
      lines: [`buffer \${1:Calbindin} binds ${choice(2, calcium)} { total = \${3:50 uM}, Kd = \${4:0.5 uM} }`],
    },
    {
      label: 'slab',
      keyword: 'slab',
      detail: 'Poisson–Nernst–Planck',
      lines: [`slab \${1:Pore} permeates \${2:${ions[0] ?? 'K'} 1e-9 m^2/s} { thickness = \${3:5 nm} }`],
    },
    {
      label: 'param',
      keyword: 'param',
      detail: 'a slider in the preview',
      lines: [`param \${1:g_K} = \${2:${g('0.1', '3')}} in \${3:${g('0', '0')}} .. \${4:${g('1', '30')}}`],
    },
    { label: 'let', keyword: 'let', detail: 'a named value', lines: ['let ${1:name} = ${2:1}'] },
    {
      label: 'let with parameters',
      keyword: 'let',
      detail: 'a function',
      lines: ['let ${1:f}(${2:x}) = ${3:exp(x / 10 mV)}'],
    },
    {
      label: 'experiment',
      keyword: 'experiment',
      detail: `inject a current in ${prettyUnit(current)}, plot`,
      lines: [
        'experiment ${1:Pulse} {',
        '  duration = ${2:100 ms}',
        `  inject \${3:10 ${current}} from \${4:5 ms} to \${5:95 ms}`,
        '  plot ${6:V}',
        '}',
      ],
    },
    {
      label: 'data',
      keyword: 'data',
      detail: 'recorded numbers from a CSV file',
      lines: ['data ${1:Cell} "${2:cell.csv}" { t = column "${3:time}" in ${4:ms}, V = column "${5:V}" in ${6:mV} }'],
    },
    {
      label: 'expect',
      keyword: 'expect',
      detail: 'a test of a value',
      lines: ['expect ${1:V_rest} = ${2:-70 mV} within ${3:1 mV}'],
    },
    {
      label: 'solution',
      keyword: 'solution',
      detail: 'a bath, or what is in a pipette',
      lines: ['solution ${1:ACSF} { ${2:Na 120 mM, K 4 mM, Cl 124 mM} }'],
    },
    {
      label: 'import',
      keyword: 'import',
      detail: 'a library of channels and pumps',
      lines: ['import ${1:Kv} from "${2:channels/kv.memb}"'],
    },
    {
      label: 'impermeant',
      keyword: 'impermeant',
      detail: 'charge that stays where it is',
      lines: ['impermeant ${1:A} ${2:-1.2} { in = ${3:120 mM} }'],
    },
  ];
}

/** K and Cl where they are declared, else the first two. */
function cotransported(ions: readonly string[]): [string, string] {
  const [one = 'K', other = 'Cl'] = ions.includes('K') && ions.includes('Cl') ? [] : ions;
  return [one, other];
}

function gated(conductance: string, conducts: string, gate: readonly string[]): string[] {
  return [
    `channel \${1:Kdr} conducts ${conducts} {`,
    `  conductance = \${3:${conductance}}`,
    '  open = ${4:n}^4',
    '  gate ${4:n} {',
    ...gate,
    '  }',
    '}',
  ];
}
