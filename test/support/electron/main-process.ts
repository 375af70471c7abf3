import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../../../scripts/support/project.ts';
import type { ToDesktop, ToMain } from './messages.ts';

const register = fileURLToPath(new URL('./register.ts', import.meta.url));

type Question = Extract<ToMain, { readonly type: 'window-invoke' | 'serve' | 'will-navigate' | 'window-open' }>;
type WithoutSeq<T> = T extends unknown ? Omit<T, 'seq'> : never;

/** The app's real main process, on the stand-in of the `electron` module. */
export interface MainProcess {
  tell(message: ToMain): void;
  /** Never answered when the process ends before. */
  ask(question: WithoutSeq<Question>): Promise<ToDesktop>;
  readonly pid: number | undefined;
  /** Everything that it wrote, for the message of a failed test. */
  output(): string;
  /** Its exit code, or the signal that ended it; by then everything that it told has been taken. */
  readonly exited: Promise<number | NodeJS.Signals | null>;
  kill(signal?: NodeJS.Signals): void;
}

export interface MainProcessStart {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The folder of the app's `package.json`. Default: this project. */
  readonly appFolder?: string | undefined;
}

/** Starts the built app (`out/main/index.js`) as Electron would start it. */
export function startMainProcess(
  { args, env, appFolder = projectRoot }: MainProcessStart,
  told: (message: ToDesktop) => void,
): MainProcess {
  const child = spawn(process.execPath, ['--import', register, 'out/main/index.js', ...args], {
    cwd: appFolder,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  let output = '';
  let lastSeq = 0;
  const waiting = new Map<number, (answer: ToDesktop) => void>();
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? code));
    child.once('error', (error) => {
      output += error.message;
      resolve(null);
    });
  });
  // The end of a process is told beside the line on which its last words may still be on their way.
  const heard = new Promise<void>((resolve) => {
    child.once('disconnect', resolve);
    child.once('error', () => resolve());
  });
  const exited = Promise.all([ended, heard]).then(([how]) => how);
  child.on('message', (message: ToDesktop) => {
    const answered = 'seq' in message ? waiting.get(message.seq) : undefined;
    if (answered && 'seq' in message && isAnswer(message)) {
      waiting.delete(message.seq);
      answered(message);
    } else told(message);
  });
  const tell = (message: ToMain): void => {
    // A process that ends in this moment is still connected, and does not hear it: `exited` says so, not an error here.
    if (child.connected) child.send(message, (error) => error && (output += `not heard: ${error.message}\n`));
  };
  return {
    tell,
    ask(question) {
      lastSeq += 1;
      const seq = lastSeq;
      return new Promise((resolve) => {
        waiting.set(seq, resolve);
        tell({ ...question, seq });
      });
    },
    pid: child.pid,
    output: () => output,
    exited,
    kill: (signal = 'SIGKILL') => void child.kill(signal),
  };
}

/** The others with a `seq` are questions of the main process. */
function isAnswer({ type }: ToDesktop): boolean {
  return type === 'window-reply' || type === 'served' || type === 'navigation' || type === 'window-open-answer';
}
