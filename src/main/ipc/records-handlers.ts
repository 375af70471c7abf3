import type { IpcHandlers } from '../../shared/ipc/contract.ts';
import type { ListedRecord, RecordState } from '../../shared/ipc/records.ts';
import type { RecordRow } from '../../shared/record.ts';
import { SyncLogError } from '../../shared/errors.ts';
import { titleOf, type Model } from '../../models/kit/define-model.ts';
import type { Store } from '../store/open-store.ts';
import type { Repository } from '../store/repository.ts';
import { stateFilterOf, statesOf } from '../store/state-of-records.ts';
import { createSale } from '../sales/create-sale.ts';
import { findProducts } from '../sales/find-products.ts';
import { stockOf } from '../sales/stock.ts';
import { describeModel } from './describe-model.ts';

type Channels =
  | 'records.models'
  | 'records.list'
  | 'records.get'
  | 'records.getMany'
  | 'records.save'
  | 'records.remove'
  | 'records.history'
  | 'sales.findProducts'
  | 'sales.create';

export function createRecordsHandlers(store: Store): IpcHandlers<Channels> {
  const { context } = store;

  /** Records as the screens show them: with their badge, the titles of what they refer to, and a product's stock. */
  function present(model: Model, records: readonly RecordRow[]): ListedRecord[] {
    const ids = records.map((record) => String(record['id']));
    const states = statesOf(context, model, ids);
    const titles = titlesOfReferences(model, records);
    const stock = model.name === 'Product' ? stockOf(store, ids) : undefined;
    return records.map((record) => {
      const id = String(record['id']);
      const state: RecordState = states.get(id) ?? 'confirmed';
      return { record, state, referenceTitles: titles(record), ...(stock ? { stock: stock.get(id) ?? 0 } : {}) };
    });
  }

  function titlesOfReferences(
    model: Model,
    records: readonly RecordRow[],
  ): (record: RecordRow) => Record<string, string> {
    const found = model.references.map(({ field, definition }) => {
      const target = context.findTable(definition.model);
      const ids = records.flatMap((record) => (typeof record[field] === 'string' ? [record[field]] : []));
      return {
        field,
        target: target?.model,
        records: target?.findMany([...new Set(ids)]) ?? new Map<string, RecordRow>(),
      };
    });
    return (record) =>
      Object.fromEntries(
        found.flatMap(({ field, target, records: targets }) => {
          const referred = targets.get(String(record[field]));
          return target && referred ? [[field, titleOf(target, referred)]] : [];
        }),
      );
  }

  return {
    'records.models': () =>
      store.models.all
        .filter((model) => context.findTable(model.name))
        .map((model) => describeModel(model, context.isExcluded(model))),
    'records.list'(input) {
      const repository = store.repository(input.model);
      const { model } = repository;
      if (!model.columns.includes(input.orderBy)) {
        throw new SyncLogError(
          'invalid-input',
          `${model.name} cannot be sorted by "${input.orderBy}"; it has ${model.columns.join(', ')}.`,
        );
      }
      const unknown = Object.keys(input.where).find((name) => !model.columns.includes(name));
      if (unknown !== undefined) throw new SyncLogError('invalid-input', `${model.name} has no field "${unknown}".`);
      const filter = {
        search: input.search,
        where: input.where,
        ...(input.state && input.state !== 'local' ? { state: stateFilterOf(input.state) } : {}),
      };
      const { orderBy, descending, limit, offset } = input;
      const records = repository.list({ ...filter, orderBy, descending, limit, offset });
      // A page that is not full ends the list, which saves counting it: a search that finds little looks at every row once.
      const ends = records.length > 0 ? records.length < limit : offset === 0;
      return { rows: present(model, records), total: ends ? offset + records.length : repository.count(filter) };
    },
    'records.get'(input) {
      const repository = store.repository(input.model);
      const [listed] = present(repository.model, [repository.get(input.id)]);
      if (!listed) throw new SyncLogError('not-found', `There is no ${input.model} with the id ${input.id}.`);
      return listed;
    },
    'records.getMany'(input) {
      const repository = store.repository(input.model);
      return present(repository.model, inOrder(repository, input.ids));
    },
    'records.save': (input) => store.write((trx) => store.repository(input.model).save(trx, input.data)),
    'records.remove': async (input) => ({
      removed: await store.write((trx) => store.repository(input.model).remove(trx, input.id)),
    }),
    'records.history': (input) => store.SyncLog.forRecord(store.repository(input.model).model.name, input.id),
    'sales.findProducts'({ text, limit }) {
      const repository = store.repository('Product');
      const { exact, ids } = findProducts(store, text, limit);
      return { exact, products: present(repository.model, inOrder(repository, ids)) };
    },
    'sales.create': (input) => store.write((trx) => createSale(store, trx, input)),
  };
}

/** The records that there are of these, each once. */
function inOrder(repository: Repository, ids: readonly string[]): RecordRow[] {
  const found = repository.findMany(ids);
  return [...new Set(ids)].map((id) => found.get(id)).filter((record) => record !== undefined);
}
