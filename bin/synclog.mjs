#!/usr/bin/env node
// Plain JavaScript for any Node from 20 on: it finds a Node new enough for the SQLite driver, then hands over to the built command line.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const cli = path('../out/main/cli.js');
const parentMark = 'SYNCLOG_PARENT';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const newEnough = major > 22 || (major === 22 && minor >= 14);

if (!existsSync(cli)) fail('SyncLog is not built yet: run `npm run build` in its folder, then try again.');
else if (newEnough) await run();
else relaunch();

function fail(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}

async function run() {
  if (process.env[parentMark] === String(process.ppid)) endWithParent();
  delete process.env[parentMark];
  await import(new URL('../out/main/cli.js', import.meta.url).href);
}

/** The process that a person sees is the parent. Killed outright it cannot pass that on, but its end of the channel closes. */
function endWithParent() {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // The channel alone must not keep a finished command alive.
  process.channel?.unref();
}

function relaunch() {
  const node = ['../node_modules/node/bin/node', '../node_modules/node/bin/node.exe'].map(path).find(existsSync);
  if (node === undefined) {
    fail(
      `SyncLog needs Node 22.14 or newer; this is ${process.version}. Install a newer one, or run \`npm ci\`, which brings its own.`,
    );
    return;
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, [parentMark]: String(process.pid) },
  });
  // A terminal sends Ctrl-C to both; forwarding it would make two of one.
  const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  const forward = (signal) => child.kill(signal);
  process.on('SIGTERM', forward);
  process.on('SIGHUP', forward);
  process.on('SIGINT', (signal) => terminal || forward(signal));
  child.once('error', (error) => fail(`The Node that SyncLog brings could not be started: ${error.message}.`));
  child.once('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}
