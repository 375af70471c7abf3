/** What the command line needs of its process, so that it can be tried without one. */
export interface Io {
  readonly stdin: AsyncIterable<string | Uint8Array>;
  /** Answers. */
  out(text: string): void;
  /** Reasons, and the log of commands that go on. */
  err(text: string): void;
  /** Resolves when somebody asks this process to end. */
  untilAskedToEnd(): Promise<void>;
}

/**
 * This process. A reader that went away (`synclog … | head`) is no reason to break off: what a command does to records it does to the end, and
 * only its words are dropped.
 */
export function processIo(): Io {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    stdin: process.stdin,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    untilAskedToEnd: () =>
      new Promise((resolve) => {
        const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
        const end = (): void => {
          // Whoever asks twice means now.
          for (const signal of signals) process.off(signal, end).once(signal, () => process.exit(1));
          resolve();
        };
        for (const signal of signals) process.once(signal, end);
      }),
  };
}

/** Resolves when what was written has left this process, or its reader has. */
export async function flush(): Promise<void> {
  await Promise.all(
    [process.stdout, process.stderr].map(
      (stream) => new Promise<void>((resolve) => (stream.writable ? stream.write('', () => resolve()) : resolve())),
    ),
  );
}
