import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashSecret, normalizeCode } from '../../../src/master/credentials.ts';
import type { Master } from '../../../src/master/master.ts';
import { openMaster } from '../../../src/master/open-master.ts';
import { newId } from '../../../src/shared/ids.ts';
import type { Change } from '../../../src/shared/protocol/common.ts';
import { feedEntrySchema, pullQuerySchema, type FeedEntry } from '../../../src/shared/protocol/pull.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** The database of one installation, as little of it as the feed needs: a copy of it is a copy of the branch. */
interface Database {
  installationId: string;
  positions: string[];
  records: Record<string, { name: string; version: number }>;
  /** What was pulled of a record with an unsent change. */
  shadows: Record<string, { name: string; version: number }>;
  pending: Change[];
  /** Versions that this database has made at head office just as they were sent. */
  confirmed: Record<string, number>;
  cursor: number;
  loaded: boolean;
}

const at = '2026-11-23T08:00:00.000Z';
const pageSize = 2;
const parted = /branch-rewound|clone-detected/;

const empty = (): Database => ({
  installationId: newId(),
  positions: [],
  records: {},
  shadows: {},
  pending: [],
  confirmed: {},
  cursor: 0,
  loaded: false,
});

function category(id: string, name: string, baseVersion: number | null): Change {
  return {
    changeId: newId(),
    transactionId: null,
    modelName: 'Category',
    modelId: id,
    action: baseVersion === null ? 'create' : 'update',
    changedFields: baseVersion === null ? null : ['name'],
    data: { id, name, description: null, created_at: at, updated_at: at },
    baseVersion,
    payloadVersion: 1,
    hlc: `${at}-0000-${newId()}`,
    recordedAt: at,
  };
}

/** A branch of which there may be copies, one of them in use at a time; it does what the engine does when it is turned away. */
class Shop {
  database = empty();
  private copy: Database | undefined;
  private names = 0;
  private readonly master: Master;
  private readonly branchId: string;

  constructor(master: Master, branchId: string) {
    this.master = master;
    this.branchId = branchId;
  }

  async install(): Promise<void> {
    this.database = empty();
    const { code } = await this.master.enroll('A');
    await this.master.store.redeemCode({
      codeHash: hashSecret(normalizeCode(code)),
      tokenHash: hashSecret(newId()),
      installationId: this.database.installationId,
      appVersion: '1',
      now: at,
    });
  }
  keepCopy(): void {
    this.copy = structuredClone(this.database);
  }
  restoreCopy(): void {
    this.database = structuredClone(this.copy ?? this.database);
  }
  make(): void {
    this.save(newId(), null);
  }
  edit(which: number): void {
    const { records, pending } = this.database;
    const settled = Object.keys(records).filter((id) => pending.every((change) => change.modelId !== id));
    const id = settled[which % settled.length];
    if (id !== undefined) this.save(id, records[id]?.version ?? null);
  }
  private save(id: string, baseVersion: number | null): void {
    const name = `n${(this.names += 1)}`;
    this.database.records[id] = { name, version: baseVersion ?? 0 };
    this.database.pending.push(category(id, name, baseVersion));
  }

  async push(answerLost: boolean): Promise<void> {
    const { installationId, positions, pending } = this.database;
    if (pending.length === 0) return;
    const position = { known: [...positions], next: newId() };
    positions.push(position.next);
    const before = new Map<string, number>();
    for (const { modelId } of pending)
      before.set(
        modelId,
        (await this.master.store.findVersioned([{ modelName: 'Category', modelId }]))[0]?.version ?? 0,
      );
    const { results } = await this.master.push(this.branchId, { changes: pending, installationId, position });
    if (answerLost) return;
    this.database.positions = [position.next];
    for (const result of results) {
      const change = pending.find(({ changeId }) => changeId === result.changeId);
      const record = change && this.database.records[change.modelId];
      expect(result.status).not.toBe('rejected');
      if (!change || !record) continue;
      record.version = result.version ?? 0;
      const shadow = this.database.shadows[change.modelId];
      delete this.database.shadows[change.modelId];
      if (shadow && shadow.version >= record.version) this.database.records[change.modelId] = shadow;
      else if (result.altered === false && record.version > (before.get(change.modelId) ?? 0))
        this.database.confirmed[change.modelId] = record.version;
    }
    this.database.pending = [];
  }

