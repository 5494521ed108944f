/** The language reference says what the language does: its examples compile, its tables are the compiler's tables. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Summary } from '../../language/analysis/summary.js';
import { DEEPEST_NESTING, MOST_OPERATORS } from '../../language/parser/excess.js';
import { LONGEST_TEXT } from '../../language/parser/guarded-lexer.js';
import { builtinNames, builtinParts } from '../../language/semantics/builtins.js';
import { functions, signature } from '../../language/semantics/functions.js';
import { issueCodes } from '../../language/semantics/issues.js';
import { chargeText, knownIons } from '../../language/semantics/known-ions.js';
import { properties, type PropertyOwner } from '../../language/semantics/properties.js';
import { atoms } from '../../language/units/catalog.js';
import { fromSI } from '../../language/units/convert.js';
import { build, Compilations, diagnose } from './diagnose.js';

const FOLDER = 'language/reference';

interface Page {
  readonly path: string;
  readonly text: string;
}

const readPage = (path: string): Page => ({ path, text: readFileSync(path, 'utf8') });
const reference = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.md'))
  .map((file) => readPage(join(FOLDER, file)));
const pages = [...reference, readPage('README.md')];

function page(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8');
}

interface Block {
  /** File and line, as an editor opens them. */
  readonly place: string;
  readonly text: string;
}

