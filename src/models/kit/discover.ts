import { z } from 'zod';
import type { Model } from './define-model.ts';
import { createRegistry, type ModelRegistry } from './registry.ts';

const modelShape = z.object({
  name: z.string(),
  table: z.string(),
  columns: z.array(z.string()),
  fields: z.record(z.string(), z.object({})),
});

function isModel(value: unknown): value is Model {
  return modelShape.safeParse(value).success;
}

/** The bundler gives `import.meta.env` and replaces the call by the modules themselves; where the sources run unbuilt the folder is read instead. */
async function modelModules(): Promise<unknown[]> {
  if (import.meta.env) return Object.values(import.meta.glob('../*.ts', { eager: true }));
  const { readdir } = await import('node:fs/promises');
  const folder = new URL('../', import.meta.url);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
  return await Promise.all(files.map((file) => import(new URL(file, folder).href)));
}

/** Every model that a file of this folder's parent exports: a file dropped in there is found without being named anywhere. */
export async function discoverModels(): Promise<ModelRegistry> {
  const modules = await modelModules();
  return createRegistry(
    modules.flatMap((module) =>
      module !== null && typeof module === 'object' ? Object.values(module).filter(isModel) : [],
    ),
  );
}
