import { keyOf, type RecordName } from '../../shared/record.ts';
import { SyncLogError } from '../../shared/errors.ts';
import type { MasterClient } from '../master-client/master-client.ts';
import { MasterError, masterSentences } from '../master-client/master-error.ts';
import { connectedLink } from './connected-link.ts';
import type { EnginePorts } from './ports.ts';
import type { HeldRecord, SyncStore } from './sync-store.ts';

/**
 * Gives a refused change up for head office's version, with everything that was refused together with it. Returns how many changes were given up.
 * @throws SyncLogError `not-found` when it is not refused (any more), `not-enrolled`; MasterError, and then nothing has changed
 */
export async function takeHeadOfficeVersion(
  ports: Pick<EnginePorts, 'store' | 'link' | 'outOfReach'>,
  logId: number,
): Promise<number> {
  const { store } = ports;
  const group = store.refusedGroup(logId);
  if (group.length === 0)
    throw new SyncLogError('not-found', 'This change is not refused any more, so there is nothing to give up.');
  const { client } = connectedLink(ports);
  return store.takeHeadOffice(logId, await ask(client, store, group));
}

/**
 * Asked for at once: of two moments, a sale could be one that head office does not have yet and its line one that it has (I10).
 * @throws MasterError `epoch-changed` among others: a head office that was put back lacks what it has not been sent again yet (I17)
 */
async function ask(
  client: Pick<MasterClient, 'lookup'>,
  store: Pick<SyncStore, 'facts'>,
  records: readonly RecordName[],
): Promise<HeldRecord[]> {
  const answer = await client.lookup({ records: [...records] });
  const { epoch } = store.facts();
  if (epoch !== null && answer.records.some((held) => held.epoch !== epoch))
    throw new MasterError('epoch-changed', masterSentences.epochChanged, { certainty: 'answered' });
  return answer.records;
}

/** So many records are asked for in one question. */
const askedAtOnce = 200;

/**
 * The same for many refused changes, with few questions: one each would look to head office like an attack. Stops at the first question that fails; what was given up
 * before it stays so. Returns how many changes were given up.
 * @throws as `takeHeadOfficeVersion`
 */
export async function takeHeadOfficeVersions(
  ports: Pick<EnginePorts, 'store' | 'link' | 'outOfReach'>,
  logIds: readonly number[],
): Promise<number> {
  const { store } = ports;
  const { client } = connectedLink(ports);
  let givenUp = 0;
  for (let from = 0; from < logIds.length;) {
    const asked = new Map<string, RecordName>();
    let to = from;
    for (; to < logIds.length && asked.size < askedAtOnce; to += 1)
      for (const name of store.refusedGroup(logIds[to] ?? 0)) asked.set(keyOf(name), name);
    if (asked.size > 0) {
      const records = await ask(client, store, [...asked.values()]);
      givenUp += await store.takeHeadOfficeOfAll(logIds.slice(from, to), records);
    }
    from = to;
  }
  return givenUp;
}
