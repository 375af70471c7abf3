import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { z } from 'zod';

/** How a command ended. */
export interface Finished {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that goes on, such as `branch start`. */
export interface Running<T> {
  /** What it answered when it was ready. */
  readonly answer: T;
  /** What it has said on stderr so far. */
  log(): string;
  /** Asks it to end and waits until it has. */
  stop(): Promise<Finished['code']>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/** Commands as processes of their own. None outlives this process: they hang on a channel that closes with it, whatever ends it. */
export interface SynclogProcesses {
  run(args: readonly string[], input?: string | AsyncIterable<string>): Promise<Finished>;
  /** @throws Error with what it said when it ends before it answers */
  start<S extends z.ZodType>(args: readonly string[], answer: S): Promise<Running<z.output<S>>>;
  /** Waits until they have ended: a folder that one of them still writes into cannot be removed. */
  killAll(): Promise<void>;
}

/** @param entry the program: the built command's `bin/synclog.mjs`, or `src/cli/index.ts` where the sources run unbuilt */
export function synclogProcesses(entry: string, env: NodeJS.ProcessEnv = process.env): SynclogProcesses {
  const running = new Set<ChildProcess>();

  function launch(args: readonly string[]) {
    const child = spawn(process.execPath, [entry, ...args], {
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      env: { ...env, SYNCLOG_PARENT: String(process.pid) },
    });
    running.add(child);
    for (const event of ['close', 'error']) child.once(event, () => running.delete(child));
    const { stdin, stdout, stderr } = child;
    if (!stdin || !stdout || !stderr) throw new Error('The process has no pipes');
    // It may end without reading what it is given.
    stdin.on('error', () => undefined);
    return { child, stdin, stdout, stderr };
  }

  return {
    async run(args, input = '') {
      const { child, stdin, stdout, stderr } = launch(args);
      const finished = Promise.all([text(stdout), text(stderr), exitOf(child)]);
      if (typeof input === 'string') stdin.end(input);
      else {
        for await (const part of input)
          if (!stdin.write(part) && !stdin.destroyed) await Promise.race([once(stdin, 'drain'), finished]);
        stdin.end();
      }
      const [out, err, code] = await finished;
      return { code, stdout: out, stderr: err };
    },
    async start(args, answer) {
      const { child, stdin, stdout, stderr } = launch([...args, '--json']);
      stdin.end();
      let said = '';
      stderr.setEncoding('utf8').on('data', (part: string) => (said += part));
      const lines = createInterface({ input: stdout });
      const ended = exitOf(child);
      const first = await Promise.race([firstLine(lines), ended]);
      if (typeof first !== 'string')
        throw new Error(`synclog ${args.join(' ')} ended at once (${first}): ${said.trim()}`);
      return {
        answer: answer.parse(JSON.parse(first)),
        log: () => said,
        async stop() {
          child.kill('SIGTERM');
          return await ended;
        },
        async kill() {
          child.kill('SIGKILL');
          await ended;
        },
      };
    },
    async killAll() {
      const ends = [...running].map((child) => once(child, 'close'));
      for (const child of running) child.kill('SIGKILL');
      await Promise.all(ends);
    },
  };
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
}

function firstLine(lines: ReturnType<typeof createInterface>): Promise<string> {
  return new Promise((resolve) => lines.once('line', resolve));
}
