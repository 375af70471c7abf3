import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Store, StoreOptions } from '../../src/main/store/open-store.ts';
import { tempFolder } from './temp-folder.ts';

/** What a power cut leaves of a store: its files as they were when a commit last waited for the disk. */
export interface SurelyOnDisk {
  /** For `openStore`. */
  readonly dataDir: string;
  readonly wrapPrepare: NonNullable<StoreOptions['wrapPrepare']>;
  /** From then on its commits are watched. */
  watch(store: Store): void;
  /** Data folders, the oldest first: after each of those commits what would have been left. */
  readonly lefts: readonly string[];
}

export function createSurelyOnDisk(): SurelyOnDisk {
  const dataDir = tempFolder();
  const copies = tempFolder();
  const lefts: string[] = [];
  let watched: Store | undefined;

  function keep(): void {
    const left = join(copies, String(lefts.length));
    mkdirSync(left);
    // Without what the write-ahead log is read by: it is made anew when somebody opens the database.
    for (const name of readdirSync(dataDir).filter((file) => /\.sqlite(-wal)?$/.test(file)))
      copyFileSync(join(dataDir, name), join(left, name));
    lefts.push(left);
  }
  return {
    dataDir,
    lefts,
    watch(store) {
      watched = store;
      keep();
    },
    wrapPrepare:
      (prepare) =>
      <Row>(sql: string) => {
        const statement = prepare<Row>(sql);
        if (sql !== 'commit') return statement;
        return new Proxy(statement, {
          get(target, name) {
            const value: unknown = Reflect.get(target, name, target);
            if (name !== 'run') return value;
            return () => {
              const done = target.run();
              if (watched?.context.db.pragma('synchronous', { simple: true }) === 2) keep();
              return done;
            };
          },
        });
      },
  };
}
