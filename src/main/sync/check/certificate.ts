import { isoTime } from '../../../shared/clock.ts';
import type { Certificate } from '../../../shared/ipc/check.ts';
import type { EnginePorts } from '../ports.ts';
import { borders, dayOf } from './business-day.ts';
import { connectedLink } from '../connected-link.ts';

const nothing = { count: 0, digest: '', totals: {} } as const;

/**
 * What a business day of this branch's time zone holds here and at head office.
 * @param day `2026-11-24`; default: today
 * @throws SyncLogError `not-enrolled`; MasterError
 */
export async function certifyDay(
  ports: Pick<EnginePorts, 'store' | 'link' | 'clock' | 'timeZone'>,
  day?: string,
): Promise<Certificate> {
  const link = connectedLink(ports);
  const { store, clock, timeZone } = ports;
  const chosen = day ?? dayOf(clock.now(), timeZone);
  const { from, to } = borders(chosen, timeZone);
  const before = store.facts().cursor;
  const theirs = await link.client.day({ from, to });
  const models: Certificate['models'] = [];
  for (const model of store.syncedModels()) {
    const { dayField, count, digest, totals } = await store.ranges.day(model, from, to);
    const other = theirs.models.find((item) => item.modelName === model.name) ?? nothing;
    const branch = { count, digest, totals };
    const master = { count: other.count, digest: other.digest, totals: other.totals };
    // The records themselves are equal, not what either side adds up of them: another version may add up other fields.
    const equal = count === other.count && (digest === other.digest || count === 0);
    models.push({ modelName: model.name, dayField, equal, branch, master });
  }
  const { pending, syncing, failed } = store.stats();
  const { cursor, epoch, lastConfirmedAt } = store.facts();
  const settled =
    pending + syncing + failed === 0 && before === cursor && cursor === theirs.head && epoch === theirs.epoch;
  return {
    day: chosen,
    timeZone,
    from,
    to,
    branch: link.branch,
    masterUrl: link.address,
    at: isoTime(clock.now()),
    lastConfirmedAt,
    confirmed: settled && models.every((model) => model.equal),
    settled,
    models,
  };
}
