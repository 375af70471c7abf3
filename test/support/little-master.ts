import { generateKeyPairSync, sign } from 'node:crypto';
import { MasterError } from '../../src/main/master-client/master-error.ts';
import type { HeadListener, MasterClient } from '../../src/main/master-client/master-client.ts';
import type { Clock } from '../../src/shared/clock.ts';
import type { ErrorCode } from '../../src/shared/errors.ts';
import { newId } from '../../src/shared/ids.ts';
import type { Change } from '../../src/shared/protocol/common.ts';
import { healthSignatureText, type HealthAnswer } from '../../src/shared/protocol/health.ts';
import type { FeedEntry, PullQuery } from '../../src/shared/protocol/pull.ts';
import type { ChangeResult, PushAnswer, PushRequest, Rejection } from '../../src/shared/protocol/push.ts';
import type { RecordName } from '../../src/shared/record.ts';

export type Call =
  'lookup' | 'receipts' | 'common' | 'rejoin' | 'health' | 'identify' | 'push' | 'pull' | 'digests' | 'events';

/** What happens to a call: before it arrives, or after it was carried out, when its answer gets lost. */
export interface Fault {
  readonly when: 'before' | 'after';
  readonly error: MasterError;
}

export interface LittleMaster {
  readonly masterId: string;
  readonly publicKey: string;
  epoch: string;
  readonly feed: FeedEntry[];
  /** Every call in order, with what it carried. */
  readonly calls: { readonly call: Call; readonly detail: unknown }[];
  /** Decides what happens to each call; null = nothing. */
  fault: (call: Call, detail: unknown) => Fault | null;
  /** Refuses a change by its judgement. */
  judge: (change: Change) => Rejection | null;
  /** Every change that was applied, by its id, and how often. */
  readonly applied: Map<string, number>;
  /** Changes an answer to a push before it leaves. */
  alter: (answer: PushAnswer) => PushAnswer;
  limits: HealthAnswer['limits'];
  /** Its clock minus the one it was made with. */
  clockOffsetMs: number;
  client(branchId: string): MasterClient;
  /** Adds a change of head office's own to the feed. */
  add(entry: Partial<FeedEntry> & Pick<FeedEntry, 'modelName' | 'modelId' | 'data'>): void;
  readonly listeners: Set<HeadListener>;
}

export function fail(code: ErrorCode, certainty: MasterError['certainty'], retryAfterMs?: number): MasterError {
  return new MasterError(code, `It failed: ${code}.`, { certainty, retryAfterMs });
}

