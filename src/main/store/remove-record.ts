import { SyncLogError } from '../../shared/errors.ts';
import { titleOf, type Model } from '../../models/kit/define-model.ts';
import type { StoreContext } from './context.ts';
import { recordChange } from './log/record-change.ts';
import type { WriteTrx } from './unit-of-work.ts';

/** Removes a record, its parts first (head office must not meet a part without its whole), and logs each of them (I4). Returns how many went. */
export function removeRecord(context: StoreContext, model: Model, trx: WriteTrx, id: string): number {
  const table = context.table(model.name);
  const before = table.find(id);
  if (!before)
    throw new SyncLogError(
      'not-found',
      `There is no ${model.name} with the id ${id}. It may have been removed already.`,
    );
  let removed = 0;
  for (const incoming of context.models.referencesTo(model.name)) {
    const others = context.findTable(incoming.model.name)?.idsWhere(incoming.field, id) ?? [];
    if (others.length > 0 && !incoming.partOf) {
      throw new SyncLogError(
        'still-referenced',
        `${model.name} "${titleOf(model, before)}" was not removed: ${others.length} ${incoming.model.name} ${others.length === 1 ? 'record refers' : 'records refer'} to it.`,
      );
    }
    for (const part of others) removed += removeRecord(context, incoming.model, trx, part);
  }
  table.delete(id);
  trx.topics.add(`records:${model.name}`);
  if (!context.isExcluded(model)) {
    recordChange(context, trx, {
      modelName: model.name,
      modelId: id,
      action: 'delete',
      changedFields: null,
      before,
      fresh: false,
    });
  }
  return removed + 1;
}
