import type { Branch } from '../main/branch/branch.ts';
import { inPages } from './in-pages.ts';
import type { RecordsPlace } from './records.ts';
import { call } from './with-branch.ts';

/** A branch's records, through the same channels as its screens. */
export function branchRecords(branch: Branch): RecordsPlace {
  return {
    async list(model, { search, orderBy, ascending, offset, limit }) {
      const order = { ...(orderBy !== undefined && { orderBy }), descending: !ascending };
      const rows = await inPages(
        offset,
        limit,
        async (page) => (await call(branch, 'records.list', { model, search, ...order, ...page })).rows,
      );
      return rows.map((row) => row.record);
    },
    get: async (model, id) => (await call(branch, 'records.get', { model, id })).record,
    save: (model, data) => call(branch, 'records.save', { model, data }),
    saveMany: (model, given) =>
      branch.records.saveMany(
        model,
        given.map(({ values }) => values),
      ),
    remove: (model, id) => call(branch, 'records.remove', { model, id }),
  };
}
