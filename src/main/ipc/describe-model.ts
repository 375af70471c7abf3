import type { FieldDescriptor, ModelDescriptor } from '../../shared/ipc/records.ts';
import type { Model } from '../../models/kit/define-model.ts';
import type { Field } from '../../models/kit/fields.ts';

/** What a screen must know of a model to show and edit its records. */
export function describeModel(model: Model, excluded: boolean): ModelDescriptor {
  return {
    name: model.name,
    table: model.table,
    title: [...model.title],
    fields: Object.entries(model.fields).map(([name, field]) => describeField(name, field)),
    excluded,
    appendOnly: model.appendOnly,
  };
}

function describeField(name: string, field: Field): FieldDescriptor {
  return {
    name,
    kind: field.kind,
    required: field.required ?? false,
    sensitive: field.sensitive ?? false,
    automatic: field.automatic ?? false,
    unique: field.kind === 'text' && field.unique === true,
    multiline: field.kind === 'text' && field.multiline === true,
    max: field.kind === 'text' || field.kind === 'integer' ? (field.max ?? null) : null,
    min: field.kind === 'integer' || field.kind === 'money' ? (field.min ?? null) : null,
    options: field.kind === 'choice' ? [...field.options] : [],
    model: field.kind === 'reference' ? field.model : null,
    partOf: field.kind === 'reference' && field.partOf === true,
    default: field.default ?? null,
  };
}