function blocks(language: string): Block[] {
  return pages.flatMap(({ path, text }) =>
    [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map((match) => ({
      place: `${path}:${text.slice(0, match.index).split('\n').length + 1}`,
      text: match[1]!,
    })),
  );
}

describe('examples of the reference', () => {
  for (const { place, text } of blocks('memb')) {
    it(`${place} has nothing to report`, async () => {
      assert.deepEqual(await diagnose(text), []);
    });
    if (!claims(text).length) continue;
    it(`${place} has the values its comments say`, async () => {
      const summary = Compilations.summary(await build(text));
      for (const { what, name, number, unit } of claims(text)) {
        const value = valueOf(summary!, what, name);
        assert.ok(value !== undefined, `${name} has no value`);
        const decimals = /\.(\d+)/.exec(number)?.[1]!.length ?? 0;
        assert.equal(rounded(fromSI(value, unit), decimals), rounded(Number(number), decimals), `${what} of ${name}`);
      }
    });
  }

  for (const { place, text } of blocks('memb-error')) {
    const expected = text.split('\n').flatMap((line, index) => {
      const code = /\/\/ ([a-z-]+\.[a-z-]+)$/.exec(line)?.[1];
      return code === undefined ? [] : [`line ${index + 1}: ${code}`];
    });
    it(`${place} raises ${expected.join(', ')} and nothing else`, async () => {
      const findings = await diagnose(text);
      assert.ok(expected.length > 0);
      assert.deepEqual(
        findings.map(({ range, code }) => `line ${range.start.line + 1}: ${code}`),
        expected,
      );
    });
  }
});

/** `ion K … // E = -95.0 mV`, `membrane … // V_rest = -71.7 mV`, `let x = … // = 2 nS`. */
interface Claim {
  readonly what: string;
  readonly name: string;
  readonly number: string;
  readonly unit: string;
}

function claims(text: string): Claim[] {
  const claim = /^(?:ion|let|membrane)\s+(?<name>\S+).*\/\/ (?<what>E|V_rest)? ?= (?<number>-?[\d.]+) ?(?<unit>\S*)$/gm;
  return [...text.matchAll(claim)].map(({ groups }) => ({ what: 'value', ...groups }) as unknown as Claim);
}

function valueOf(summary: Summary, what: string | undefined, name: string): number | undefined {
  if (what === 'V_rest') return summary.restingPotential;
  const list: readonly { name: string; reversal?: number; value?: number }[] = [...summary.ions, ...summary.values];
  const entry = list.find((candidate) => candidate.name === name);
  return what === 'E' ? entry?.reversal : entry?.value;
}

function rounded(value: number, decimals: number): string {
  return value.toFixed(decimals).replace(/^-(0(\.0+)?)$/, '$1');
}

describe('tables of the reference', () => {
  const pageOf: Readonly<Record<PropertyOwner, string>> = {
    Membrane: 'membrane.md',
    Ion: 'ions.md',
    Impermeant: 'ions.md',
    Compartment: 'concentrations.md',
    Pool: 'pools.md',
    Slab: 'slabs.md',
    IonBuffer: 'pools.md',
    Channel: 'channels.md',
    Gate: 'gates.md',
    Block: 'channels.md',
    Pump: 'pumps.md',
    Scheme: 'schemes.md',
    Transition: 'schemes.md',
    State: 'states.md',
    Transporter: 'transporters.md',
    Solute: 'transporters.md',
    Ligand: 'transporters.md',
    Experiment: 'experiments.md',
    Stochastic: 'experiments.md',
  };
  const hasRow = (text: string, ...cells: string[]): boolean =>
    text.split('\n').some((line) => {
      const row = line.split('|').map((cell) => cell.trim());
      return cells.every((cell, i) => row[i + 1] === cell);
    });

  for (const [owner, rules] of Object.entries(properties) as [PropertyOwner, (typeof properties)[PropertyOwner]][]) {
    it(`${pageOf[owner]} has every property of ${owner}`, () => {
      const missing = rules.filter(({ key }) => !hasRow(page(pageOf[owner]), `\`${key}\``));
      assert.deepEqual(missing, []);
    });
  }

  it('expressions-and-functions.md has every function and every built-in name', () => {
    const text = page('expressions-and-functions.md');
    const entries = [...[...functions.values()].map(signature), ...builtinNames.keys()];
    assert.deepEqual(
      entries.filter((entry) => !hasRow(text, `\`${entry}\``)),
      [],
    );
  });

  it('the pages of ions, solutes, channels and pumps have every part', () => {
    const places = {
      Ion: ['ions.md', 'K'],
      Solute: ['transporters.md', 'glucose'],
      Compartment: ['concentrations.md', 'inside'],
      IonBuffer: ['pools.md', 'Calbindin'],
      Solution: ['solutions.md', 'ACSF'],
      Channel: ['channels.md', 'Kv'],
      Pump: ['pumps.md', 'NaK'],
    } as const;
    for (const [owner, [file, name]] of Object.entries(places)) {
      const parts = Object.keys(builtinParts[owner as keyof typeof places]);
      const missing = parts.filter((part) => !hasRow(page(file), `\`${name}.${part}\``));
      assert.deepEqual(missing, []);
    }
  });

  it('ions.md has every known ion, with its charge and ranges', () => {
    const range = (limits: readonly [number, number] | undefined): string =>
      limits === undefined
        ? ''
        : limits.map((limit) => (limit < 1e-3 ? limit.toExponential() : String(limit))).join(' – ');
    const wrong = [...knownIons].filter(
      ([name, ion]) =>
        !hasRow(
          page('ions.md'),
          `\`${name}\``,
          ion.name.replace(/^[A-Z](?!-)/, (initial) => initial.toLowerCase()),
          `\`${chargeText(ion.charge)}\``,
          range(ion.inside),
          range(ion.outside),
        ),
    );
    assert.deepEqual(wrong, []);
  });

  it('lexical.md has every unit with its prefixes', () => {
    const rows = page('lexical.md')
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const wrong = atoms.filter(
      ({ symbol, prefixes }) => !rows.some((row) => row[1] === `\`${symbol}\`` && row[4] === prefixes.join(' ')),
    );
    assert.deepEqual(wrong, []);
  });

  it('lexical.md has the limits', () => {
    const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ' ');
    const limits = [`${grouped(LONGEST_TEXT)} characters`, `${DEEPEST_NESTING} levels`, `${MOST_OPERATORS}`];
    const cells = page('lexical.md')
      .split('\n')
      .map((line) => line.split('|')[2]?.trim());
    assert.deepEqual(
      limits.filter((limit) => !cells.includes(limit)),
      [],
    );
  });

  it('errors.md has a section with an example for every code, and for no other', () => {
    const sections = page('errors.md').split(/^### /m).slice(1);
    assert.deepEqual(sections.map((section) => /^`(.*)`/.exec(section)?.[1]).toSorted(), issueCodes.toSorted());
    for (const section of sections) {
      const code = /^`(.*)`/.exec(section)![1]!;
      assert.ok(section.includes(`// ${code}\n`), `no example of ${code}`);
    }
  });
});

describe('links of the reference', () => {
  /** As GitHub and VS Code make them. */
  const anchors = (text: string): string[] =>
    [...text.matchAll(/^#+ (.*)$/gm)].map((match) =>
      match[1]!
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    );

  for (const { path, text } of pages) {
    it(`${path} links to what there is`, () => {
      const links = [...text.matchAll(/\]\(([^)\s]+)\)|\bsrc(?:set)?="([^"]+)"/g)].map(
        (match) => (match[1] ?? match[2])!,
      );
      const broken = links.filter((link) => {
        if (/^https?:/.test(link)) return false;
        const [file, anchor] = link.split('#') as [string, string?];
        const target = file === '' ? path : join(dirname(path), file);
        if (!existsSync(target)) return true;
        return anchor !== undefined && !anchors(readFileSync(target, 'utf8')).includes(anchor);
      });
      assert.deepEqual(broken, []);
    });
  }

  it('every page is reached from the index', () => {
    const index = page('README.md');
    const missing = readdirSync(FOLDER).filter(
      (file) => file.endsWith('.md') && file !== 'README.md' && !index.includes(`(${file})`),
    );
    assert.deepEqual(missing, []);
  });
});
