import type { Clock } from '../shared/clock.ts';
import { SyncLogError } from '../shared/errors.ts';
import type { IdSource } from '../shared/ids.ts';
import type { Audit } from './audit.ts';
import { createCode, hashSecret, normalizeCode } from './credentials.ts';
import type { BranchRow, MasterStore } from './store/master-store.ts';

/** The branches that head office knows, and how they become known. */
export interface BranchRegistry {
  /**
   * Makes a one-time code with which a branch connects, and the branch where there is none of this name. Whoever uses the code of a branch that is known
   * takes its place: the installation that had it is turned away (I18).
   */
  enroll(name: string, options?: { readonly expiresInHours?: number }): Promise<Enrolment>;
  branches(): Promise<BranchRow[]>;
  /** The branch's token is worth nothing from now on. @throws SyncLogError `not-found` */
  revoke(branchId: string): Promise<void>;
}

export interface Enrolment {
  readonly branchId: string;
  readonly name: string;
  readonly code: string;
  /** There was a branch of this name already. */
  readonly known: boolean;
}

export interface BranchRegistryParts {
  readonly store: MasterStore;
  readonly clock: Clock;
  readonly newId: IdSource;
  readonly audit: Audit;
}

const defaultExpiryHours = 72;

export function createBranchRegistry({ store, clock, newId, audit }: BranchRegistryParts): BranchRegistry {
  return {
    async enroll(name, { expiresInHours = defaultExpiryHours } = {}) {
      const trimmed = name.trim();
      if (trimmed === '' || trimmed.length > 200)
        throw new SyncLogError('invalid-input', 'Give the branch a name of 1 to 200 characters.');
      const branch = { id: newId(), name: trimmed, createdAt: new Date(clock.now()).toISOString() };
      const code = createCode();
      const expiresAt = new Date(clock.now() + expiresInHours * 3_600_000).toISOString();
      const added = await store.addBranch(branch, { hash: hashSecret(normalizeCode(code)), expiresAt });
      await audit('branch.enroll', { branchId: added.id, name: trimmed });
      return { branchId: added.id, name: trimmed, code, known: added.id !== branch.id };
    },
    branches: () => store.branches(),
    async revoke(branchId) {
      const revoked = await store.revoke(branchId, new Date(clock.now()).toISOString());
      if (!revoked) throw new SyncLogError('not-found', `There is no branch ${branchId} that could be revoked.`);
      await audit('branch.revoke', { branchId });
    },
  };
}
