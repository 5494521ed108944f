/** Who may import whom, in one table: the lint rules and layers.test.ts both read it. */

/**
 * @typedef {object} Layer
 * @property {string} place folder or single file
 * @property {readonly string[]} from other layers that it may import
 * @property {readonly string[]} [types] layers of which it may import types alone
 * @property {readonly string[]} [packages] packages, with all below them
 * @property {readonly string[]} [nodeEntries] files that may also import Node's own modules
 */

const numbers = ['language/units', 'language/physics', 'language/model', 'language/solver', 'language/analysis'];
const text = [
  'language/generated',
  'language/parser',
  'language/semantics',
  'language/compilations.ts',
  'language/memb-module.ts',
];

/** @type {readonly Layer[]} */
export const layers = [
  { place: 'language/units', from: [] },
  { place: 'language/physics', from: ['language/units'] },
  { place: 'language/model', from: ['language/units', 'language/physics'] },
  { place: 'language/solver', from: ['language/model'] },
  { place: 'language/analysis', from: ['language/units', 'language/physics', 'language/model', 'language/solver'] },
  { place: 'language/generated', from: [], packages: ['langium'] },
  { place: 'language/parser', from: ['language/units'], packages: ['langium', 'chevrotain'] },
  {
    place: 'language/semantics',
    from: ['language/generated', 'language/parser', 'language/units', 'language/physics', 'language/model'],
    packages: ['langium', 'vscode-languageserver-types'],
  },
  {
    place: 'language/compilations.ts',
    from: [...numbers, 'language/generated', 'language/semantics'],
    packages: ['langium'],
  },
  { place: 'language/memb-module.ts', from: [...numbers, ...text], packages: ['langium'] },
  { place: 'language/protocol.ts', from: [], types: ['language/model', 'language/analysis'] },
  {
    place: 'server',
    // Of package.json the version, for `memb --version`.
    from: [...numbers, ...text, 'language/protocol.ts', 'package.json'],
    packages: ['langium', 'vscode-languageserver', 'vscode-languageserver-types', 'vscode-uri'],
    nodeEntries: ['server/main.node.ts', 'server/memb.ts'],
  },
  { place: 'client', from: ['language/protocol.ts'], packages: ['vscode', 'vscode-languageclient'] },
  { place: 'media', from: [...numbers, 'language/protocol.ts'], packages: ['chart.js'] },
];
