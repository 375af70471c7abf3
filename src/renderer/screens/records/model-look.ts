import type { FieldDescriptor, ListedRecord, ModelDescriptor } from '../../../shared/ipc/records.ts';
import type { Sort } from '../../components/table-column.ts';

/** The field that leads a model's rows: its title where that is a text, else what it is about (a stock movement's product). */
export function leadField(model: ModelDescriptor): FieldDescriptor | undefined {
  const title = model.fields.find((field) => field.name === model.title[0]);
  if (title?.kind === 'text') return title;
  return model.fields.find((field) => field.kind === 'reference' && field.required && !field.partOf) ?? title;
}

/** Newest first where records have a time of their own; by name where they have a name; else what changed last. */
export function defaultSort(model: ModelDescriptor): Sort {
  const time = model.fields.find((field) => field.kind === 'datetime' && field.required);
  if (time) return { key: time.name, descending: true };
  const lead = leadField(model);
  return lead?.kind === 'text' ? { key: lead.name, descending: false } : { key: 'updated_at', descending: true };
}

/** Whether a person can make one with a form: not where the program must fill something in (a sale, and its lines). */
export function canBeMade(model: ModelDescriptor): boolean {
  return !model.fields.some((field) => field.automatic && field.required && field.default === null);
}

/** Whether a saved record has anything that a person can change. */
export function canBeChanged(model: ModelDescriptor): boolean {
  return !model.appendOnly && model.fields.some((field) => !field.automatic);
}

/** A part of another record goes with that one; what is never changed is never removed. */
export function canBeRemoved(model: ModelDescriptor): boolean {
  return !model.appendOnly && !model.fields.some((field) => field.partOf && field.required);
}

/** Models whose records are parts of this model's records. */
export function partsOf(
  model: ModelDescriptor,
  models: readonly ModelDescriptor[],
): readonly { readonly model: ModelDescriptor; readonly field: FieldDescriptor }[] {
  return models.flatMap((part) =>
    part.fields
      .filter((field) => field.partOf && field.required && field.model === model.name)
      .map((field) => ({ model: part, field })),
  );
}

/** What names a record to a person. */
export function titleOf(
  model: ModelDescriptor,
  listed: ListedRecord,
  text: (field: FieldDescriptor, listed: ListedRecord) => string,
): string {
  const lead = leadField(model);
  const said = lead && text(lead, listed);
  return said || String(listed.record['id'] ?? '').slice(0, 8);
}
