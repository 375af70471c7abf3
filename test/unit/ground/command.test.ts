import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectRoot } from '../../../scripts/support/project.ts';

// bin/synclog.mjs beside a command line of a few words, as it lies beside the built one.

let folder: string;
let started: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synclog-command-'));
  await cp(join(projectRoot, 'bin'), join(folder, 'bin'), { recursive: true });
});
afterEach(async () => {
  for (const child of started) child.kill('SIGKILL');
  started = [];
  await rm(folder, { recursive: true, force: true });
});

async function putCommandLine(source: string): Promise<void> {
  await mkdir(join(folder, 'out/main'), { recursive: true });
  await writeFile(join(folder, 'out/main/cli.js'), source);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
}

async function run(...args: string[]): Promise<{ code: number | null; output: string; errors: string }> {
  const child = spawn(process.execPath, [join(folder, 'bin/synclog.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>, // `once` does not know the events of a process
  ]);
  return { code, output, errors };
}

test('says in one sentence how to build, when nothing is built', async () => {
  const { code, output, errors } = await run('--help');
  expect({ code, output }).toEqual({ code: 1, output: '' });
  expect(errors.trim()).toMatch(/^[^\n]*npm run build[^\n]*$/);
});

test('hands over its arguments and passes on the exit code', async () => {
  await putCommandLine('console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 7;');
  expect(await run('records', 'list', '--json')).toEqual({
    code: 7,
    output: '["records","list","--json"]\n',
    errors: '',
  });
});

test('a process started on its behalf ends when the one that a person sees is gone', async () => {
  await putCommandLine("console.log('ready'); setInterval(() => {}, 1000);");
  const child = spawn(process.execPath, [join(folder, 'bin/synclog.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, SYNCLOG_PARENT: String(process.pid) },
  });
  started.push(child);
  if (child.stdout === null) throw new Error('no output to wait for');
  await once(child.stdout, 'data');
  const ended = once(child, 'exit');
  child.disconnect();
  // That it ends is the point; how an ended process reports itself differs between systems.
  await ended;
});
