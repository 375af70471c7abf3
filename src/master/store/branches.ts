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
  unheard: number;
}

const select = `select id, name, installation_id, position, app_version, clock_offset_ms, created_at, last_seen_at, revoked_at,
    exists (select 1 from enrolment_codes where branch_id = branches.id and used_by is not null) as unheard from branches`;

/** What another installation of the branch has made is all before this (I13). */
const newestSql = '(select coalesce(max(sequence), 0) from feed)';

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
    unheard: row.unheard === 1,
  };
}

type BranchMethods = Pick<
  MasterStore,
  | 'addBranch'
  | 'redeemCode'
  | 'findBranchByToken'
  | 'noteHeard'
  | 'noteSeen'
  | 'takeOver'
  | 'branches'
  | 'revoke'
  | 'audit'
>;

/** @param transact runs its work in one immediate transaction */
export function createBranchMethods(prepare: Prepare, transact: <T>(work: () => T) => T): BranchMethods {
  /** Whoever still has one of the branch's codes must not undo with it what has been decided since. */
  function voidCodes(branchId: string, at: string): void {
    prepare('update enrolment_codes set used_at = ? where branch_id = ? and used_at is null').run(at, branchId);
  }

  /**
   * An answer that got lost must not cost a branch its code: whoever used it gets another token, as long as the branch is what that use left and the first
   * token has not been heard of. A repeat that comes later was held up on its way, and its sender goes on with what he has.
   */
  function letInAgain(
    branchId: string,
    { tokenHash, installationId }: { readonly tokenHash: string; readonly installationId: string },
  ): BranchRow | undefined {
    const row = prepare<BranchSqlRow>(
      `update branches set token_hash = ? where id = ? and installation_id = ? and revoked_at is null returning *, 1 as unheard`,
    ).get(tokenHash, branchId, installationId);
    return row && toBranch(row);
  }

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
        const code = prepare<{ branch_id: string; used_at: string | null; used_by: string | null }>(
          'select branch_id, used_at, used_by from enrolment_codes where code_hash = ? and expires_at > ?',
        ).get(use.codeHash, use.now);
        if (!code) return undefined;
        if (code.used_at !== null)
          return code.used_by === use.installationId ? letInAgain(code.branch_id, use) : undefined;
        prepare('update enrolment_codes set used_at = ?, used_by = ? where code_hash = ?').run(
          use.now,
          use.installationId,
          use.codeHash,
        );
        prepare(
          // The installation that had the branch until now is turned away: its token is worth nothing (I18).
          `update branches set token_hash = ?, installation_id = ?, app_version = ?, last_seen_at = ?, position = null, revoked_at = null,
              own_after = ${newestSql} where id = ?`,
        ).run(use.tokenHash, use.installationId, use.appVersion, use.now, code.branch_id);
        voidCodes(code.branch_id, use.now);
        const row = prepare<BranchSqlRow>(`${select} where id = ?`).get(code.branch_id);
        return row && toBranch(row);
      }),
    findBranchByToken: async (tokenHash) => {
      const row = prepare<BranchSqlRow>(`${select} where token_hash = ?`).get(tokenHash);
      return row && toBranch(row);
    },
    noteHeard: async (branchId) =>
      transact(() => {
        prepare('update enrolment_codes set used_by = null where branch_id = ? and used_by is not null').run(branchId);
      }),
    noteSeen: async (branchId, seen) =>
      transact(() => {
        prepare(
          `update branches set last_seen_at = ?, app_version = coalesce(?, app_version), clock_offset_ms = coalesce(?, clock_offset_ms) where id = ?`,
        ).run(seen.at, seen.appVersion ?? null, seen.clockOffsetMs ?? null, branchId);
      }),
    takeOver: async (branchId, installationId) =>
      transact(() => {
        prepare(`update branches set installation_id = ?, position = null, own_after = ${newestSql} where id = ?`).run(
          installationId,
          branchId,
        );
      }),
    branches: async () => prepare<BranchSqlRow>(`${select} order by name`).all().map(toBranch),
    revoke: async (branchId, at) =>
      transact(() => {
        voidCodes(branchId, at);
        return (
          prepare('update branches set revoked_at = ? where id = ? and revoked_at is null').run(at, branchId)
            .changes === 1
        );
      }),
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
