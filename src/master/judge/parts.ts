import type { ModelRegistry } from '../../models/kit/registry.ts';
import type { Change } from '../../shared/protocol/common.ts';
import type { KnownRecords } from './known-records.ts';

/**
 * Whether the change is about a part (a sale's line) whose whole is changed in the same group. A removal that goes back to a restored head office says no more than
 * the id: then the record that is held says what it is a part of.
 */
export function isPartOfAnother(
  models: ModelRegistry,
  records: KnownRecords,
  change: Change,
  group: readonly Change[],
): boolean {
  const held = records.get(change.modelName, change.modelId)?.record;
  return (models.find(change.modelName)?.references ?? []).some(
    ({ field, definition }) =>
      definition.partOf === true &&
      group.some(
        (other) => other.modelName === definition.model && other.modelId === (change.data[field] ?? held?.[field]),
      ),
  );
}
