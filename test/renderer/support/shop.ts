import type { FieldDescriptor, ListedRecord, ModelDescriptor } from '../../../src/shared/ipc/records.ts';
import type { RecordRow } from '../../../src/shared/record.ts';
import { syncLogSchema, type SyncLogRow } from '../../../src/shared/sync-log.ts';

function field(name: string, kind: FieldDescriptor['kind'], more: Partial<FieldDescriptor> = {}): FieldDescriptor {
  return {
    name,
    kind,
    required: false,
    sensitive: false,
    automatic: false,
    unique: false,
    multiline: false,
    max: kind === 'text' ? 40 : null,
    min: null,
    options: [],
    model: null,
    partOf: false,
    default: null,
    ...more,
  };
}

function model(name: string, fields: readonly FieldDescriptor[], more: Partial<ModelDescriptor> = {}): ModelDescriptor {
  return {
    name,
    table: `${name.toLowerCase()}s`,
    title: [fields[0]?.name ?? ''],
    fields: [...fields],
    excluded: false,
    appendOnly: false,
    ...more,
  };
}

/** The models of a small shop, as the branch describes them. */
export const shopModels: ModelDescriptor[] = [
  model('Category', [field('name', 'text', { required: true, unique: true })]),
  model('Customer', [field('name', 'text', { required: true }), field('phone', 'text', { sensitive: true })]),
  model('Product', [
    field('name', 'text', { required: true }),
    field('sku', 'text', { required: true, unique: true }),
    field('category_id', 'reference', { model: 'Category' }),
    field('price_cents', 'money', { required: true, min: 0 }),
    field('active', 'boolean', { required: true, default: true }),
  ]),
  model(
    'StockMovement',
    [
      field('product_id', 'reference', { model: 'Product', required: true }),
      field('quantity', 'integer', { required: true }),
      field('reason', 'choice', { required: true, options: ['delivery', 'loss'] }),
    ],
    { appendOnly: true },
  ),
];

export function listed(record: RecordRow, more: Partial<ListedRecord> = {}): ListedRecord {
  const times = { created_at: '2026-11-23T08:00:00.000Z', updated_at: '2026-11-23T08:00:00.000Z' };
  return { record: { ...times, ...record }, state: 'confirmed', referenceTitles: {}, ...more };
}

export const tea = listed(
  {
    id: 'p-tea',
    name: 'Tea',
    sku: 'TEA-1',
    barcode: '4006381333931',
    category_id: 'c-hot',
    price_cents: 250,
    active: true,
  },
  { referenceTitles: { category_id: 'Hot drinks' }, stock: 5 },
);
export const coffee = listed(
  {
    id: 'p-coffee',
    name: 'Coffee',
    sku: 'COF-1',
    barcode: '4006381333948',
    category_id: null,
    price_cents: 400,
    active: true,
  },
  { stock: 3 },
);

/** A confirmed change of the tea, but for what is named. */
export function change(more: Partial<SyncLogRow>): SyncLogRow {
  return syncLogSchema.parse({
    id: 1,
    model_name: 'Product',
    model_id: 'p-tea',
    action: 'update',
    sync_status: 'completed',
    sync_attempts: 1,
    last_sync_attempt: null,
    error_message: null,
    error_code: null,
    error_field: null,
    data: null,
    change_id: '0198f6a0-0000-7000-8000-000000000000',
    changed_fields: ['name'],
    transaction_id: null,
    base_version: 1,
    payload_version: 1,
    hlc: '0',
    in_doubt: false,
    next_attempt_at: null,
    held_by: null,
    receipt: null,
    created_at: '2026-11-23T08:00:00.000Z',
    updated_at: '2026-11-23T08:00:00.000Z',
    ...more,
  });
}
