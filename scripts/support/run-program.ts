import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { projectRoot } from './project.ts';

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the program after this many milliseconds. */
  readonly timeoutMs?: number;
  /** For bin/synclog.mjs, which then ends also when this process is killed outright. */
  readonly endsWithUs?: boolean;
}

/**
 * Runs a program in the project's folder with this terminal. Passes on a signal that asks this process to end.
 * Resolves to the exit code, 128 + n for signal n, and 127 for a program that could not be started.
 */
export async function runProgram(program: string, args: readonly string[], options: RunOptions = {}): Promise<number> {
  const child = spawn(program, args, {
    cwd: projectRoot,
    stdio: options.endsWithUs === true ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
    env: {
      ...process.env,
      ...options.env,
      ...(options.endsWithUs === true ? { SYNCLOG_PARENT: String(process.pid) } : {}),
    },
    ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
  });
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  // A terminal sends Ctrl-C to both; this process only must not end before the program.
  const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  const interrupt = (): void => void (terminal || child.kill('SIGINT'));
  process.on('SIGTERM', forward).on('SIGHUP', forward).on('SIGINT', interrupt);
  try {
    return await new Promise<number>((resolve) => {
      child.once('error', (error) => {
        console.error(`${program} could not be started: ${error.message}`);
        resolve(127);
      });
      child.once('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
    });
  } finally {
    process.off('SIGTERM', forward).off('SIGHUP', forward).off('SIGINT', interrupt);
  }
}
