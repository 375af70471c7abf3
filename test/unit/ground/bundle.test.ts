import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '../../../scripts/support/project.ts';
import { discoverModels } from '../../../src/models/kit/discover.ts';

// In a bundle there is no folder to look into: a discovery that finds nothing there would be a program without records.

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synclog-bundle-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('a bundle knows the same models as the sources', async () => {
  await build({
    configFile: false,
    logLevel: 'silent',
    root: projectRoot,
    ssr: { noExternal: true },
    build: {
      ssr: join(projectRoot, 'src/models/kit/discover.ts'),
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'discover.mjs' } },
    },
  });
  const bundle: unknown = await import(/* @vite-ignore */ pathToFileURL(join(folder, 'discover.mjs')).href);
  const bundled = z.object({ discoverModels: z.function({ output: z.unknown() }) }).parse(bundle);
  const registry = z.object({ all: z.array(z.object({ name: z.string() })) }).parse(await bundled.discoverModels());

  const fromSources = (await discoverModels()).all.map(({ name }) => name);
  const files = (await readdir(join(projectRoot, 'src/models'))).filter((name) => name.endsWith('.ts'));
  expect(registry.all.map(({ name }) => name)).toEqual(fromSources);
  expect(fromSources.length).toBeGreaterThanOrEqual(files.length);
});
