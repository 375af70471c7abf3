import type { Prepare } from '../../sqlite/statement-cache.ts';
import type { BranchRow, MasterStore } from './master-store.ts';

interface BranchSqlRow {
  id: string;
  name: string;
  installation_id: string | null;
  position: string | null;
  app_version: string | null;
  clock_offset_ms: number | null;
  created_at: string;
  last_seen_at: string | null;
  revoked_at: string | null;
}

const select =
  'select id, name, installation_id, position, app_version, clock_offset_ms, created_at, last_seen_at, revoked_at from branches';

function toBranch(row: BranchSqlRow): BranchRow {
  return {
    id: row.id,
    name: row.name,
    installationId: row.installation_id,
    position: row.position,
    appVersion: row.app_version,
    clockOffsetMs: row.clock_offset_ms,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    revokedAt: row.revoked_at,
  };
}

type BranchMethods = Pick<
  MasterStore,
  'addBranch' | 'redeemCode' | 'findBranchByToken' | 'noteSeen' | 'takeOver' | 'branches' | 'revoke' | 'audit'
>;

/** @param transact runs its work in one immediate transaction */
export function createBranchMethods(prepare: Prepare, transact: <T>(work: () => T) => T): BranchMethods {
  return {
    addBranch: async (branch, code) =>
      transact(() => {
        const byName = prepare<BranchSqlRow>(`${select} where name = ? order by created_at limit 1`);
        if (!byName.get(branch.name))
          prepare('insert into branches (id, name, created_at) values (?, ?, ?)').run(
            branch.id,
            branch.name,
            branch.createdAt,
          );
        const row = byName.get(branch.name);
        if (!row) throw new Error('A branch that was just added is not there');
        prepare('insert into enrolment_codes (code_hash, branch_id, expires_at) values (?, ?, ?)').run(
          code.hash,
          row.id,
          code.expiresAt,
        );
        return toBranch(row);
      }),
    redeemCode: async (use) =>
      transact(() => {
        const code = prepare<{ branch_id: string }>(
          'update enrolment_codes set used_at = ? where code_hash = ? and used_at is null and expires_at > ? returning branch_id',
        ).get(use.now, use.codeHash, use.now);
        if (!code) return undefined;
        prepare(
          // The installation that had the branch until now is turned away: its token is worth nothing (I18).
          `update branches set token_hash = ?, installation_id = ?, app_version = ?, last_seen_at = ?, position = null, revoked_at = null
            where id = ?`,
        ).run(use.tokenHash, use.installationId, use.appVersion, use.now, code.branch_id);
        const row = prepare<BranchSqlRow>(`${select} where id = ?`).get(code.branch_id);
        return row && toBranch(row);
      }),
    findBranchByToken: async (tokenHash) => {
      const row = prepare<BranchSqlRow>(`${select} where token_hash = ?`).get(tokenHash);
      return row && toBranch(row);
    },
    noteSeen: async (branchId, seen) =>
      transact(() => {
        prepare(
          `update branches set last_seen_at = ?, app_version = coalesce(?, app_version), clock_offset_ms = coalesce(?, clock_offset_ms) where id = ?`,
        ).run(seen.at, seen.appVersion ?? null, seen.clockOffsetMs ?? null, branchId);
      }),
    takeOver: async (branchId, installationId) =>
      transact(() => {
        prepare('update branches set installation_id = ?, position = null where id = ?').run(installationId, branchId);
      }),
    branches: async () => prepare<BranchSqlRow>(`${select} order by name`).all().map(toBranch),
    revoke: async (branchId, at) =>
      transact(
        () =>
          prepare('update branches set revoked_at = ? where id = ? and revoked_at is null').run(at, branchId)
            .changes === 1,
      ),
    audit: async (entry) =>
      transact(() => {
        prepare('insert into audit (id, at, act, details) values (?, ?, ?, ?)').run(
          entry.id,
          entry.at,
          entry.act,
          entry.details,
        );
      }),
  };
}
