import type { FastifyRequest } from 'fastify';
import { SyncLogError } from '../shared/errors.ts';
import { oldestProtocolVersion, protocolHeader, protocolVersion } from '../shared/protocol/common.ts';
import { hashSecret } from './credentials.ts';
import type { Master } from './open-master.ts';
import type { BranchRow } from './store/master-store.ts';

const versionHeader = 'x-synclog-version';

/**
 * The branch that sends this request, by its token.
 * @throws SyncLogError `unauthorized` without a valid token, `upgrade-required` for a protocol that is not spoken here
 */
export async function authenticate(master: Master, request: FastifyRequest): Promise<BranchRow> {
  const token = /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1];
  // Looked up by its hash, so the time of the comparison says nothing about the token.
  const branch = token === undefined ? undefined : await master.store.findBranchByToken(hashSecret(token));
  if (!branch || branch.revokedAt !== null) {
    throw new SyncLogError(
      'unauthorized',
      'Head office does not accept these credentials. Connect the branch anew with a code.',
    );
  }
  refuseOtherProtocols(request);
  await master.identity.refresh();
  return branch;
}

function refuseOtherProtocols(request: FastifyRequest): void {
  const header = request.headers[protocolHeader];
  if (header === undefined) return;
  const version = Number(header);
  if (version >= oldestProtocolVersion && version <= protocolVersion) return;
  const who = version > protocolVersion ? 'Head office must be upgraded' : 'This branch must be upgraded';
  throw new SyncLogError(
    'upgrade-required',
    `${who}: they speak different versions of the protocol (${String(header)} and ${protocolVersion}).`,
  );
}

/** A busy branch is noted once in so many milliseconds: each note is a commit. */
const noteEveryMs = 5000;

/** Notes that the branch was here, and how far its clock is off when it said what time it has. */
export async function noteSeen(
  master: Master,
  branch: BranchRow,
  request: FastifyRequest,
  sentAt?: string,
): Promise<void> {
  const now = master.clock.now();
  const seen = branch.lastSeenAt === null ? 0 : Date.parse(branch.lastSeenAt);
  if (Math.abs(now - seen) < noteEveryMs) return;
  const sent = sentAt === undefined ? Number.NaN : Date.parse(sentAt);
  const version = request.headers[versionHeader];
  await master.store.noteSeen(branch.id, {
    at: new Date(now).toISOString(),
    appVersion: typeof version === 'string' ? version.slice(0, 40) : undefined,
    clockOffsetMs: Number.isNaN(sent) ? undefined : Math.max(-2_000_000_000, Math.min(2_000_000_000, now - sent)),
  });
}
