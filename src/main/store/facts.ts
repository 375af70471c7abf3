import { z } from 'zod';
import { connectionSchema } from '../../shared/status.ts';
import type { SyncFacts } from '../sync/sync-store.ts';
import type { StoreContext } from './context.ts';

const factsSchema = z.object({
  cursor: z.number().int().default(0),
  forgottenTo: z.number().int().default(0),
  epoch: z.string().nullable().default(null),
  initialLoad: z.object({ done: z.number(), total: z.number(), complete: z.boolean() }).nullable().default(null),
  lastConfirmedAt: z.string().nullable().default(null),
  lastSuccessAt: z.string().nullable().default(null),
  lastError: z.object({ code: z.string(), message: z.string(), at: z.string() }).nullable().default(null),
  pausedUntil: z.string().nullable().default(null),
  connection: connectionSchema.default({ state: 'unknown', since: null, message: null }),
  clockOffsetMs: z.number().nullable().default(null),
  lastCleanupAt: z.string().nullable().default(null),
  positions: z.array(z.string()).default([]),
  marks: z.array(z.string()).default([]),
  backedUpTo: z.number().int().nullable().default(null),
});

const knownKeys = new Set<string>(Object.keys(factsSchema.shape));
/** Asked many times in a run, changed seldom: read into objects again only when a row has changed. */
const lastRead = new WeakMap<StoreContext, { readonly text: string; readonly facts: SyncFacts }>();

/** All facts about the sync that outlive a restart. */
export function readFacts(context: StoreContext): SyncFacts {
  const rows = context.prepare<{ key: string; value: string }>('select key, value from sync_state').all();
  const text = rows.map((row) => `${row.key} ${row.value}`).join('\n');
  const last = lastRead.get(context);
  if (last?.text === text) return last.facts;
  const facts: SyncFacts = factsSchema.parse(
    Object.fromEntries(
      rows.filter((row) => knownKeys.has(row.key)).map((row) => [row.key, JSON.parse(row.value) as unknown]),
    ),
  );
  lastRead.set(context, { text, facts });
  return facts;
}

/** Sets one fact, inside whatever transaction is open. */
export function writeFact<K extends keyof SyncFacts>(context: StoreContext, key: K, value: SyncFacts[K]): void {
  context
    .prepare('insert into sync_state (key, value) values (?, ?) on conflict (key) do update set value = excluded.value')
    .run(key, JSON.stringify(value));
}
