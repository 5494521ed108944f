import { defineConfig } from 'eslint/config';
import typescript from 'typescript-eslint';
import { layers } from './test/structure/layers.mjs';

const folders = ['language', 'server', 'client', 'media', 'test'];
const places = layers.map(({ place }) => place);

/** A pattern for every import whose path goes through one of these folders or ends at one of these files. */
const through = (places) =>
  `^\\..*/(${places.map((place) => place.replace('.ts', '.js').split('/').at(-1)).join('|')})(/|$)`;

/** A pattern for every package but these. */
const packagesBut = (packages) => `^(?!\\.)(?!(${['.', ...packages].join('|')})(/|$))`;

/** The table of test/structure/layers.mjs as lint rules, so that an editor shows at once what a test would find later. */
function layerRules({ place, from, types = [], packages = [], nodeEntries = [] }) {
  const forbidden = places.filter((other) => other !== place && !from.includes(other));
  const values = forbidden.filter((other) => types.includes(other));
  const everything = forbidden.filter((other) => !types.includes(other));
  const message = 'This layer may not import that one: see test/structure/layers.mjs.';
  const rules = (allowed) => {
    const patterns = [
      { regex: through(everything), message },
      { regex: packagesBut(allowed), message: 'This layer may not use that package: see test/structure/layers.mjs.' },
      ...(values.length > 0 ? [{ regex: through(values), allowTypeImports: true, message }] : []),
    ];
    return { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] };
  };
  const files = [place.endsWith('.ts') ? place : `${place}/**/*.ts`];
  return [
    { files, rules: rules(packages) },
    ...(nodeEntries.length > 0 ? [{ files: nodeEntries, rules: rules([...packages, 'node:.*']) }] : []),
  ];
}

export default defineConfig(
  { ignores: ['dist/', 'out/', 'language/generated/', '.vscode-server/', '.vscode-test/'] },
  {
    files: folders.map((folder) => `${folder}/**/*.ts`),
    extends: [typescript.configs.strictTypeChecked, typescript.configs.stylisticTypeChecked],
    // One program for all folders: to read each with a program of its own takes twice the time.
    languageOptions: { parserOptions: { project: 'tsconfig.lint.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      // Node 0 is a node, and a value of 0 is a value.
      '@typescript-eslint/strict-boolean-expressions': [
        'error',
        { allowNumber: false, allowNullableNumber: false, allowNullableBoolean: true, allowNullableString: true },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Export by name: a thing is then called the same everywhere.',
        },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // The compiler says where an index may miss; a numeric loop knows better, and says so with `!`.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `return report(…)` leaves early, and says so.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // An interface may ask for a promise where the answer is at hand.
      '@typescript-eslint/require-await': 'off',
      // Spread is how a text is taken apart by code points.
      '@typescript-eslint/no-misused-spread': 'off',
      // Slow, about things there are none of here: enums, and literals that pose as class instances.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
    },
  },
  {
    // After a syntax error a tree lacks what its types promise.
    files: ['language/semantics/**/*.ts', 'server/**/*.ts'],
    rules: { '@typescript-eslint/no-unnecessary-condition': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/strict-boolean-expressions': 'off',
    },
  },
  layers.flatMap(layerRules),
);
