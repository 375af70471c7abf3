/** One line of the table in docs: what a folder may import. The longest folder that fits a file decides. */
interface FolderRule {
  readonly folder: string;
  /** Folders of this project. */
  readonly own: readonly string[];
  /** Packages; `node:` stands for everything of Node. */
  readonly packages: readonly string[];
}

const react = ['react', 'react-dom', 'react-i18next', '@tanstack/react-query', 'i18next'];
const fastify = ['fastify', '@fastify/swagger', 'fastify-type-provider-zod'];
const mainMay = ['src/main', 'src/models', 'src/shared', 'migrations'];
const masterMay = ['src/master', 'src/models', 'src/shared', 'migrations'];

const rules: readonly FolderRule[] = [
  { folder: 'src/shared', own: ['src/shared'], packages: ['zod', 'uuid'] },
  { folder: 'src/models', own: ['src/models', 'src/shared'], packages: ['zod'] },
  { folder: 'src/models/kit/discover.ts', own: ['src/models'], packages: ['zod', 'node:'] },
  {
    folder: 'src/sqlite',
    own: ['src/sqlite', 'src/models', 'src/shared', 'migrations'],
    packages: ['knex', 'better-sqlite3', 'zod', 'node:'],
  },
  { folder: 'src/main', own: mainMay, packages: ['zod', 'uuid', 'node:', 'electron-log', 'i18next', 'fflate'] },
  {
    folder: 'src/main/store',
    own: [...mainMay, 'src/sqlite'],
    packages: ['knex', 'better-sqlite3', 'zod', 'uuid', 'node:'],
  },
  { folder: 'src/main/sync', own: mainMay, packages: ['zod', 'uuid', 'node-schedule', 'node:'] },
  { folder: 'src/main/master-client', own: mainMay, packages: ['axios', 'undici', 'zod', 'node:'] },
  { folder: 'src/main/browser', own: mainMay, packages: [...fastify, 'zod', 'node:'] },
  {
    folder: 'src/main/shell',
    own: mainMay,
    packages: ['electron', 'electron-updater', 'electron-log', 'zod', 'i18next', 'node:'],
  },
  { folder: 'src/master', own: masterMay, packages: [...fastify, 'zod', 'uuid', 'node:'] },
  {
    folder: 'src/master/store',
    own: [...masterMay, 'src/sqlite'],
    packages: ['knex', 'better-sqlite3', 'pg', 'zod', 'uuid', 'node:'],
  },
  {
    folder: 'src/cli',
    own: ['src/cli', 'src/main', 'src/master', 'src/shared'],
    packages: ['commander', 'zod', 'node:'],
  },
  { folder: 'src/preload', own: ['src/preload', 'src/shared'], packages: ['electron'] },
  { folder: 'src/renderer', own: ['src/renderer', 'src/shared'], packages: [...react, 'uplot', 'zod'] },
  { folder: 'migrations', own: ['migrations', 'src/shared'], packages: ['knex'] },
];

/** Every module a source names: static, dynamic, re-exported and type-only alike. */
export function importsOf(source: string): string[] {
  const code = source.replace(/^\s*(\/\/|\*|\/\*).*$/gm, '');
  const statement = /(?:^|[\s;}])(?:import|export)\s(?:[^'"();]*?\sfrom\s*)?['"]([^'"]+)['"]/g;
  const call = /\b(?:import|require)\(\s*['"]([^'"]+)['"]\s*\)/g;
  return [...code.matchAll(statement), ...code.matchAll(call)].map((match) => match[1] ?? '');
}

/**
 * What a file must not import, each as a sentence that names the file and the import.
 * @param file path from the project's folder, with `/`
 */
export function forbiddenImports(file: string, source: string): string[] {
  const rule = rules
    .filter(({ folder }) => isWithin(file, folder))
    .toSorted((a, b) => b.folder.length - a.folder.length)[0];
  if (rule === undefined) return [`${file} lies in a folder that the table of imports does not know`];
  return importsOf(source)
    .filter((name) => !isAllowed(file, name, rule))
    .map((name) => `${file} must not import ${name}`);
}

function isAllowed(file: string, name: string, rule: FolderRule): boolean {
  if (name.startsWith('.')) {
    const target = new URL(name, `file:///${file}`).pathname.slice(1);
    return rule.own.some((folder) => isWithin(target, folder));
  }
  return rule.packages.some((allowed) => (allowed === 'node:' ? name.startsWith(allowed) : isWithin(name, allowed)));
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
