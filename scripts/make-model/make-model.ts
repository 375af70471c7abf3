import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { parseFields } from './fields.ts';
import { namesOf, type ModelNames } from './names.ts';
import { Refusal } from './refuse.ts';
import { reservedWords } from './reserved-words.ts';
import { migrationSource, modelSource, testSource } from './templates.ts';

const migrations = 'migrations/records';

/**
 * Writes a model, its migration and a test that passes, and lets the lists know of them.
 * @param root the repository
 * @returns the files written, relative to the root
 * @throws Refusal before anything is written
 */
export async function makeModel(root: string, name: string, fieldTexts: readonly string[]): Promise<string[]> {
  const known = readModels(root);
  const names = namesOf(name);
  refuseName(root, name, names, known);
  const fields = parseFields(fieldTexts, [...known.keys()]);
  const number = nextNumber(root);
  const file = `${number}-create-${names.kebabPlural}`;
  const files = new Map([
    [`src/models/${names.kebab}.ts`, modelSource(names, fields)],
    [`${migrations}/${file}.ts`, migrationSource(names, `records-${file}`, fields, (model) => known.get(model) ?? '')],
    [`${migrations}/index.ts`, addToIndex(readFileSync(join(root, migrations, 'index.ts'), 'utf8'), names, file)],
    ['src/shared/protocol/common.ts', raiseVersion(readFileSync(join(root, 'src/shared/protocol/common.ts'), 'utf8'))],
    [`test/integration/models/${names.kebab}.test.ts`, testSource(names, fields)],
  ]);
  for (const [path, source] of files) {
    const target = join(root, path);
    await mkdir(dirname(target), { recursive: true });
    writeFileSync(target, await format(source, { ...(await resolveConfig(target)), filepath: target }));
  }
  return [...files.keys()];
}

/** Every model there is, and its table. Read from the files, so that a model that does not load yet is seen too. */
function readModels(root: string): Map<string, string> {
  const folder = join(root, 'src/models');
  const sources = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  return new Map(
    sources.flatMap((source) => {
      const [, name] = /^ {2}name: '(\w+)',$/m.exec(source) ?? [];
      const [, table] = /^ {2}table: '(\w+)',$/m.exec(source) ?? [];
      return name !== undefined && table !== undefined ? [[name, table] as const] : [];
    }),
  );
}

function refuseName(root: string, name: string, names: ModelNames, known: ReadonlyMap<string, string>): void {
  if (!/^[A-Z][A-Za-z0-9]*$/.test(name))
    throw new Refusal(`"${name}" is no name for a model: use PascalCase in the singular, such as Supplier.`);
  if (known.has(name)) throw new Refusal(`There is a model ${name} already.`);
  if (existsSync(join(root, `src/models/${names.kebab}.ts`)))
    throw new Refusal(`There is a file src/models/${names.kebab}.ts already.`);
  if (Object.hasOwn(globalThis, name))
    throw new Refusal(`"${name}" is the name of something in JavaScript itself; choose another one.`);
  if (reservedWords.has(names.table) || readTables(root).has(names.table)) {
    throw new Refusal(`The table of a model ${name} would be "${names.table}", which is taken; choose another name.`);
  }
}

/** The tables of every database of ours, as the migrations make them. */
function readTables(root: string): Set<string> {
  const folder = join(root, 'migrations');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const tables = files.flatMap((file) => {
    const source = readFileSync(join(folder, file), 'utf8');
    return [...source.matchAll(/createTable\('(\w+)'|create table (?:if not exists )?(\w+)/gi)].map(
      (match) => match[1] ?? match[2] ?? '',
    );
  });
  return new Set([...tables, 'schema_migrations']);
}

function nextNumber(root: string): string {
  const numbers = readdirSync(join(root, migrations)).map((file) => Number(/^(\d{4})-/.exec(file)?.[1] ?? 0));
  return String(Math.max(...numbers) + 1).padStart(4, '0');
}

function addToIndex(source: string, names: ModelNames, file: string): string {
  const added = source
    .replace(/(?:^import .*\n)+/m, (imports) => `${imports}import { ${names.migration} } from './${file}.ts';\n`)
    .replace(/\[([^\]]*)\];/, (_list, entries: string) => `[${entries.trim().replace(/,$/, '')}, ${names.migration}];`);
  if (added.split(names.migration).length === 3) return added;
  throw new Refusal(`${migrations}/index.ts is not as expected; put it back in its form or add the model by hand.`);
}

/** Branches and head office tell by this number who knows more models. */
function raiseVersion(source: string): string {
  const pattern = /^(export const recordSchemaVersion = )(\d+);$/m;
  if (!pattern.test(source)) throw new Refusal('src/shared/protocol/common.ts has no recordSchemaVersion to raise.');
  return source.replace(pattern, (_line, start: string, version: string) => `${start}${Number(version) + 1};`);
}
