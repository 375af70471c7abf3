import { Option, type Command } from 'commander';
import { z } from 'zod';
import { actions, actionSchema, syncStatuses, syncStatusSchema } from '../../shared/record.ts';
import { action, type CommandContext } from '../action.ts';
import { addDataDir, addJson, branchOptions, wholeNumber } from '../options.ts';
import { formatTable, formatTime } from '../table.ts';
import { call, withBranch } from '../with-branch.ts';
import type { Branch } from '../../main/branch/branch.ts';
import type { SyncLogRow } from '../../shared/sync-log.ts';
import type { LogFilter } from '../../shared/ipc/logs.ts';

const options = branchOptions.extend({
  status: syncStatusSchema.optional(),
  model: z.string().optional(),
  action: actionSchema.optional(),
  limit: z.number(),
});

/** The contract's most rows to a page. */
const pageSize = 1000;

export function addBranchLogs(branch: Command, context: CommandContext): void {
  addJson(addDataDir(branch.command('logs').description('list the log, newest first')))
    .addOption(new Option('--status <status>', 'only changes that are there').choices(syncStatuses))
    .option('--model <model>', 'only changes of this model, such as Product')
    .addOption(new Option('--action <action>', 'only changes of this kind').choices(actions))
    .option('--limit <n>', 'how many', wholeNumber(1, 1_000_000), 100)
    .action(
      action(context, options, async ({ options: { dataDir, limit, status, model, action: kind } }) => {
        const filter = {
          ...(status && { status }),
          ...(model !== undefined && { model }),
          ...(kind && { action: kind }),
        };
        const rows = await withBranch(dataDir, (opened) => readLogs(opened, filter, limit));
        return { value: rows, text: sayLogs(rows) };
      }),
    );
}

async function readLogs(branch: Branch, filter: LogFilter, limit: number): Promise<SyncLogRow[]> {
  const rows: SyncLogRow[] = [];
  for (;;) {
    const size = Math.min(pageSize, limit - rows.length);
    const before = rows.at(-1)?.id ?? null;
    const page = await call(branch, 'logs.list', { filter, before, limit: size, counted: false });
    rows.push(...page.rows);
    if (page.rows.length < size || rows.length >= limit) return rows;
  }
}

function sayLogs(rows: readonly SyncLogRow[]): string {
  return formatTable(
    ['ID', 'RECORDED', 'MODEL', 'RECORD', 'ACTION', 'STATUS', 'ATTEMPTS', 'REASON'],
    rows.map((row) => [
      row.id,
      formatTime(row.created_at),
      row.model_name,
      row.model_id,
      row.action,
      row.sync_status,
      row.sync_attempts,
      row.error_message ?? (row.unreadable ? 'cannot be read' : null),
    ]),
  );
}
