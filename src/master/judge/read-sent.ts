import type { Model } from '../../models/kit/define-model.ts';
import { validateRecord } from '../../models/kit/validate.ts';
import { SyncLogError } from '../../shared/errors.ts';
import type { Change } from '../../shared/protocol/common.ts';
import type { FieldValue, RecordRow } from '../../shared/record.ts';

const storedTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * The record of a change, checked field by field.
 * @param now the master's clock, milliseconds: stands in for a time that is none
 * @throws SyncLogError `invalid-record`
 */
export function readSent(model: Model, change: Change, now: number): RecordRow {
  const { id, created_at: createdAt, updated_at: updatedAt, ...values } = change.data;
  if (id !== change.modelId || id !== id.toLowerCase()) {
    const what = 'its id must be the lower-case UUID that the change names';
    throw new SyncLogError('invalid-record', `${model.name} was not saved: ${what}.`, { field: 'id' });
  }
  const fields = validateRecord(model, values);
  return { id, ...fields, created_at: time(createdAt, change, now), updated_at: time(updatedAt, change, now) };
}

function time(value: FieldValue | undefined, { recordedAt }: Change, now: number): string {
  const known = [value, recordedAt].find((text) => typeof text === 'string' && storedTime.test(text));
  return typeof known === 'string' ? known : new Date(now).toISOString();
}
