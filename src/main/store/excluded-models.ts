import { z } from 'zod';
import type { Model } from '../../models/kit/define-model.ts';
import type { ModelRegistry } from '../../models/kit/registry.ts';
import type { Prepare } from '../../sqlite/statement-cache.ts';
import type { RecordRow } from '../../shared/record.ts';
import type { StoreContext } from './context.ts';
import { writeFact } from './facts.ts';
import { recordChange } from './log/record-change.ts';
import type { Trx, UnitOfWork } from './unit-of-work.ts';

/** Model → since when its records stay here, ISO-8601 UTC. */
const excludedSchema = z.record(z.string(), z.string());
type Excluded = z.infer<typeof excludedSchema>;

/** Which models were to stay at this branch when it was open last, besides those that exclude themselves. */
export function stayedByChoice(prepare: Prepare, models: ModelRegistry): string[] {
  const before = read({ prepare });
  return models.all.filter((model) => !model.excluded && before[model.name] !== undefined).map(({ name }) => name);
}

/**
 * At the start: remembers which models stay at this branch. Of one that does so no longer, what was typed meanwhile is logged as what it is, an unsent change,
 * and head office's records are loaded anew, because what others changed meanwhile was passed over: else it would be shown as confirmed and sent by nobody.
 */
export function noteExcludedModels(context: StoreContext, units: UnitOfWork): void {
  const before = read(context);
  const names = context.models.all.filter((model) => context.isExcluded(model)).map(({ name }) => name);
  const again = context.models.all.filter(
    (model) => before[model.name] !== undefined && !names.includes(model.name) && context.findTable(model.name),
  );
  if (again.length === 0 && names.every((name) => before[name] !== undefined)) return;
  units.change((trx) => {
    for (const model of again) logTypedMeanwhile(context, trx, model, before[model.name] ?? '');
    if (again.length > 0) {
      writeFact(context, 'cursor', 0);
      writeFact(context, 'initialLoad', null);
    }
    write(context, Object.fromEntries(names.map((name) => [name, before[name] ?? trx.now])));
  });
}

function logTypedMeanwhile(context: StoreContext, trx: Trx, model: Model, since: string): void {
  const table = context.table(model.name);
  const rows = context
    .prepare<Record<string, string | number | null>>(
      `select ${model.columns.join(', ')} from ${model.table} where updated_at >= ?
        or not exists (select 1 from sync_records where model_name = ? and model_id = ${model.table}.id) order by created_at, id`,
    )
    .all(since, model.name);
  for (const row of rows) logWhole(context, trx, model, table.fromSql(row));
  context.logger.info('Records that stayed here are sent from now on', { model: model.name, logged: rows.length });
}

function logWhole(context: StoreContext, trx: Trx, model: Model, record: RecordRow): void {
  const modelId = String(record['id']);
  const known = context
    .prepare<{ found: 1 }>('select 1 as found from sync_records where model_name = ? and model_id = ?')
    .get(model.name, modelId);
  recordChange(
    context,
    // As old as it is: a later edit of somebody else wins against it.
    { ...trx, transactionId: null, hlc: `${String(record['updated_at'])}-0000-unknown` },
    {
      modelName: model.name,
      modelId,
      action: known ? 'update' : 'create',
      changedFields: null,
      before: record,
      fresh: false,
    },
  );
}

function read({ prepare }: Pick<StoreContext, 'prepare'>): Excluded {
  const row = prepare<{ value: string }>(`select value from sync_state where key = 'excluded'`).get();
  return row ? excludedSchema.parse(JSON.parse(row.value)) : {};
}

function write(context: StoreContext, excluded: Excluded): void {
  context
    .prepare(
      `insert into sync_state (key, value) values ('excluded', ?) on conflict (key) do update set value = excluded.value`,
    )
    .run(JSON.stringify(excluded));
}
