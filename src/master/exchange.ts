import type { ModelRegistry } from '../models/kit/registry.ts';
import type { Clock } from '../shared/clock.ts';
import { SyncLogError } from '../shared/errors.ts';
import type { PullQuery } from '../shared/protocol/pull.ts';
import type { PushAnswer, PushRequest } from '../shared/protocol/push.ts';
import type { RecordAnswer } from '../shared/protocol/verify.ts';
import type { RecordName } from '../shared/record.ts';
import type { RejoinAnswer } from '../shared/protocol/rejoin.ts';
import type { Audit } from './audit.ts';
import type { FeedSignal } from './feed-signal.ts';
import { judgePush } from './judge/judge-push.ts';
import type { MasterIdentity } from './master-identity.ts';
import { FeedWasRewound } from './store/admit.ts';
import type { FeedPage, MasterStore } from './store/master-store.ts';

/** What branches and head office tell each other. */
export interface Exchange {
  /**
   * Judges and stores a branch's changes.
   * @throws SyncLogError `upgrade-required`, `epoch-changed` (I17), `clone-detected`, `branch-rewound` (I18); then nothing was applied
   */
  push(branchId: string, request: BranchRequest): Promise<PushAnswer>;
  /** A page of the feed. @throws as `push` */
  pull(branchId: string, query: PullQuery): Promise<FeedPage>;
  /** From now on this installation is the branch (I18). */
  rejoin(branchId: string, installationId: string): Promise<RejoinAnswer>;
  /**
   * Begins a new epoch, because the database was put back to an older copy (I17): branches send what it lacks, and read again.
   * @param declared nothing was written since it was put back, so that its head is where the two histories part
   */
  beginEpoch(reason: string, declared: boolean): Promise<string>;
  /** Records as this branch may see them, all of one moment (I10) and in the order asked. */
  recordsFor(branchId: string, names: readonly RecordName[]): Promise<RecordAnswer[]>;
}

/** What is looked at of a branch's push; what is left out is not checked. */
export type BranchRequest = Pick<PushRequest, 'changes'> & Partial<Omit<PushRequest, 'changes' | 'sentAt'>>;

export interface ExchangeParts {
  readonly store: MasterStore;
  readonly models: ModelRegistry;
  /** The version of the record schema that head office knows. */
  readonly schemaVersion: number;
  readonly identity: MasterIdentity;
  readonly clock: Clock;
  readonly signal: FeedSignal;
  readonly audit: Audit;
}

export function createExchange(parts: ExchangeParts): Exchange {
  const { store, models, schemaVersion, identity, clock, signal, audit } = parts;
  async function beginEpoch(reason: string, declared: boolean): Promise<string> {
    const epoch = await store.beginEpoch(reason, declared);
    await identity.refresh();
    await audit('epoch.begin', { epoch, reason });
    return epoch;
  }
  /** A branch that has seen more than there is shows that this database was put back by hand: a new epoch begins by itself (I17). */
  async function watchForRewind<T>(branchId: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof FeedWasRewound)) throw error;
      await beginEpoch(`branch ${branchId} has seen more of the feed than there is`, false);
      throw new SyncLogError('epoch-changed', 'Head office was put back to an older copy of its database.', {
        cause: error,
      });
    }
  }
  return {
    async push(branchId, { changes, installationId, epoch, position, mark }) {
      if (changes.some((change) => change.payloadVersion > schemaVersion)) {
        throw new SyncLogError(
          'upgrade-required',
          'Head office must be upgraded: this branch records things that it does not know yet. Records are kept at the branch until then; what is new here still reaches it.',
        );
      }
      const receivedAt = new Date(clock.now()).toISOString();
      const claim = { installationId, epoch, mark, known: position?.known, next: position?.next };
      const { results, head, standing } = await watchForRewind(branchId, () =>
        store.push(
          branchId,
          changes,
          (loaded) => {
            const { versionFloor } = loaded;
            const author = { branchId, writer: installationId, now: clock.now(), versionFloor };
            return judgePush({ ...loaded, models, changes, author });
          },
          claim,
        ),
      );
      signal.grown(head);
      return { ...standing, receivedAt, head, results: [...results] };
    },
    async pull(branchId, { epoch, installationId, known, mark, ...query }) {
      const positions = known?.split(',').filter((text) => text !== '');
      const claim = { epoch, installationId, mark, known: positions, after: query.after };
      return await watchForRewind(branchId, () => store.readFeed({ branchId, ...query }, claim));
    },
    async rejoin(branchId, installationId) {
      await store.takeOver(branchId, installationId);
      await audit('branch.rejoin', { branchId, installationId });
      return { epoch: identity.epoch, head: await store.head() };
    },
    beginEpoch,
    async recordsFor(branchId, names) {
      const { epoch } = identity;
      const found = await store.findVersioned(names);
      return names.map(({ modelName, modelId }, index) => {
        const model = models.find(modelName);
        const held = found[index];
        const hidden = !model || model.excluded || (model.receivedBy === 'origin' && held?.createdBy !== branchId);
        if (!held || hidden) return { epoch, modelName, modelId, version: 0, record: null };
        return { epoch, modelName, modelId, version: held.version, record: held.record };
      });
    },
  };
}
