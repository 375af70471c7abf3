import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

/** What the app remembers of this desktop that is no setting. */
const memorySchema = z.object({
  /** The person was told once that the app stays in the tray. */
  toldOfTray: z.boolean().catch(false),
});
export type DesktopMemory = z.infer<typeof memorySchema>;

/** A file that is missing or damaged means that nothing is remembered: then something is said twice. */
export async function readDesktopMemory(file: string): Promise<DesktopMemory> {
  try {
    return memorySchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return { toldOfTray: false };
  }
}

export async function writeDesktopMemory(file: string, memory: DesktopMemory): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.tmp`, JSON.stringify(memory));
  await rename(`${file}.tmp`, file);
}
