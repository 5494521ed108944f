import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Configuration {
  readonly wordPattern: { readonly pattern: string; readonly flags: string };
  readonly indentationRules: { readonly increaseIndentPattern: string; readonly decreaseIndentPattern: string };
}

const configuration = JSON.parse(readFileSync('syntaxes/language-configuration.json', 'utf8')) as Configuration;

describe('language configuration', () => {
  const words = (text: string): readonly string[] =>
    text.match(new RegExp(configuration.wordPattern.pattern, `g${configuration.wordPattern.flags}`)) ?? [];

  it('takes Greek letters, digits and degree signs into words', () => {
    assert.deepEqual(words('let τ_m2 = -1.5e-8 cm/s + 37 °C'), ['let', 'τ_m2', '-1.5e-8', 'cm', 's', '37', '°C']);
  });

  it('has a part of a name on its own', () => {
    assert.deepEqual(words('Nav.m^3'), ['Nav', 'm', '3']);
  });

  it('indents after an open brace and not after a closed one', () => {
    const { increaseIndentPattern, decreaseIndentPattern } = configuration.indentationRules;
    assert.match('channel Nav conducts Na {', new RegExp(increaseIndentPattern));
    assert.doesNotMatch('ion K + { in = 140 mM, out = 4 mM }', new RegExp(increaseIndentPattern));
    assert.doesNotMatch('// a {', new RegExp(increaseIndentPattern));
    assert.match('  }', new RegExp(decreaseIndentPattern));
  });
});
