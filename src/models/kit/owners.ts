import type { RecordName, RecordRow } from '../../shared/record.ts';
import type { Model } from './define-model.ts';

/** Whether the records of a model can be parts of others, as a line is one of its sale. */
export function arePartsOfOthers(model: Model): boolean {
  return model.references.some(({ definition }) => definition.partOf === true);
}

/** What a record is a part of, as its fields say. */
export function ownersOf(model: Model, record: RecordRow): RecordName[] {
  return model.references.flatMap(({ field, definition }) => {
    const id = record[field];
    return definition.partOf === true && typeof id === 'string' ? [{ modelName: definition.model, modelId: id }] : [];
  });
}