  /** Reads one page. */
  async pull(): Promise<boolean> {
    const { installationId, positions, cursor, loaded } = this.database;
    const mode = loaded ? 'changes' : 'latest';
    const known = positions.join(',');
    const query = pullQuerySchema.parse({ after: cursor, limit: pageSize, mode, installationId, known });
    const page = await this.master.pull(this.branchId, query);
    const entries = page.entries.map((entry) => feedEntrySchema.parse(JSON.parse(entry)));
    for (const entry of entries) this.apply(entry);
    this.database.cursor = page.next;
    if (mode === 'changes') return page.hasMore;
    // Counted once a load.
    if (cursor > 0) expect(page.remaining).toBeUndefined();
    else expect(page.remaining).toBeGreaterThanOrEqual(entries.length);
    if (cursor === 0 && !page.hasMore) expect(page.remaining).toBe(entries.length);
    this.database.loaded = !page.hasMore;
    return true;
  }
  private apply({ modelName, modelId, version, data }: FeedEntry): void {
    if (modelName !== 'Category') return;
    expect(this.database.confirmed[modelId], 'its own change came back').not.toBe(version);
    const { records, shadows, pending } = this.database;
    const place = pending.some((change) => change.modelId === modelId) ? shadows : records;
    if (version >= (place[modelId]?.version ?? 0)) place[modelId] = { name: String(data['name']), version };
  }

  /** What the engine does under the lease when a person lets the branch rejoin. */
  async whenParted(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && parted.test(String(error.code)))) throw error;
      const installationId = newId();
      await this.master.rejoin(this.branchId, installationId);
      const pending = this.database.pending.map((change) => ({ ...change, changeId: newId() }));
      Object.assign(this.database, { installationId, pending, positions: [], confirmed: {}, cursor: 0, loaded: false });
    }
  }
}

const step = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ what: 'make' as const }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('edit' as const), which: fc.nat(20) }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('push' as const), answerLost: fc.boolean() }) },
  { weight: 2, arbitrary: fc.constant({ what: 'pull' as const }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('other' as const), which: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.constant({ what: 'copy' as const }) },
  { weight: 2, arbitrary: fc.constant({ what: 'restore' as const }) },
  fc.constant({ what: 'install' as const }),
);

test('I13 the first load misses nothing and brings nothing back, whatever is restored, copied, installed anew or lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const master = await openMaster({
        db: join(tempFolder(), 'master.sqlite'),
        clock: { now: () => Date.parse(at) },
      });
      const { branchId } = await master.enroll('A');
      const { branchId: other } = await master.enroll('B');
      const held = async () => (await master.store.listRecords('Category', { limit: 1000, offset: 0 })).rows;
      const shop = new Shop(master, branchId);
      await shop.install();
      for (const chosen of steps) {
        if (chosen.what === 'make') shop.make();
        else if (chosen.what === 'edit') shop.edit(chosen.which);
        else if (chosen.what === 'push') await shop.whenParted(() => shop.push(chosen.answerLost));
        else if (chosen.what === 'pull') await shop.whenParted(() => shop.pull());
        else if (chosen.what === 'copy') shop.keepCopy();
        else if (chosen.what === 'restore') shop.restoreCopy();
        else if (chosen.what === 'install') await shop.install();
        else {
          const rows = await held();
          const id = rows[chosen.which % rows.length]?.['id'];
          const version = typeof id === 'string' ? (await master.store.findRecord('Category', id))?.version : undefined;
          const change = category(typeof id === 'string' ? id : newId(), `other ${newId()}`, version ?? null);
          await master.push(other, { changes: [change] });
        }
      }
      await shop.whenParted(() => shop.push(false));
      await shop.whenParted(() => shop.pull());
      await shop.push(false);
      while (await shop.pull());
      const names = Object.entries(shop.database.records).map(([id, { name }]) => [id, name]);
      expect(Object.fromEntries(names)).toEqual(
        Object.fromEntries((await held()).map((row) => [row['id'], row['name']])),
      );
      await master.close();
    }),
    { numRuns: 30 },
  );
}, 60_000);
