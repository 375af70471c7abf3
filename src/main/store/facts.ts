import { z } from 'zod';
import { connectionSchema } from '../../shared/status.ts';
import type { SyncFacts } from '../sync/sync-store.ts';
import type { StoreContext } from './context.ts';
import { readState, writeState, type StateRows } from './state-rows.ts';

const factsSchema = z.object({
  cursor: z.number().int().default(0),
  forgottenTo: z.number().int().default(0),
  epoch: z.string().nullable().default(null),
  versionFloor: z.number().int().nullable().default(0),
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
/** What the rows mean, as long as they are the same. */
const meanings = new WeakMap<StateRows, SyncFacts>();

/** All facts about the sync that outlive a restart. */
export function readFacts(context: StoreContext): SyncFacts {
  return factsIn(readState(context));
}

function factsIn(rows: StateRows): SyncFacts {
  const known = meanings.get(rows);
  if (known) return known;
  const facts: SyncFacts = factsSchema.parse(
    Object.fromEntries(
      [...rows].filter(([key]) => knownKeys.has(key)).map(([key, value]) => [key, JSON.parse(value) as unknown]),
    ),
  );
  meanings.set(rows, facts);
  return facts;
}

/** Sets one fact, inside whatever transaction is open. */
export function writeFact<K extends keyof SyncFacts>(context: StoreContext, key: K, value: SyncFacts[K]): void {
  const before = readState(context);
  const rows = writeState(context, key, JSON.stringify(value), before);
  if (rows !== before) meanings.set(rows, { ...factsIn(before), [key]: value });
}