/** A head office in memory with receipts, groups and a feed: what the engine can see of one, and every way in which it can fail. */
export function createLittleMaster(clock: Clock): LittleMaster {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const receipts = new Map<string, ChangeResult>();
  const versions = new Map<string, number>();
  const now = (): string => new Date(clock.now() + master.clockOffsetMs).toISOString();

  async function call<T>(name: Call, detail: unknown, signal: AbortSignal | undefined, work: () => T): Promise<T> {
    master.calls.push({ call: name, detail });
    if (signal?.aborted) throw fail('cancelled', 'not-sent');
    const fault = master.fault(name, detail);
    if (fault?.when === 'before') throw fault.error;
    await Promise.resolve();
    const value = work();
    if (fault) throw fault.error;
    return value;
  }

  function append(
    branchId: string | null,
    change: Pick<Change, 'modelName' | 'modelId' | 'data' | 'transactionId'> & { action: FeedEntry['action'] },
  ): FeedEntry {
    const key = `${change.modelName} ${change.modelId}`;
    const version = (versions.get(key) ?? 0) + 1;
    versions.set(key, version);
    const at = now();
    const entry: FeedEntry = {
      sequence: (master.feed.at(-1)?.sequence ?? 0) + 1,
      transactionId: change.transactionId,
      modelName: change.modelName,
      modelId: change.modelId,
      action: change.action,
      version,
      changedFields: null,
      data: change.data,
      branchId,
      hlc: `${at}-0000-${branchId ?? 'master'}`,
      at,
    };
    master.feed.push(entry);
    for (const listener of master.listeners) listener.head({ head: entry.sequence, epoch: master.epoch });
    return entry;
  }

  function push(branchId: string, request: PushRequest): PushAnswer {
    const refusals = new Map<string, Rejection>();
    for (const change of request.changes) {
      const refusal = receipts.has(change.changeId) ? null : master.judge(change);
      if (refusal) refusals.set(change.transactionId ?? change.changeId, { ...refusal, causedBy: change.changeId });
    }
    const results = request.changes.map((change): ChangeResult => {
      const known = receipts.get(change.changeId);
      if (known) return { ...known, status: 'duplicate' };
      const refusal = refusals.get(change.transactionId ?? change.changeId);
      if (refusal) return { changeId: change.changeId, status: 'rejected', error: refusal };
      const entry = append(branchId, { ...change, action: change.action === 'delete' ? 'delete' : 'upsert' });
      master.applied.set(change.changeId, (master.applied.get(change.changeId) ?? 0) + 1);
      const { sequence, version, at } = entry;
      const result: ChangeResult = { changeId: change.changeId, status: 'applied', sequence, version, confirmedAt: at };
      receipts.set(change.changeId, result);
      return result;
    });
    const answer = { epoch: master.epoch, receivedAt: now(), head: headOf(), results };
    return master.alter(answer);
  }
  const headOf = (): number => master.feed.at(-1)?.sequence ?? 0;

  function held({ modelName, modelId }: RecordName) {
    const newest = master.feed.findLast((entry) => entry.modelName === modelName && entry.modelId === modelId);
    const record = newest?.action === 'upsert' ? newest.data : null;
    return { epoch: master.epoch, modelName, modelId, version: newest?.version ?? 0, record };
  }

  function pull(branchId: string, query: PullQuery) {
    const newest = new Map(master.feed.map((entry) => [`${entry.modelName} ${entry.modelId}`, entry.sequence]));
    const wanted = master.feed.filter((entry) => {
      if (entry.sequence <= query.after) return false;
      if (query.mode === 'latest') return newest.get(`${entry.modelName} ${entry.modelId}`) === entry.sequence;
      return entry.branchId !== branchId;
    });
    const changes = wanted.slice(0, query.limit);
    const hasMore = wanted.length > changes.length;
    return {
      epoch: master.epoch,
      time: now(),
      head: headOf(),
      next: hasMore ? (changes.at(-1)?.sequence ?? query.after) : headOf(),
      hasMore,
      ...(query.mode === 'latest' && query.after === 0 ? { remaining: wanted.length } : {}),
      changes,
    };
  }

  const master: LittleMaster = {
    masterId: newId(),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'),
    epoch: newId(),
    feed: [],
    calls: [],
    applied: new Map(),
    listeners: new Set(),
    fault: () => null,
    judge: () => null,
    clockOffsetMs: 0,
    alter: (answer) => answer,
    limits: { maxBodyBytes: 8_000_000, maxChanges: 5000 },
    add(entry) {
      append(null, { transactionId: null, action: 'upsert', ...entry });
    },
    client: (branchId) => ({
      health: (challenge, options) =>
        call('health', null, options?.signal, () => {
          const who = { masterId: master.masterId, epoch: master.epoch, time: now() };
          return {
            ...who,
            service: 'synclog-master' as const,
            appVersion: '0.1.0',
            protocol: { oldest: 1, newest: 1 },
            recordSchemaVersion: 1,
            encodings: ['zstd'],
            limits: master.limits,
            publicKey: master.publicKey,
            signature: sign(null, Buffer.from(healthSignatureText(challenge, who)), privateKey).toString('base64url'),
          };
        }),
      enroll: () => Promise.reject(fail('wrong-code', 'answered')),
      identify: (options) =>
        call('identify', null, options?.signal, () => ({
          branchId,
          branchName: 'A',
          epoch: master.epoch,
          head: headOf(),
        })),
      push: (request, options) => call('push', request, options?.signal, () => push(branchId, request)),
      pull: (query, options) => call('pull', query, options?.signal, () => pull(branchId, query)),
      receipts: ({ changeIds }, options) =>
        call('receipts', changeIds, options?.signal, () => ({
          epoch: master.epoch,
          receipts: changeIds.flatMap((changeId) => {
            const { sequence, version, confirmedAt } = receipts.get(changeId) ?? {};
            if (sequence === undefined || version === undefined || confirmedAt === undefined) return [];
            return [{ changeId, sequence, version, confirmedAt, hlc: null }];
          }),
        })),
      common: (request, options) =>
        call('common', request, options?.signal, () => ({ epoch: master.epoch, common: 0, head: headOf() })),
      rejoin: (request, options) =>
        call('rejoin', request, options?.signal, () => ({ epoch: master.epoch, head: headOf() })),
      ranges: ({ ranges }, options) =>
        call('digests', null, options?.signal, () => ({
          epoch: master.epoch,
          head: headOf(),
          ranges: ranges.map(() => ({ parts: null, records: [] })),
        })),
      lookup: ({ records }, options) =>
        call('lookup', records, options?.signal, () => ({ records: records.map(held) })),
      day: (_query, options) =>
        call('digests', null, options?.signal, () => ({ epoch: master.epoch, head: headOf(), models: [] })),
      digests: (options) =>
        call('digests', null, options?.signal, () => ({ epoch: master.epoch, head: headOf(), models: [] })),
      async events(signal, listener) {
        await call('events', null, signal, () => {});
        listener.opened();
        listener.head({ head: headOf(), epoch: master.epoch });
        master.listeners.add(listener);
        await new Promise<void>((resolve) => {
          if (signal.aborted) resolve();
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
        master.listeners.delete(listener);
        throw fail('cancelled', 'in-doubt');
      },
    }),
  };
  return master;
}
