import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../scripts/support/project.ts';
import { forbiddenImports, importsOf } from './import-rules.ts';

const sources = ['src', 'migrations'].flatMap((folder) =>
  readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name)),
);

function pathInProject(file: string): string {
  return file.slice(projectRoot.length + 1).replaceAll('\\', '/');
}

test('every import of src and migrations is one that its folder may make', () => {
  const found = sources.flatMap((file) => forbiddenImports(pathInProject(file), readFileSync(file, 'utf8')));
  expect(sources.length).toBeGreaterThan(30);
  expect(found).toEqual([]);
});

test.each([
  ['src/main/sync/engine.ts', `import knex from 'knex';`, 'knex'],
  ['src/main/sync/engine.ts', `import type { Knex } from 'knex';`, 'knex'],
  [
    'src/main/sync/engine.ts',
    `import { openSqlite } from '../../sqlite/open-sqlite.ts';`,
    '../../sqlite/open-sqlite.ts',
  ],
  ['src/main/branch/open-branch.ts', `const { app } = await import('electron');`, 'electron'],
  ['src/main/index.ts', `import { app } from 'electron/main';`, 'electron/main'],
  ['src/main/desktop/x.ts', `import { app } from 'electron';`, 'electron'],
  ['src/main/access/x.ts', `import knex from 'knex';`, 'knex'],
  ['src/main/diagnostics/x.ts', `import Database from 'better-sqlite3';`, 'better-sqlite3'],
  ['src/main/sync/check/x.ts', `import axios from 'axios';`, 'axios'],
  ['src/main/sync/engine.ts', `import axios from "axios";`, 'axios'],
  ['src/main/ipc/x.ts', `import {\n  a,\n  b,\n} from '../../master/server.ts';`, '../../master/server.ts'],
  ['src/renderer/app.tsx', `export * from '../models/product.ts';`, '../models/product.ts'],
  ['src/renderer/app.tsx', `import 'node:fs';`, 'node:fs'],
  ['src/shared/ids.ts', `import { randomUUID } from 'node:crypto';`, 'node:crypto'],
  ['src/models/product.ts', `import { x } from '../main/logger.ts';`, '../main/logger.ts'],
  ['src/preload/index.ts', `import { z } from 'zod';`, 'zod'],
  ['src/cli/index.ts', `import Database from 'better-sqlite3';`, 'better-sqlite3'],
  [
    'migrations/records/0002.ts',
    `import { Product } from '../../src/models/product.ts';`,
    '../../src/models/product.ts',
  ],
])('%s: %s is refused, naming both', (file, source, name) => {
  expect(forbiddenImports(file, source)).toEqual([`${file} must not import ${name}`]);
});

test('a folder that nobody has placed in the table is refused', () => {
  expect(forbiddenImports('src/helpers/a.ts', '')).toHaveLength(1);
});

test('what a comment or a text mentions is not an import', () => {
  expect(importsOf(`// import x from 'knex'\n/** import('axios') */\nconst a = "export from 'knex'";`)).toEqual([]);
});
