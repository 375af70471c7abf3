import { titleOf, type Model } from '../../models/kit/define-model.ts';
import type { ModelRegistry } from '../../models/kit/registry.ts';
import type { Rejection } from '../../shared/protocol/push.ts';
import type { RecordRow } from '../../shared/record.ts';
import type { KnownRecords, Referrer } from './known-records.ts';
import { reject, type Rejected } from './verdict.ts';

/** Of the fields given: a reference to nothing. */
export function findMissing(
  models: ModelRegistry,
  model: Model,
  records: KnownRecords,
  record: RecordRow,
  fields: readonly string[],
): Rejected | undefined {
  for (const { field, definition } of model.references) {
    const id = record[field];
    if (!fields.includes(field) || typeof id !== 'string') continue;
    const target = records.get(definition.model, id);
    // A record may refer to itself.
    if ((target && !target.deleted) || (definition.model === model.name && id === record['id'])) continue;
    const named = target && models.find(definition.model);
    const what = named
      ? `the ${definition.model} "${titleOf(named, target.record)}" was deleted at head office`
      : `that ${definition.model} is not known at head office`;
    return reject('missing-reference', `${model.name} refused: ${what} (${field}).`, field);
  }
  return undefined;
}

/** Of the fields given: a value that only one record may have and another one has, which is the holder. */
export function findDuplicate(
  model: Model,
  records: KnownRecords,
  record: RecordRow,
  fields: readonly string[],
): { readonly error: Rejection; readonly holder: string } | undefined {
  for (const field of model.uniqueFields) {
    const value = record[field] ?? null;
    if (!fields.includes(field) || value === null) continue;
    const holder = records.findHolder(model.name, field, value, String(record['id']));
    if (holder === undefined) continue;
    const other = records.get(model.name, holder);
    const title = other ? titleOf(model, other.record) : holder;
    const message = `${model.name} refused: "${title}" has the ${field} "${String(value)}" at head office already.`;
    return { error: reject('duplicate-value', message, field).error, holder };
  }
  return undefined;
}

/** So many are counted; a busy record may have millions. */
const mostCounted = 1000;

/** Which records still refer to this one and how many, for example "3 SaleItem and 1 StockMovement records"; undefined when none does. */
export function describeReferrers(records: KnownRecords, modelName: string, modelId: string): string | undefined {
  const counts = new Map<string, number>();
  let counted = 0;
  for (const referrer of othersThan(records.referrersOf(modelName, modelId), modelName, modelId)) {
    counts.set(referrer.modelName, (counts.get(referrer.modelName) ?? 0) + 1);
    counted += 1;
    if (counted >= mostCounted) break;
  }
  if (counted === 0) return undefined;
  const parts = [...counts].map(([name, count]) => `${count} ${name}`).join(' and ');
  const more = counted >= mostCounted ? ' or more' : '';
  return `${parts}${more} ${counted === 1 ? 'record refers' : 'records refer'}`;
}

/** That a record refers to itself keeps nobody from removing it. */
function* othersThan(referrers: Iterable<Referrer>, modelName: string, modelId: string): Generator<Referrer> {
  for (const referrer of referrers) {
    if (referrer.modelName !== modelName || referrer.modelId !== modelId) yield referrer;
  }
}
