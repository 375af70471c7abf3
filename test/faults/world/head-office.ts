import { join } from 'node:path';
import { z } from 'zod';
import type { Running } from '../../../scripts/demo/synclog-process.ts';
import { answerOf } from './answer-of.ts';
import { readMaster } from './read-database.ts';
import type { FaultWorld } from './world.ts';

/** Head office as a process that can be killed, frozen and started again where it was. */
export interface HeadOffice {
  readonly db: string;
  url(): string;
  readonly pid: number;
  /** The newest sequence of its feed, read beside it from its file. */
  head(): number;
  /** A one-time code for a new branch. */
  enroll(name: string): Promise<string>;
  kill(): Promise<void>;
  start(): Promise<void>;
}

const startedSchema = z.object({ url: z.url(), pid: z.number() });
const enrolledSchema = z.object({ code: z.string() });

export async function openHeadOffice(world: FaultWorld): Promise<HeadOffice> {
  const db = join(world.folder, 'head-office', 'master.sqlite');
  const start = (port: string): Promise<Running<z.output<typeof startedSchema>>> =>
    world.synclog.start(['master', 'start', '--db', db, '--port', port], startedSchema);
  let process = await start('0');
  return {
    db,
    url: () => process.answer.url,
    get pid() {
      return process.answer.pid;
    },
    head: () => readMaster(db, (file) => Number(file.prepare('select max(sequence) from feed').pluck().get() ?? 0)),
    enroll: async (name) =>
      enrolledSchema.parse(await answerOf(world.synclog.run(['master', 'enroll', name, '--db', db, '--json']))).code,
    kill: () => process.kill(),
    async start() {
      // Its branches know it by its address.
      process = await start(new URL(process.answer.url).port);
    },
  };
}
