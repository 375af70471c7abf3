import { SyncLogError } from '../../shared/errors.ts';
import { recordSchemaVersion } from '../../shared/protocol/common.ts';
import { pushAnswerSchema, pushRequestSchema } from '../../shared/protocol/push.ts';
import { authenticate, noteSeen } from '../authenticate.ts';
import { maxChanges } from '../limits.ts';
import type { Master } from '../open-master.ts';
import type { MasterServer } from '../server.ts';

/** A branch's changes, judged. */
export function addPushRoute(server: MasterServer, master: Master): void {
  const schema = {
    summary: 'Changes of a branch',
    security: [{ branchToken: [] }],
    body: pushRequestSchema,
    response: { 200: pushAnswerSchema },
  };
  server.post('/v1/push', { schema }, async (request) => {
    const branch = await authenticate(master, request);
    const { sentAt, changes } = request.body;
    await noteSeen(master, branch, request, sentAt);
    if (changes.length > maxChanges)
      throw new SyncLogError('too-large', `At most ${maxChanges} changes fit into one request.`);
    if (changes.some((change) => change.payloadVersion > recordSchemaVersion)) {
      throw new SyncLogError(
        'upgrade-required',
        'Head office must be upgraded: this branch records things that it does not know yet.',
      );
    }
    return await master.push(branch.id, request.body);
  });
}
