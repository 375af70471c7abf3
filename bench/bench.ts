import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { load, type Workload } from './support/figures.ts';
import { line } from './workloads/line.ts';
import { longLog } from './workloads/long-log.ts';
import { saves } from './workloads/saves.ts';
import { paint } from './workloads/paint.ts';
import { scroll } from './workloads/scroll.ts';
import { statements } from './workloads/statements.ts';
import { typing } from './workloads/typing.ts';

// `npm run bench [-- --full] [--only saves,line,statements,log,paint,typing,scroll]`: what SyncLog costs on this machine. Figures, not tests: nothing fails for being slow.

const workloads: Readonly<Record<string, Workload>> = { saves, line, statements, log: longLog, paint, typing, scroll };

const { values } = parseArgs({ options: { full: { type: 'boolean', default: false }, only: { type: 'string' } } });
const names = values.only?.split(',') ?? Object.keys(workloads);
const unknown = names.filter((name) => !(name in workloads));
if (unknown.length > 0) {
  console.error(`There is no workload ${unknown.join(', ')}. There are: ${Object.keys(workloads).join(', ')}.`);
  process.exit(2);
}
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
console.log(
  `Commit ${commit}, ${new Date().toISOString().slice(0, 16)}Z, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`,
);
for (const name of names) {
  const folder = mkdtempSync(join(tmpdir(), 'synclog-bench-'));
  try {
    console.log(`\n${name} (load ${load()} at the start)`);
    const figures = (await workloads[name]?.({ full: values.full, folder })) ?? [];
    for (const figure of figures) console.log(`  ${figure.name.padEnd(50)} ${figure.value}`);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
