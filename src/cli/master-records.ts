import type { Master } from '../master/master.ts';
import { inPages } from './in-pages.ts';
import type { RecordsPlace } from './records.ts';
import { UsageError } from './usage-error.ts';

/** Head office's records. */
export function masterRecords({ records }: Master): RecordsPlace {
  return {
    async list(model, { search, orderBy, ascending, offset, limit }) {
      if (orderBy !== undefined || ascending)
        throw new UsageError('Head office lists records in order of their ids; leave --order-by and --ascending out.');
      return await inPages(offset, limit, async (page) => (await records.list(model, { search, ...page })).rows);
    },
    get: (model, id) => records.get(model, id),
    save: (model, values) => records.save(model, values),
    saveMany: (model, given) =>
      records.saveMany(
        model,
        given.map(({ values }) => values),
      ),
    remove: async (model, id) => ({ removed: await records.remove(model, id) }),
  };
}
