import { join } from 'node:path';
import type { z } from 'zod';
import { branchAnswerSchema, branchApp, type BranchApp } from '../../../scripts/demo/branch-app.ts';
import type { Running } from '../../../scripts/demo/synclog-process.ts';
import { openFaultLine, type FaultLine, type FaultLineOptions } from '../../support/fault-line.ts';
import { answerOf } from './answer-of.ts';
import type { HeadOffice } from './head-office.ts';
import type { FaultWorld } from './world.ts';

/** A branch behind a line with faults, its app a process that can be killed, frozen and started again. Not started at first. */
export interface FaultBranch {
  readonly name: string;
  readonly dataDir: string;
  readonly line: FaultLine;
  /** Whichever process is running at the time of the call. */
  readonly app: BranchApp;
  readonly pid: number;
  /** The address of its app, as a browser opens it. */
  url(): string;
  /** @param port default: any that is free */
  start(port?: number): Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** One command on its data folder, beside the app or without it. */
  run(args: readonly string[], input?: string | AsyncIterable<string>): Promise<unknown>;
}

export async function openFaultBranch(
  world: FaultWorld,
  office: HeadOffice,
  name: string,
  options: Partial<FaultLineOptions> = {},
): Promise<FaultBranch> {
  const line = await openFaultLine({ random: world.random.next, ...options, target: office.url() });
  world.defer(() => line.close());
  const dataDir = join(world.folder, name);
  let running: Running<z.output<typeof branchAnswerSchema>> | undefined;
  const process = () => {
    if (!running) throw new Error(`${name} is not running`);
    return running;
  };
  const branch: FaultBranch = {
    name,
    dataDir,
    line,
    app: { call: (channel, input) => branchApp(process().answer).call(channel, input) },
    get pid() {
      return process().answer.pid;
    },
    url: () => process().answer.url,
    async start(port = 0) {
      running = await world.synclog.start(
        ['branch', 'start', '--data-dir', dataDir, '--port', String(port), '--no-open'],
        branchAnswerSchema,
      );
    },
    kill: () => process().kill(),
    async stop() {
      await process().stop();
    },
    run: (args, input) => answerOf(world.synclog.run([...args, '--data-dir', dataDir, '--json'], input)),
  };
  await branch.run(['branch', 'enroll', '--master', line.url, '--code', await office.enroll(name)]);
  return branch;
}
