/**
 * Wherever a name can be written: from each place the others are found, the declaration is reached, and a rename changes
 * all of them. In each text the ranges are the places; the one after `<|>` is the declaration.
 */
import assert from 'node:assert/strict';
import type { Location, LocationLink, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { marked } from './marked-text.js';
import { useServer } from './use-server.js';

const ION = `
membrane Cell { temperature = 37 degC, inside = Pipette, capacitance = 1 uF/cm^2 }
solution Pipette { <|K|> 140 mM, Cl = 140 mM, glucose 5 mM }
compartment outside { depth = 30 nm, bath { <|K|> = 4 mM, exchange = 0.5/s } }
ion <|<|>K|> + { out = 4 mM dynamic }
ion Cl - { out = 120 mM }
ligand L { in = 1 uM }
channel A conducts <|K|> { conductance = 1 mS/cm^2 * (<|K|>.out / 4 mM), blocked by L.in { Kd = 1 uM } }
channel B permeates <|K|> 1, Cl 0.1 { permeability = 1e-6 cm/s, blocked by <|K|>.in { Kd = 1 M } }
channel C { conductance = 1 mS/cm^2, reversal = <|K|>.E }
pump P { moves 3 Cl out, 2 <|K|> in; uses 1 ATP; current = -1 pA }
let a = Pipette.<|K|> + <|K|>.in
let b = ghk(<|K|>: 1, Cl: 0.1) + nernst(<|K|>.in, <|K|>.out, <|K|>.z)
let c = free_energy(<|K|> out, at -70 mV)
let d = B.I_<|K|>
experiment E {
  duration = 10 ms, set Cl.out = 8 mM
  plot B.I_<|K|>, <|K|>.out | peak(<|K|>.out)
}
expect peak(<|K|>.E) in E > -1 V
expect B.I_<|K|> > -1 uA/cm^2
`;

const PARAMETER = `
membrane Cell { temperature = 37 degC, capacitance = 1 uF/cm^2 }
param <|<|>g|> = 1 mS/cm^2 in 0 mS/cm^2 .. 2 mS/cm^2
param top = 2 * <|g|> in 0 mS/cm^2 .. 2 * <|g|>
let f(x) = x * <|g|>
state s { start = <|g|> / <|g|>, rate = -s * <|g|> / (1 mS/cm^2) / 1 s }
channel A { conductance = <|g|>, reversal = -70 mV * (<|g|> / <|g|>) }
experiment E {
  duration = 10 ms * (<|g|> / (1 mS/cm^2))
  sweep <|g|> = 0 mS/cm^2 .. 1 mS/cm^2 by 0.5 mS/cm^2
  inject <|g|> * 1 mV from 1 ms to 2 ms * (<|g|> / <|g|>)
  plot peak(V from 1 ms to 2 ms * (<|g|> / <|g|>)) against <|g|>
}
experiment F {
  duration = 10 ms, set <|g|> = 2 * <|g|> from 1 ms
  clamp -80 mV * (<|g|> / <|g|>), then -60 .. 60 mV * (<|g|> / <|g|>) by 10 mV from 5 ms * (<|g|> / <|g|>)
  plot <|g|> * V | V
}
expect V_rest * <|g|> / <|g|> = -70 mV within 1 mV * (<|g|> / <|g|>)
`;

const OTHERS: Readonly<Record<string, string>> = {
  'the variable of a sweep': `
experiment E { duration = 10 ms, sweep <|<|>amp|> = 0 .. 2 uA/cm^2 by 1 uA/cm^2, inject <|amp|>, plot peak(V) against <|amp|> }
experiment F { duration = 10 ms, sweep amp = 0 .. 2 uA/cm^2 by 1 uA/cm^2, inject amp }`,
  'a solution': `
membrane Cell { temperature = 37 degC, inside = <|A|>, outside = B }
solution <|<|>A|> { K 140 mM, Cl 140 mM }
solution B { K 4 mM, Cl 4 mM }
ion K +
let x = junction(<|A|>, B)
let y = <|A|>.K + <|A|>.osmolarity`,
  'a solute': `
membrane Cell { temperature = 37 degC, inside = A }
solution A { <|glu|> 5 mM }
solute <|<|>glu|> { out = 1 mM }
transporter T { moves 1 <|glu|> in; rate = 1e-9 mol/cm^2/s * (<|glu|>.out - <|glu|>.in) / (1 mM) }
let x = A.<|glu|>`,
  'a ligand': `
ion K + { in = 140 mM, out = 4 mM }
ligand <|<|>B|> { in = 5 uM }
channel Kir conducts K { conductance = 1 nS, blocked by <|B|>.in { Kd = 5 uM }, open = <|B|>.in / (1 mM) }`,
  'a channel': `
ion K + { in = 140 mM, out = 4 mM }
channel <|<|>Kv|> conducts K { conductance = 1 nS, open = n, gate n { half = -20 mV, slope = 9 mV } }
let x = <|Kv|>.g + 0 * <|Kv|>.n * 1 nS
experiment E { duration = 1 ms, plot <|Kv|>.I | <|Kv|>.n | peak(<|Kv|>.I) }
expect steady(<|Kv|>.I) in E > -1 nA`,
  'a pump': `
ion K + { in = 140 mM, out = 4 mM }
pump <|<|>P|> { moves 1 K out; uses 1 ATP; current = 1 pA }
let x = <|P|>.I + 0 * <|P|>.rate * 1 pA * 1 s
experiment E { duration = 1 ms, plot <|P|>.I }`,
  'a kinetic state': `
channel Kv { conductance = 1 nS, reversal = -80 mV, open = <|O|>, scheme { C <-> <|<|>O|> : 1/ms, 2/ms, <|O|> <-> I : 1/ms, 1/ms } }
let x = Kv.<|O|>
experiment E { duration = 1 ms, plot Kv.<|O|> }`,
  'an experiment': `
experiment <|<|>Runs|> { duration = 10 ms, plot V }
expect peak(V) in <|Runs|> > -1 V
expect steady(V) in <|Runs|> > -1 V`,
  'a function': `
let <|<|>f|>(x) = x^2
let y = <|f|>(2) + <|f|>(<|f|>(1))
state s { start = <|f|>(1), rate = -<|f|>(s) / 1 s }`,
  'a parameter of a function': `let f(<|<|>x|>, y) = if <|x|> < 0 then -<|x|> else y * <|x|>\nlet x = f(1, 2)`,
  'a state of its own': `
state <|<|>c|> { start = 1 mM, rate = -<|c|> / 1 s }
let y = 2 * <|c|>
experiment E { duration = 1 s, plot <|c|> | steady(<|c|>) }`,
};

describe('names, wherever they stand', () => {
  const server = useServer();
  const texts = { 'an ion': ION, 'a parameter of the file': PARAMETER, ...OTHERS };
  const all = { context: { includeDeclaration: true } };

  for (const [what, source] of Object.entries(texts)) {
    const { text, cursors, ranges } = marked(source);
    const placesOf = (found: readonly Location[], text: TextDocument): string[] =>
      found.map(({ range }) => `${text.offsetAt(range.start)}-${text.offsetAt(range.end)}`).toSorted();

    it(`${what}: all places from each of them, and the declaration`, async () => {
      const document = await server.client.open(text);
      const wanted = ranges.map(({ start, end }) => `${start}-${end}`).toSorted();
      for (const { start } of ranges) {
        const around = text.slice(Math.max(0, start - 30), start + 10);
        const found = await document.askAt<Location[]>('references', start, all);
        assert.deepEqual(placesOf(found, document.text), wanted, around);
        const [link] = (await document.askAt<LocationLink[] | null>('definition', start)) ?? [];
        assert.ok(link, around);
        assert.equal(document.text.offsetAt(link.targetSelectionRange.start), cursors[0], around);
      }
    });

    it(`${what}: a rename changes them all`, async () => {
      const renamed = [...ranges]
        .reverse()
        .reduce((s, { start, end }) => `${s.slice(0, start)}zz${s.slice(end)}`, text);
      for (const { start } of [ranges[0]!, ranges.at(-1)!, ranges.find((range) => range.start === cursors[0])!]) {
        if (text.slice(start - 2, start) === 'I_') continue;
        const document = await server.client.open(text);
        const edit = await document.askAt<WorkspaceEdit>('rename', start, { newName: 'zz' });
        assert.equal(TextDocument.applyEdits(document.text, edit.changes![document.uri]!), renamed);
      }
    });
  }

  /** Files of a folder of its own, by name; in each the ranges are the places of one name. */
  function folderOf(sources: Readonly<Record<string, string>>): { files: Map<string, string>; places: string[] } {
    const folder = `memb-test:/names${++folders}`;
    const files = new Map<string, string>();
    const places: string[] = [];
    for (const [name, source] of Object.entries(sources)) {
      const { text, ranges } = marked(source);
      const address = `${folder}/${name}`;
      server.client.files.set(address, text);
      files.set(address, text);
      places.push(...ranges.map(({ start, end }) => `${name} ${start}-${end}`));
    }
    return { files, places: places.toSorted() };
  }

  const ACROSS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'a solute of a library, in a solution': {
      'lib.memb': 'solute <|glu|>\ntransporter T { moves 1 <|glu|> in; rate = 1e-9 mol/cm^2/s }\n',
      'main.memb':
        'import "lib.memb"\nmembrane C { temperature = 37 degC, inside = P }\nsolution P { <|glu|> 3 mM }\nlet x = P.<|glu|> + <|glu|>.in\n',
    },
    'a parameter of a library, in a sweep': {
      'lib.memb': 'param <|g|> = 1 mS/cm^2\nchannel A { conductance = <|g|>, reversal = -70 mV }\n',
      'main.memb':
        'import <|g|>, A from "lib.memb"\nmembrane C { temperature = 37 degC }\nexperiment E { duration = 1 s, sweep <|g|> = 0 .. 1 mS/cm^2 by 1 mS/cm^2, set <|g|> = 2 mS/cm^2, plot steady(A.g) against <|g|> }\n',
    },
    'a solution of a library, as a side': {
      'lib.memb': 'solution <|Bath|> { K 4 mM, Cl 4 mM }\nlet s = <|Bath|>.osmolarity\n',
      'main.memb':
        'import "lib.memb"\nmembrane C { temperature = 37 degC, outside = <|Bath|> }\nion K + { in = 140 mM }\nlet x = <|Bath|>.K\n',
    },
    'a function of a library two files away': {
      'lib.memb': 'let <|f|>(x) = x^2\n',
      'more.memb': 'import "lib.memb"\nlet a = <|f|>(2)\n',
      'main.memb': 'import "more.memb"\nmembrane C { temperature = 37 degC }\nlet y = <|f|>(3)\n',
    },
  };
  let folders = 0;

  for (const [what, sources] of Object.entries(ACROSS)) {
    it(`${what}: found and renamed in every file`, async () => {
      const { files, places } = folderOf(sources);
      for (const [name, source] of Object.entries(sources)) {
        const address = [...files.keys()].find((uri) => uri.endsWith(`/${name}`))!;
        const document = await server.client.open(files.get(address)!, address);
        for (const { start } of marked(source).ranges) {
          const found = await document.askAt<Location[]>('references', start, all);
          const edit = await document.askAt<WorkspaceEdit>('rename', start, { newName: 'zz' });
          const edited = Object.entries(edit.changes!).flatMap(([uri, edits]) =>
            edits.map(({ range }) => ({ uri, range })),
          );
          for (const list of [found, edited])
            assert.deepEqual(list.map((entry) => placeOf(files, entry)).toSorted(), places);
        }
      }
    });
  }

  function placeOf(files: ReadonlyMap<string, string>, { uri, range }: Location): string {
    const text = TextDocument.create(uri, 'memb', 0, files.get(uri)!);
    return `${uri.split('/').at(-1)} ${text.offsetAt(range.start)}-${text.offsetAt(range.end)}`;
  }

  it('an ion that a library and its importer share by name keeps it in both', async () => {
    const { files } = folderOf({
      'lib.memb': 'ion Q 2+\nsolution S { Q 1 mM, Rb 2 mM, Cl 4 mM }\n',
      'main.memb':
        'import "lib.memb"\nmembrane C { temperature = 37 degC, outside = S }\nion Q 2+\nion Rb + { in = 1 mM }\n',
    });
    const [library, main] = [...files.keys()] as [string, string];
    const inMain = await server.client.open(files.get(main)!, main);
    for (const name of ['Q', 'Rb']) {
      const place = files.get(main)!.indexOf(`ion ${name}`) + 4;
      const message = `\`lib.memb\` asks for the ion \`${name}\` by this name.`;
      await assert.rejects(inMain.askAt('rename', place, { newName: 'zz' }), { message });
    }
    const inLibrary = await server.client.open(files.get(library)!, library);
    await assert.rejects(inLibrary.askAt('rename', 4, { newName: 'zz' }), {
      message: '`main.memb` has the ion `Q` by this name.',
    });
  });

  it('the sides of a membrane keep theirs', async () => {
    const text = 'compartment inside { depth = 1 um }\nlet x = inside.osmolarity';
    const document = await server.client.open(text);
    for (const place of [text.indexOf('inside'), text.lastIndexOf('inside')]) {
      const message = '`inside` is a side of every membrane, and keeps its name.';
      await assert.rejects(document.askAt('rename', place, { newName: 'soma' }), { message });
    }
  });

  it('what a solution holds twice under one name is refused', async () => {
    const text = 'solution S { Na 1 mM, K 2 mM, Cl 3 mM }\nion K +';
    const document = await server.client.open(text);
    await assert.rejects(document.askAt('rename', text.indexOf('K 2'), { newName: 'Na' }), {
      message: '`S` holds both `K` and `Na`.',
    });
  });
});
