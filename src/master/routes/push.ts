import { SyncLogError } from '../../shared/errors.ts';
import { pushAnswerSchema, pushRequestSchema } from '../../shared/protocol/push.ts';
import { authenticate, noteSeen } from '../authenticate.ts';
import { maxChanges } from '../limits.ts';
import type { Master } from '../master.ts';
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
    await noteSeen(master, branch, request, sentAt, changes.length === 0);
    if (changes.length > maxChanges)
      throw new SyncLogError('too-large', `At most ${maxChanges} changes fit into one request.`);
    return await master.push(branch.id, request.body);
  });
}
