import type { ConflictDetail } from '../../../src/shared/ipc/conflicts.ts';
import { connectionStepNames } from '../../../src/shared/ipc/branch.ts';
import { checkNames } from '../../../src/shared/ipc/diagnostics.ts';
import { runCauses, type Status } from '../../../src/shared/status.ts';
import { defaultSettings } from '../../../src/shared/settings.ts';
import { logOf, runOf, statusOf, unlocked } from './branch-facts.ts';
import type { Answers } from './fake-bridge.ts';
import { change, coffee, listed, shopModels, tea } from './shop.ts';

const at = '2026-11-23T08:00:00.000Z';
const error = { code: 'timeout', message: '' };

const refused = logOf(7, {
  sync_status: 'failed',
  sync_attempts: 2,
  error_code: 'duplicate-value',
  error_field: 'sku',
  error_message: '',
  data: { name: 'Tea', sku: 'TEA-1' },
});
const held = logOf(8, { held_by: 7, sync_attempts: 1, in_doubt: true });
const confirmed = logOf(9, {
  action: 'update',
  sync_status: 'completed',
  changed_fields: ['name'],
  receipt: { sequence: 12, version: 2, confirmed_at: at },
});

const ours = { branchId: 'b-1', name: 'Harbour Street', at, action: 'update', record: tea.record } as const;
const theirs = { branchId: null, name: null, at: null, action: 'update', record: coffee.record } as const;
const conflict: ConflictDetail = {
  id: 'x-1',
  modelName: 'Product',
  modelId: 'p-tea',
  kind: 'fields',
  rule: 'last-write-wins',
  title: 'Tea',
  at,
  state: 'open',
  fields: ['name'],
  ours,
  theirs,
  resolved: null,
  unreadable: false,
  differences: [
    {
      name: 'name',
      ours: 'Tea',
      oursBy: ours,
      theirs: 'Coffee',
      theirsBy: theirs,
      winner: 'ours',
      lost: [],
      current: 'Tea',
    },
  ],
  current: tea.record,
  reason: error,
};

/** What a branch with a little of everything answers. @param status of it */
export function wholeBranch(status: Status = statusOf()): Answers {
  return {
    'access.state': () => unlocked,
    'app.info': () => ({ version: '1', host: 'browser', platform: 'linux', dataDir: '/d', warnings: [] }),
    'backup.newest': () => ({ copy: { file: '/d/1', at, bytes: 1_234_567 } }),
    'settings.get': () => ({ ...defaultSettings, instance: 'slave', welcomed: true }),
    'sync.status': () => status,
    'sync.runs': () =>
      runCauses.map((cause, index) => runOf({ id: `r-${index}`, cause, ...runsOf[index % runsOf.length] })),
    'records.models': () => shopModels,
    'records.list': ({ model }) => {
      const rows =
        model === 'Product' ? [tea, coffee] : model === 'Category' ? [listed({ id: 'c-hot', name: 'Tea' })] : [];
      return { rows, total: rows.length };
    },
    'records.get': () => ({ ...tea, state: 'refused' }),
    'records.getMany': () => [tea],
    'records.history': () => [
      change({}),
      change({ id: 2, sync_status: 'failed', error_code: 'not-allowed', error_message: '' }),
    ],
    'logs.list': () => ({ rows: [refused, held, confirmed], total: 3 }),
    'logs.causes': () => [
      { code: 'duplicate-value', model: 'Product', sentence: '', count: 12, together: 2, waiting: 3, newestId: 7 },
      { code: 'not-allowed', model: 'Category', sentence: '', count: 1, together: 0, waiting: 0, newestId: 7 },
    ],
    'logs.get': ({ id }) => ({
      log: [refused, held, confirmed].find((log) => log.id === id) ?? refused,
      title: 'Tea',
      waitingBehind: [held],
      waitingCount: 3,
    }),
    'conflicts.list': () => ({ rows: [conflict], total: 1, open: 1 }),
    'conflicts.get': () => conflict,
    'branch.checkProgress': () => null,
    'branch.verify': () => ({
      equal: false,
      settled: false,
      models: [
        {
          modelName: 'Product',
          equal: false,
          branch: { count: 2, digest: '0' },
          master: { count: 1, digest: '1' },
          differing: 1,
        },
      ],
      differences: [
        {
          modelName: 'Product',
          modelId: 'p-tea',
          title: 'Tea',
          kind: 'differs',
          fields: [{ name: 'name', branch: 'Tea', master: null }],
          unsent: true,
        },
      ],
      differenceCount: 1,
      checkedAt: at,
    }),
    'diagnostics.run': () => ({
      at,
      checks: checkNames.map((name) => ({
        name,
        outcome: 'warning',
        text: { key: `diagnostics.clock.passed`, params: { seconds: 1 } },
        remedy: { key: 'diagnostics.remedy.clock', params: {} },
      })),
      storage: { databaseBytes: 1_234_567, logRows: 12, freeBytes: 9_876_543_210, runwayDays: 12 },
      connection: connectionStepNames.map((name) => ({
        name,
        outcome: name === 'versions' ? 'failed' : 'passed',
        message: '',
        text: { key: name === 'versions' ? 'errors.upgrade-required' : 'ladder.clock.passed', params: {} },
      })),
    }),
    'diagnostics.logTail': () => ({ lines: [] }),
    'sales.findProducts': () => ({ exact: true, products: [tea] }),
    'sales.drafts': () => [],
    'sales.keepDraft': () => ({}),
  };
}

const runsOf = [
  { pushed: 3, pulled: 2, refused: 1 },
  { outcome: 'failed', error },
  { outcome: 'cancelled' },
  { outcome: 'skipped' },
  {},
] as const;
