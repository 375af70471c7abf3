import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/support/project.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const run = promisify(execFile);

it('what the build makes for Node can be loaded: two libraries that shim the same name would stop every start', async () => {
  const outDir = tempFolder();
  const builder = join(projectRoot, 'node_modules/electron-vite/bin/electron-vite.js');
  await run(process.execPath, [builder, 'build', '--outDir', outDir, '--logLevel', 'silent'], { cwd: projectRoot });
  const files = readdirSync(join(outDir, 'main')).filter((name) => name.endsWith('.js'));
  expect(files).toEqual(expect.arrayContaining(['cli.js', 'index.js', 'store-worker.js']));
  const loaded = files.map((name) => run(process.execPath, ['--check', join(outDir, 'main', name)]));
  await Promise.all(loaded);
}, 120_000);
