import { defineConfig } from 'oxlint';

// Which part may import which: each layer names what it may have beyond the language itself, and everything else is refused with the reason.

/** Packages that only some parts know. */
const packages = {
  electron: ['^electron(/|$)', 'Only src/main/shell and src/preload know Electron; everything else runs without it.'],
  database: [
    '^(knex|better-sqlite3|pg)(/|$)',
    'Only the stores, src/sqlite and migrations speak to a database; ask the store.',
  ],
  axios: ['^(axios|undici)(/|$)', 'Only src/main/master-client speaks HTTP to the master.'],
  fastify: [
    '^(fastify|@fastify|fastify-type-provider-zod)(/|$)',
    'Fastify serves the master and the browser host only.',
  ],
  screens: ['^(react|react-dom|react-i18next|@tanstack|uplot)(/|$)', 'Screens live in src/renderer.'],
  node: ['^node:', 'This code runs without Node.'],
} as const;

type Package = keyof typeof packages;

/** What runs in Node may use Node. */
const inNode: readonly Package[] = ['electron', 'database', 'axios', 'fastify', 'screens'];

interface Layer {
  readonly files: string;
  /** Packages that it may not import. */
  readonly refuses: readonly Package[];
  /** Parts of this project that it may not import. */
  readonly parts: string;
  /** What it may import of this project, in words. */
  readonly may: string;
}

const without = (...allowed: readonly Package[]): readonly Package[] =>
  inNode.filter((name) => !allowed.includes(name));
const ofModels = { parts: 'main|master|cli|preload|renderer|sqlite|migrations', may: 'models may import shared only.' };
const ofMain = { parts: 'master|cli|preload|renderer|sqlite', may: 'main may import models, shared, migrations.' };
const ofMainStore = { ...ofMain, parts: 'master|cli|preload|renderer' };
const ofMaster = { parts: 'main|cli|preload|renderer|sqlite', may: 'master may import models, shared, migrations.' };
const ofMasterStore = { ...ofMaster, parts: 'main|cli|preload|renderer' };

/** Of two that match, the later one holds. */
const layers: readonly Layer[] = [
  {
    files: 'src/shared/**',
    refuses: [...inNode, 'node'],
    parts: 'main|master|cli|preload|renderer|models|sqlite|migrations',
    may: 'shared may import zod and uuid only.',
  },
  { files: 'src/models/**', refuses: [...inNode, 'node'], ...ofModels },
  { files: 'src/models/kit/discover.ts', refuses: inNode, ...ofModels },
  {
    files: 'src/sqlite/**',
    refuses: without('database'),
    parts: 'main|master|cli|preload|renderer',
    may: 'sqlite may import models, shared and migrations only.',
  },
  { files: 'src/main/**', refuses: inNode, ...ofMain },
  { files: 'src/main/store/**', refuses: without('database'), ...ofMainStore },
  { files: 'src/main/master-client/**', refuses: without('axios'), ...ofMain },
  { files: 'src/main/browser/**', refuses: without('fastify'), ...ofMain },
  { files: 'src/main/shell/**', refuses: without('electron'), ...ofMain },
  { files: 'src/master/**', refuses: without('fastify'), ...ofMaster },
  { files: 'src/master/store/**', refuses: without('database'), ...ofMasterStore },
  {
    files: 'src/cli/**',
    refuses: inNode,
    parts: 'preload|renderer|models|sqlite|migrations',
    may: 'cli may import main, master and shared.',
  },
  {
    files: 'src/preload/**',
    refuses: [...without('electron'), 'node'],
    parts: 'main|master|cli|renderer|models|sqlite|migrations',
    may: 'preload may import shared only.',
  },
  {
    files: 'src/renderer/**',
    refuses: [...without('screens'), 'node'],
    parts: 'main|master|cli|preload|models|sqlite|migrations',
    may: 'renderer may import shared only.',
  },
  {
    files: 'migrations/**',
    refuses: without('database'),
    parts: 'main|master|cli|preload|renderer|models|sqlite',
    may: 'migrations may import shared only: a migration must not change when a model does.',
  },
];

const refuse = (names: readonly Package[]) =>
  names.map((name) => ({ regex: packages[name][0], message: packages[name][1] }));
const restrict = (patterns: readonly { readonly regex: string; readonly message: string }[]) => ({
  'no-restricted-imports': ['error', { patterns: [...patterns] }] as ['error', object],
});
const rebuilds = 'Rebuilds the table and cascades its children away, silently. Migrations are additive.';

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'promise', 'react', 'jsx-a11y'],
  categories: { correctness: 'error' },
  env: { builtin: true, es2024: true },
  ignorePatterns: ['node_modules', 'out', 'dist', 'coverage', 'test-results', 'playwright-report'],
  rules: {
    'typescript/no-floating-promises': ['error', { checkThenables: true }],
    'typescript/no-misused-promises': 'error',
    'typescript/await-thenable': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/prefer-promise-reject-errors': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'typescript/no-unnecessary-type-assertion': 'error',
    'typescript/ban-ts-comment': 'error',
    'typescript/unbound-method': 'off',
    'import/no-cycle': 'error',
    'import/no-default-export': 'off',
    'react/rules-of-hooks': 'error',
    'react/exhaustive-deps': 'error',
    'react/react-in-jsx-scope': 'off',
    eqeqeq: 'error',
    'no-var': 'error',
    'prefer-const': 'error',
    'no-empty': 'error',
    'max-lines': ['error', { max: 300 }],
    ...restrict(refuse(inNode)),
  },
  overrides: [
    ...layers.map(({ files, refuses, parts, may }) => ({
      files: [files],
      rules: restrict([...refuse(refuses), { regex: `^(\\.\\./)+(${parts})(/|$)`, message: may }]),
    })),
    {
      files: ['migrations/**'],
      rules: {
        'no-restricted-properties': [
          'error',
          ...['alter', 'dropColumn', 'dropColumns'].map((property) => ({ property, message: rebuilds })),
        ],
      },
    },
    {
      files: ['test/**', 'scripts/**', 'bench/**', '*.config.ts'],
      rules: { ...restrict(refuse(['electron'])), 'max-lines': 'off' },
    },
    { files: ['test/{unit,integration,simulation,faults,support}/**'], rules: { 'react/rules-of-hooks': 'off' } },
    {
      files: ['src/renderer/components/option-list.tsx'],
      rules: {
        'jsx-a11y/prefer-tag-over-role': 'off',
        'jsx-a11y/click-events-have-key-events': 'off',
        'jsx-a11y/no-noninteractive-element-interactions': 'off',
        'jsx-a11y/no-noninteractive-element-to-interactive-role': 'off',
        'jsx-a11y/interactive-supports-focus': 'off',
      },
    },
    {
      files: [
        'src/renderer/components/data-table.tsx',
        'src/renderer/components/table-cells.tsx',
        'src/renderer/components/table-head.tsx',
        'src/renderer/components/live-region.tsx',
      ],
      rules: {
        'jsx-a11y/prefer-tag-over-role': 'off',
        'jsx-a11y/no-noninteractive-element-interactions': 'off',
      },
    },
  ],
});
