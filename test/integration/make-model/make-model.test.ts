import { execFile } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/support/project.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const run = promisify(execFile);

/** A copy of everything that a new model touches or is checked by. */
function copyOfRepository(): string {
  const root = tempFolder();
  const copied = [
    'src/models',
    'src/shared',
    'src/sqlite',
    'src/main/store',
    'src/main/sync/sync-store.ts',
    'src/main/logger.ts',
    'migrations',
    'scripts',
    'test/support',
  ];
  const configuration = readdirSync(projectRoot).filter((name) =>
    /^(tsconfig|\.prettier|\.oxlint|package\.json|vitest\.config)/.test(name),
  );
  for (const path of [...copied, ...configuration])
    cpSync(join(projectRoot, path), join(root, path), { recursive: true });
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'), 'junction');
  return root;
}

const tool = (path: string): string => join(projectRoot, 'node_modules', path);

async function node(root: string, ...args: string[]): Promise<{ readonly code: number; readonly output: string }> {
  try {
    const { stdout, stderr } = await run(process.execPath, args, { cwd: root, timeout: 120_000 });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: number; stdout: string; stderr: string };
    return { code: code ?? -1, output: stdout + stderr };
  }
}

const passed = (output: string) => ({ code: 0, output });

describe('make:model', () => {
  it('writes a model, a migration and a test that pass format, lint, types and tests as they are', async () => {
    const root = copyOfRepository();
    const versionBefore = readVersion(root);
    const fields = [
      'name:text:required',
      'phone',
      'rating:integer',
      'min_order_cents:money',
      'active:boolean:required',
    ];
    const more = ['state:choice:open,closed:required', 'since_at:datetime', 'category_id:reference:Category:required'];
    const made = await node(root, 'scripts/make-model.ts', 'Supplier', ...fields, ...more);
    expect(made).toEqual(passed(made.output));
    const files = made.output.split('\n').filter((line) => line.endsWith('.ts'));
    expect(files).toEqual([
      'src/models/supplier.ts',
      'migrations/records/0002-create-suppliers.ts',
      'migrations/records/index.ts',
      'src/shared/protocol/common.ts',
      'test/integration/models/supplier.test.ts',
    ]);
    expect(readVersion(root)).toBe(versionBefore + 1);

    const second = await node(root, 'scripts/make-model.ts', 'Delivery', 'supplier_id:reference:Supplier');
    expect(second).toEqual(passed(second.output));

    const all = [...files, ...second.output.split('\n').filter((line) => line.endsWith('.ts'))];
    const format = await node(root, tool('prettier/bin/prettier.cjs'), '--check', ...all);
    expect(format).toEqual(passed(format.output));
    const lint = await node(root, tool('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings', ...all);
    expect(lint).toEqual(passed(lint.output));
    const own = {
      extends: './tsconfig.node.json',
      compilerOptions: { incremental: false, tsBuildInfoFile: null },
      include: [...all, 'src/sqlite'],
    };
    writeFileSync(join(root, 'tsconfig.made.json'), JSON.stringify(own));
    const types = await node(root, tool('typescript/bin/tsc'), '--project', 'tsconfig.made.json');
    expect(types).toEqual(passed(types.output));
    const tests = await node(root, tool('vitest/vitest.mjs'), 'run', '--project', 'node', 'test/integration/models');
    expect(tests).toEqual(passed(tests.output));
    expect(tests.output).toMatch(/2 passed/);
  }, 180_000);

  it.each([
    ['supplier', 'PascalCase'],
    ['Product', 'already'],
    ['Map', 'JavaScript'],
    ['SyncLog', 'sync_logs'],
    ['SchemaMigration', 'schema_migrations'],
  ])('refuses %s with one sentence and writes nothing', async (name, reason) => {
    const root = copyOfRepository();
    const before = countFiles(root);
    const made = await node(root, 'scripts/make-model.ts', name);
    expect(made.code).toBe(1);
    expect(made.output).toContain(reason);
    expect(made.output.trim().split('\n')).toHaveLength(1);
    expect(countFiles(root)).toBe(before);
  });
});

function countFiles(root: string): number {
  return ['src', 'migrations', 'test'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }),
  ).length;
}

function readVersion(root: string): number {
  const source = readFileSync(join(root, 'src/shared/protocol/common.ts'), 'utf8');
  return Number(/recordSchemaVersion = (\d+);/.exec(source)?.[1]);
}
