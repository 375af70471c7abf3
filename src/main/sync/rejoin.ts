import type { IpcOutput } from '../../shared/ipc/contract.ts';
import { SyncLogError } from '../../shared/errors.ts';
import { mostReceipts, type KnownReceipt } from '../../shared/protocol/rejoin.ts';
import { compareModels } from './check/compare-models.ts';
import { connectedLink } from './connected-link.ts';
import { acquireLease } from './lease-keeper.ts';
import type { EnginePorts, MasterLink } from './ports.ts';

type RejoinPlan = IpcOutput<'branch.rejoinPlan'>;

/** A person waits so long for a sync that is on to end. */
const patienceMs = 30_000;

/**
 * What rejoining would do; changes nothing, here or there.
 * @throws SyncLogError `not-enrolled`; MasterError
 */
export async function planRejoin(ports: EnginePorts): Promise<RejoinPlan> {
  const link = connectedLink(ports);
  const { store } = ports;
  const open = await store.openChangeIds();
  const receipts = await askReceipts(link, open);
  const waiting = open.filter(({ changeId }) => !receipts.has(changeId));
  const byModel = new Map<string, number>();
  for (const { modelName } of waiting) byModel.set(modelName, (byModel.get(modelName) ?? 0) + 1);
  // Without saying who asks, so that nothing is checked and nothing is promised.
  const page = await link.client.pull({ after: 0, limit: 1, mode: 'latest' });
  const { models } = await compareModels(ports, link);
  const { connection } = store.facts();
  return {
    needed: connection.state === 'branch-rewound' || connection.state === 'clone-detected',
    reason: connection.message,
    toSend: waiting.length,
    toSendByModel: [...byModel].map(([modelName, count]) => ({ modelName, count })),
    acknowledged: open.length - waiting.length,
    toPull: page.remaining ?? page.changes.length,
    differences: models
      .filter((model) => !model.equal)
      .map(({ modelName, branch, master }) => ({ modelName, branch: branch.count, master: master.count })),
  };
}

/**
 * Makes this copy the branch (I18): head office turns every other one away, what it had accepted is completed, the rest is kept to be sent, and the feed will be
 * read again from its beginning. Cut off at any point, it is done by doing it again.
 * @throws SyncLogError `not-enrolled`, `already-running`; MasterError
 */
export async function rejoin(ports: EnginePorts): Promise<{ readonly kept: number; readonly acknowledged: number }> {
  const link = connectedLink(ports);
  const installationId = ports.newId();
  return await alone(ports, async () => {
    await link.client.rejoin({ installationId });
    return await startAnew(ports, link, installationId);
  });
}

/** After enrolling anew as `installationId`: what this database believes may be older than what head office has heard. @throws as `rejoin` */
export async function startAnewAfterEnrolment(ports: EnginePorts, installationId: string): Promise<void> {
  const link = connectedLink(ports);
  await alone(ports, () => startAnew(ports, link, installationId));
}

async function startAnew({ store }: EnginePorts, link: MasterLink, installationId: string) {
  store.recoverInFlight();
  const receipts = await askReceipts(link, await store.openChangeIds());
  return await store.rebaseline(installationId, receipts);
}

/** Under the lease, so that no sync works with what is being changed. */
async function alone<T>(ports: EnginePorts, work: () => Promise<T>): Promise<T> {
  const lease = await acquireLease(ports, patienceMs, new AbortController().signal);
  if (!lease)
    throw new SyncLogError(
      'already-running',
      'A sync of this branch is on and does not end. Stop it, or close the other SyncLog on this computer, then try again.',
    );
  try {
    return await work();
  } finally {
    lease.release();
  }
}

async function askReceipts(
  link: MasterLink,
  open: readonly { readonly changeId: string }[],
): Promise<Map<string, KnownReceipt>> {
  const receipts = new Map<string, KnownReceipt>();
  for (let from = 0; from < open.length; from += mostReceipts) {
    const changeIds = open.slice(from, from + mostReceipts).map(({ changeId }) => changeId);
    const answer = await link.client.receipts({ changeIds });
    for (const receipt of answer.receipts) receipts.set(receipt.changeId, receipt);
  }
  return receipts;
}
