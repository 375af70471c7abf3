import log from 'electron-log/node.js';
import { join } from 'node:path';
import type { Logger } from './logger.ts';

const fiveMegabytes = 5_000_000;

// The library's own logger tells on the console, with a stack, of every line that a file does not take. Whatever keeps the log from being written keeps the
// database from it too, and that is said to people in a sentence.
log.transports.console.writeFn = () => undefined;

/** Writes `synclog.log` in the data folder, readable by this user alone, and starts a new file when it has grown large. */
export function createFileLogger(dataDir: string): Logger {
  const instance = log.create({ logId: dataDir });
  instance.transports.console.level = false;
  instance.transports.file.resolvePathFn = () => join(dataDir, 'synclog.log');
  instance.transports.file.maxSize = fiveMegabytes;
  instance.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  instance.transports.file.level = 'info';
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, details?: Readonly<Record<string, unknown>>): void =>
      instance[level](message, ...(details ? [JSON.stringify(details)] : []));
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
