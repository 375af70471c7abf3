import { z } from 'zod';
import type { StoreContext } from './context.ts';

const identitySchema = z.object({
  branchId: z.string(),
  branchName: z.string(),
  masterId: z.string(),
  /** Ed25519, SPKI, base64url: what head office signs its health answers with. */
  masterPublicKey: z.string(),
});
/** Who this branch is to head office; got by enrolling. */
export type BranchIdentity = z.infer<typeof identitySchema>;

function read(context: StoreContext, key: string): unknown {
  const row = context.prepare<{ value: string }>('select value from sync_state where key = ?').get(key);
  return row && (JSON.parse(row.value) as unknown);
}

function write(context: StoreContext, key: string, value: unknown): void {
  context
    .prepare('insert into sync_state (key, value) values (?, ?) on conflict (key) do update set value = excluded.value')
    .run(key, JSON.stringify(value));
}

export function readIdentity(context: StoreContext): BranchIdentity | null {
  const value = read(context, 'identity');
  return value === undefined ? null : identitySchema.parse(value);
}

export function writeIdentity(context: StoreContext, identity: BranchIdentity): void {
  write(context, 'identity', identity);
}

/** UUID of this installation, made once. */
export function readInstallationId(context: StoreContext): string {
  const value = z.string().optional().parse(read(context, 'installationId'));
  if (value !== undefined) return value;
  const id = context.newId();
  write(context, 'installationId', id);
  return id;
}

export function writeInstallationId(context: StoreContext, id: string): void {
  write(context, 'installationId', id);
}
