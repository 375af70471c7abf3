import { z } from 'zod';
import type { StoreContext } from './context.ts';
import { readState, writeState } from './state-rows.ts';

const identitySchema = z.object({
  branchId: z.string(),
  branchName: z.string(),
  masterId: z.string(),
  /** Ed25519, SPKI, base64url: what head office signs its health answers with. */
  masterPublicKey: z.string(),
});
/** Who this branch is to head office; got by enrolling. */
export type BranchIdentity = z.infer<typeof identitySchema>;

const installationIdSchema = z.string();
const addressSchema = z.string();

/** What the text of the identity means: asked for with every conflict that is told. */
const meanings = new WeakMap<StoreContext, { readonly text: string; readonly identity: BranchIdentity }>();

export function readIdentity(context: StoreContext): BranchIdentity | null {
  const text = readState(context).get('identity');
  if (text === undefined) return null;
  const known = meanings.get(context);
  if (known?.text === text) return known.identity;
  const identity = identitySchema.parse(JSON.parse(text));
  meanings.set(context, { text, identity });
  return identity;
}

export function writeIdentity(context: StoreContext, identity: BranchIdentity): void {
  writeState(context, 'identity', JSON.stringify(identity));
}

/** Where head office was reached last: for who has lost the settings, which say where it is. */
export function readMasterAddress(context: StoreContext): string | null {
  const text = readState(context).get('masterAddress');
  return text === undefined ? null : addressSchema.parse(JSON.parse(text));
}

export function writeMasterAddress(context: StoreContext, address: string): void {
  writeState(context, 'masterAddress', JSON.stringify(address));
}

/** UUID of this installation, made once. */
export function readInstallationId(context: StoreContext): string {
  const text = readState(context).get('installationId');
  if (text !== undefined) return installationIdSchema.parse(JSON.parse(text));
  const id = context.newId();
  writeInstallationId(context, id);
  return id;
}

export function writeInstallationId(context: StoreContext, id: string): void {
  writeState(context, 'installationId', JSON.stringify(id));
}

/**
 * As which installation this database enrols. One that was a branch before may be an older copy and comes back as an installation of its own (I18); the same one
 * until that has come to its end, because head office lets only whoever used a code repeat it.
 */
export function readEnrollingAs(context: StoreContext): string {
  if (readIdentity(context) === null) return readInstallationId(context);
  const text = readState(context).get('enrollingAs');
  const begun = text === undefined ? undefined : installationIdSchema.parse(JSON.parse(text));
  if (begun !== undefined && begun !== readInstallationId(context)) return begun;
  const id = context.newId();
  writeState(context, 'enrollingAs', JSON.stringify(id));
  return id;
}
