import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { checkSteps } from './demo/check.ts';
import { openDemo, type Demo } from './demo/open-demo.ts';
import { runCheck } from './demo/run-check.ts';
import { demoShop } from './demo/seed.ts';
import { synclogProcesses } from './demo/synclog-process.ts';
import { projectRoot } from './support/project.ts';
import { runWhenBuilt } from './support/run-when-built.ts';

// `npm run demo`: a head office and two branches on this machine. With `-- --check` it tells its story by itself.

const usage = `Usage: npm run demo [-- --check] [-- --dir FOLDER]
  --check       cut and restore a branch's line, kill it, and see that nothing is lost; exits 0, or says which step failed
  --dir FOLDER  keep the data there (it must be empty); without it, it is gone when the demo ends`;

function readArguments(): { readonly check: boolean; readonly dir: string | undefined } | undefined {
  try {
    const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, dir: { type: 'string' } } });
    return { check: values.check, dir: values.dir };
  } catch {
    return undefined;
  }
}

const say = (text: string): void => console.log(text);

function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

/** Cuts and restores branch A's line when a person says so. */
function listenToPerson({ line }: Demo): void {
  createInterface({ input: process.stdin }).on('line', (text) => {
    const word = text.trim().toLowerCase();
    const work = word === 'cut' ? line.cut() : word === 'restore' ? line.restore() : undefined;
    void work?.then(() => say(`Branch A's line is ${word === 'cut' ? 'cut' : 'restored'}.`));
  });
}

async function show(demo: Demo, ended: Promise<void>): Promise<void> {
  say(`
Head office  ${demo.masterUrl}
Branch A     ${demo.a.url()}
Branch B     ${demo.b.url()}

Type "cut" and Enter to cut branch A's line to head office, "restore" to bring it back. Ctrl-C ends all three.`);
  listenToPerson(demo);
  await ended;
  say('\nEnding …');
}

async function run({ check, dir }: { readonly check: boolean; readonly dir: string | undefined }): Promise<number> {
  const folder = dir === undefined ? mkdtempSync(join(tmpdir(), 'synclog-demo-')) : resolve(dir);
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    console.error(`${folder} is not empty. Name an empty folder, or none.`);
    return 1;
  }
  const synclog = synclogProcesses(join(projectRoot, 'bin/synclog.mjs'));
  process.once('exit', () => void synclog.killAll());
  const ended = askedToEnd();
  const interrupted = ended.then(() => 'interrupted' as const);
  try {
    const opening = openDemo({ folder, size: demoShop, synclog, say });
    const demo = await Promise.race([opening, interrupted]);
    if (demo === 'interrupted') return 130;
    if (!check) await show(demo, ended);
    const passed = check ? await Promise.race([runCheck(checkSteps(demo, synclog), say), interrupted]) : true;
    await demo.close();
    return passed === true ? 0 : 1;
  } catch (error) {
    console.error(`The demo could not be opened: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  } finally {
    await synclog.killAll();
    if (dir === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

await runWhenBuilt({ wanted: readArguments(), usage }, run);
