import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { branchAnswerSchema, branchApp, type BranchApp } from '../../scripts/demo/branch-app.ts';
import {
  synclogProcesses,
  type Finished,
  type Running,
  type SynclogProcesses,
} from '../../scripts/demo/synclog-process.ts';
import { projectRoot } from '../../scripts/support/project.ts';
import { tempFolder } from './temp-folder.ts';

const masterAnswerSchema = z.object({ url: z.url(), pid: z.number() });
const errorAnswerSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** `synclog` as processes of its own, none of which outlives the test: the built command under `npm test`, else the sources. */
export function useSynclog(env: NodeJS.ProcessEnv = process.env): SynclogProcesses {
  const processes = synclogProcesses(process.env['SYNCLOG_COMMAND'] ?? join(projectRoot, 'src/cli/index.ts'), env);
  // One that has not answered yet.
  onTestFinished(() => processes.killAll());
  return {
    ...processes,
    async start(args, answer) {
      const running = await processes.start(args, answer);
      // The last that was begun is ended first: a process goes before the folder that it writes into is removed.
      onTestFinished(() => running.kill());
      return running;
    },
  };
}

/** The JSON answer of a command that has to succeed. */
export async function answerOf(finished: Promise<Finished>): Promise<unknown> {
  const { code, stdout, stderr } = await finished;
  if (code !== 0) throw new Error(`Exit code ${code}: ${stderr}${stdout}`);
  return JSON.parse(stdout);
}

/** The refusal of a command that has to fail: checks that it is one sentence or two on stderr, and the same as JSON on stdout. */
export async function refusalOf(
  finished: Promise<Finished>,
): Promise<{ readonly exit: number | null; readonly code: string; readonly message: string }> {
  const { code: exit, stdout, stderr } = await finished;
  const { error } = errorAnswerSchema.parse(JSON.parse(stdout));
  if (stderr !== `${error.message}\n`) throw new Error(`stderr says something else: ${stderr}`);
  return { exit, ...error };
}

export interface TestMaster {
  readonly db: string;
  readonly url: string;
  readonly process: Running<z.output<typeof masterAnswerSchema>>;
  /** What `master start` answers. */
  readonly answerSchema: typeof masterAnswerSchema;
  newCode(name: string): Promise<{ readonly code: string }>;
  /** A branch's data folder, connected to this head office. */
  enroll(name: string): Promise<string>;
}

export async function startMaster(
  synclog: SynclogProcesses,
  db: string = join(tempFolder(), 'master.sqlite'),
): Promise<TestMaster> {
  const process = await synclog.start(['master', 'start', '--db', db, '--port', '0'], masterAnswerSchema);
  const { url } = process.answer;
  const newCode = async (name: string): Promise<{ readonly code: string }> =>
    z.object({ code: z.string() }).parse(await answerOf(synclog.run(['master', 'enroll', name, '--db', db, '--json'])));
  return {
    db,
    url,
    process,
    answerSchema: masterAnswerSchema,
    newCode,
    async enroll(name) {
      const dataDir = join(tempFolder(), 'branch');
      const { code } = await newCode(name);
      await answerOf(
        synclog.run(['branch', 'enroll', '--data-dir', dataDir, '--master', url, '--code', code, '--json']),
      );
      return dataDir;
    },
  };
}

/** A branch's app as a process, and a way to use it as its screens do. */
export async function startApp(
  synclog: SynclogProcesses,
  dataDir: string,
): Promise<{ readonly app: BranchApp; readonly process: Running<z.output<typeof branchAnswerSchema>> }> {
  const process = await synclog.start(
    ['branch', 'start', '--data-dir', dataDir, '--port', '0', '--no-open'],
    branchAnswerSchema,
  );
  return { app: branchApp(process.answer), process };
}
