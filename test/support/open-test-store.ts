import { onTestFinished } from 'vitest';
import type { Clock } from '../../src/shared/clock.ts';
import { openStore, type Store, type StoreOptions } from '../../src/main/store/open-store.ts';
import { tempFolder } from './temp-folder.ts';

/** A clock that a test sets. */
export function createTestClock(start = '2026-11-23T08:00:00.000Z'): Clock & { advance(milliseconds: number): void } {
  let now = Date.parse(start);
  return {
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}

/** A real store on a real file, closed when the test ends. */
export async function openTestStore(options: Partial<StoreOptions> = {}): Promise<Store> {
  const store = await openStore({ dataDir: tempFolder(), ...options });
  onTestFinished(() => store.close());
  return store;
}
