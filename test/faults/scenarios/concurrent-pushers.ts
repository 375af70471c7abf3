import { v7 as newId } from 'uuid';
import { createNativeClient } from '../../../src/main/master-client/native-client.ts';
import type { MasterClient } from '../../../src/main/master-client/master-client.ts';
import { systemTimers } from '../../../src/main/timers.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import type { Change } from '../../../src/shared/protocol/common.ts';
import { openHeadOffice, type HeadOffice } from '../world/head-office.ts';
import type { FaultWorld } from '../world/world.ts';

export interface ConcurrentPushers {
  readonly pushers: number;
  readonly batches: number;
}

interface Author {
  readonly client: MasterClient;
  readonly installationId: string;
  readonly epoch: string;
}

/** I12: many branches push at once while a follower reads the feed; it must meet every change once, in order, and no later page may hold an earlier sequence. */
export async function concurrentPushers(world: FaultWorld, { pushers, batches }: ConcurrentPushers): Promise<string> {
  const office = await openHeadOffice(world);
  const follower = await enroll(office, 'follower');
  const authors: Author[] = [];
  for (let number = 0; number < pushers; number += 1) authors.push(await enroll(office, `pusher ${number}`));
  const pushed = new Set<string>();
  const seen: string[] = [];
  let pushing = true;
  let pages = 0;
  let after = 0;

  async function push(author: Author, number: number): Promise<void> {
    for (let batch = 0; batch < batches; batch += 1) {
      const changes = Array.from({ length: world.random.whole(1, 40) }, (_none, index) =>
        newCustomer(`${number}-${batch}-${index}`),
      );
      const { results } = await author.client.push({ ...author, sentAt: new Date().toISOString(), changes });
      const refused = results.find((result) => result.status !== 'applied');
      if (refused) throw new Error(`A change was ${refused.status}: ${refused.error?.message}`);
      for (const change of changes) pushed.add(change.modelId);
    }
  }

  async function readPage(): Promise<boolean> {
    const page = await follower.client.pull({ after, limit: world.random.whole(1, 200), mode: 'changes' });
    pages += 1;
    let last = after;
    for (const entry of page.changes) {
      if (entry.sequence <= last) throw new Error(`Sequence ${entry.sequence} came after ${last}`);
      last = entry.sequence;
      seen.push(entry.modelId);
    }
    after = page.next;
    return page.hasMore;
  }

  const reading = (async () => {
    while (pushing) await readPage();
    while (await readPage());
  })();
  try {
    await Promise.all(authors.map(push));
  } finally {
    pushing = false;
  }
  await reading;
  const distinct = new Set(seen);
  const missed = [...pushed].filter((id) => !distinct.has(id)).length;
  if (missed > 0 || distinct.size !== seen.length || seen.length !== pushed.size)
    throw new Error(
      `Of ${pushed.size} changes the follower missed ${missed} and saw ${seen.length - distinct.size} twice`,
    );
  return `${pushers} pushers, ${pushed.size.toLocaleString('en-GB')} changes, ${pages} pages read meanwhile: 0 missed, 0 twice, in order`;
}

async function enroll(office: HeadOffice, name: string): Promise<Author> {
  const installationId = newId();
  const of = (token: string | null): MasterClient =>
    createNativeClient({
      address: office.url(),
      token,
      appVersion: '0.1.0',
      clock: systemClock,
      timers: systemTimers,
    });
  const code = await office.enroll(name);
  const { token, epoch } = await of(null).enroll({ code, installationId, appVersion: '0.1.0' });
  return { client: of(token), installationId, epoch };
}

function newCustomer(name: string): Change {
  const at = new Date().toISOString();
  const id = newId();
  return {
    changeId: newId(),
    transactionId: null,
    modelName: 'Customer',
    modelId: id,
    action: 'create',
    changedFields: null,
    data: { id, name, email: null, phone: null, address: null, notes: null, created_at: at, updated_at: at },
    baseVersion: null,
    payloadVersion: 1,
    hlc: `${at}-0000-${id}`,
    recordedAt: at,
  };
}
