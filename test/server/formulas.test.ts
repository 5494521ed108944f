import assert from 'node:assert/strict';
import { picture, pictureInMarkdown } from '../../server/formula/picture.js';
import { generalFormulas } from '../../server/formula/general.js';
import { formula, showFormulas } from '../../server/hover/markdown.js';
import { typeset } from '../../server/formula/typeset.js';

const NERNST = [
  'E &= \\frac{RT}{zF} \\ln \\frac{[\\text{K⁺}]_{\\text{o}}}{[\\text{K⁺}]_{\\text{i}}}',
  '&= \\text{−95.0 mV}',
];

/** What is written in a picture, from left to right as it was drawn. */
const wordsIn = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map((match) => match[1]!);

describe('typesetting', () => {
  it('a fraction has its parts above and below one bar, centred on it', () => {
    const { svg } = picture(['\\frac{a}{bc}'])!;
    assert.deepEqual(wordsIn(svg), ['a', 'b', 'c']);
    const [a, b] = [...svg.matchAll(/<text x='([\d.]+)' y='([\d.]+)'/g)].map(([, x, y]) => [Number(x), Number(y)]);
    const bar = Number(/d='M[\d.]+ ([\d.]+)h/.exec(svg)![1]);
    assert.ok(a![1]! < bar && b![1]! > bar);
    assert.ok(a![0]! > b![0]!, 'the narrower part stands further in');
  });

  it('letters are italic, words, numbers and units upright; what is raised is smaller', () => {
    const { svg } = picture(['V = 2.5 \\text{mV} e^{x}'])!;
    const styles = new Map(
      [...svg.matchAll(/<text [^>]*font-size='([\d.]+)'( font-style='italic')?[^>]*>([^<]*)</g)].map(
        ([, size, italic, word]) => [word, [Number(size), italic !== undefined]],
      ),
    );
    assert.deepEqual(styles.get('V'), [15, true]);
    assert.deepEqual(styles.get('2.5'), [15, false]);
    assert.deepEqual(styles.get('mV'), [15, false]);
    assert.deepEqual(styles.get('x'), [10.5, true]);
  });

  it('ions have raised charges and lowered numbers of atoms', () => {
    const words = wordsIn(picture(['\\text{HCO₃⁻ + A¹·²⁻}'])!.svg);
    assert.deepEqual(words, ['HCO', '3', '−', ' + A', '1', '·', '2−']);
  });

  it('parentheses grow with what they hold', () => {
    const flat = typeset('\\left( x \\right)', 15);
    const tall = typeset('\\left( \\frac{\\frac{a}{b}}{c} \\right)', 15);
    assert.ok(tall.ascent + tall.descent > 2 * (flat.ascent + flat.descent));
  });

  it('lines are aligned at their equals sign', () => {
    const { svg } = picture(NERNST)!;
    const equals = [...svg.matchAll(/<text x='([\d.]+)'[^>]*>=</g)].map((match) => match[1]);
    assert.equal(equals.length, 2);
    assert.equal(equals[0], equals[1]);
  });

  it('every piece has the width that it was given room for', () => {
    const { svg } = picture(NERNST)!;
    assert.equal([...svg.matchAll(/<text /g)].length, [...svg.matchAll(/textLength='[\d.]+'/g)].length);
  });

  it('what does not end, or is not known, is set as it stands', () => {
    for (const broken of ['\\frac{a', '\\frac', '\\left( a', '\\unknown x', 'a^', '}', '\\text{a', '^', '\\', '{{{'])
      assert.ok(Number.isFinite(typeset(broken, 15).width), broken);
    assert.ok(wordsIn(picture(['a \\right) b'])!.svg).includes('b'));
  });

  it('is too wide for a hover at some width, and then there is none', () => {
    assert.equal(picture([`\\text{${'x'.repeat(200)}}`]), undefined);
  });
});

describe('pictures of formulas', () => {
  it('hold nothing that their markup or an address could misread', () => {
    const drawn = picture([`\\text{a<b>&"c'd}`])!;
    assert.match(drawn.svg, /a&#60;b&#62;&#38;&#34;c&#39;d/);
    const markdown = pictureInMarkdown(drawn, 'a ] * (b)');
    const [, alt, address] = /^!\[(.*)\]\(([^()\s"'<>]*)\)$/.exec(markdown)!;
    assert.equal(alt, 'a \\] \\* (b)');
    assert.equal(decodeURIComponent(address!), `data:image/svg+xml,${drawn.svg}`);
  });

  it('of every formula of the field: small, and with its description', () => {
    for (const [name, { lines, typeset }] of Object.entries(generalFormulas)) {
      const drawn = picture(typeset);
      assert.ok(drawn, `${name} is too wide`);
      assert.ok(drawn.height < 120 && drawn.width < 560, `${name}: ${drawn.width} × ${drawn.height}`);
      assert.ok(pictureInMarkdown(drawn, lines.join(' ')).length < 12_000, name);
      assert.doesNotMatch(drawn.svg, /NaN|undefined|\\/, name);
    }
  });

  it('stand where the client shows pictures, with the text as description; else the text does', () => {
    const markdown = `before\n\n${formula(['E = RT/(zF)', '  = 1 mV'], ['E &= \\frac{RT}{zF}'])}\n\nafter`;
    assert.equal(showFormulas(markdown, false), 'before\n\n```text\nE = RT/(zF)\n  = 1 mV\n```\n\nafter');
    assert.match(
      showFormulas(markdown, true),
      /^before\n\n!\[E = RT\/\(zF\) = 1 mV\]\(data:image\/svg\+xml,\S+\)\n\nafter$/,
    );
  });
});
