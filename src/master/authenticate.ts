import type { FastifyRequest } from 'fastify';
import { SyncLogError } from '../shared/errors.ts';
import { oldestProtocolVersion, protocolHeader, protocolVersion } from '../shared/protocol/common.ts';
import { hashSecret } from './credentials.ts';
import type { Master } from './master.ts';
import type { BranchRow } from './store/master-store.ts';

const versionHeader = 'x-synclog-version';

/** Asked before the body is read, and again by whoever carries the request out. */
const known = new WeakMap<FastifyRequest, BranchRow>();

/**
 * The branch that sends this request, by its token.
 * @throws SyncLogError `unauthorized` without a valid token, `upgrade-required` for a protocol that is not spoken here
 */
export async function authenticate(master: Master, request: FastifyRequest): Promise<BranchRow> {
  const found = known.get(request);
  if (found) return found;
  const token = /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1];
  // Looked up by its hash, so the time of the comparison says nothing about the token.
  const branch = token === undefined ? undefined : await master.store.findBranchByToken(hashSecret(token));
  if (!branch || branch.revokedAt !== null) {
    throw new SyncLogError(
      'unauthorized',
      'Head office does not accept these credentials. Connect the branch anew with a code.',
    );
  }
  if (branch.unheard) await master.store.noteHeard(branch.id);
  refuseOtherProtocols(request);
  await master.identity.refresh();
  known.set(request, branch);
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

/**
 * Notes that the branch was here, and how far its clock is off when it said what time it has.
 * @param always also when it was noted a moment ago, for who asks whether this database can be written
 */
export async function noteSeen(
  master: Master,
  branch: BranchRow,
  request: FastifyRequest,
  sentAt?: string,
  always = false,
): Promise<void> {
  const now = master.clock.now();
  const seen = branch.lastSeenAt === null ? 0 : Date.parse(branch.lastSeenAt);
  if (!always && Math.abs(now - seen) < noteEveryMs) return;
  const sent = sentAt === undefined ? Number.NaN : Date.parse(sentAt);
  const version = request.headers[versionHeader];
  await master.store.noteSeen(branch.id, {
    at: new Date(now).toISOString(),
    appVersion: typeof version === 'string' ? version.slice(0, 40) : undefined,
    clockOffsetMs: Number.isNaN(sent) ? undefined : Math.max(-2_000_000_000, Math.min(2_000_000_000, now - sent)),
  });
}
