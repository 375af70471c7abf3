import { describe, expect, it } from 'vitest';
import { defaultMasterDb } from '../../../src/cli/default-master-db.ts';
import { sayHomeSentence, sayStatus } from '../../../src/cli/say-status.ts';
import { formatTable, formatTime } from '../../../src/cli/table.ts';
import { statusSchema, type Status } from '../../../src/shared/status.ts';
import { makeStatus } from '../main/desktop/make-status.ts';

const calm = makeStatus();

describe('sayHomeSentence', () => {
  it.each<[Partial<Status>, RegExp]>([
    [{}, /^Everything confirmed by head office at .*\d\d:\d\d:\d\d$/],
    [{ counts: { ...calm.counts, pending: 1 } }, /^1 change waiting for head office$/],
    [{ counts: { ...calm.counts, pending: 3412 } }, /^3,412 changes waiting for head office$/],
    [{ counts: { ...calm.counts, failed: 2 } }, /^2 records need you$/],
    [
      {
        connection: { state: 'unreachable', since: '2026-11-23T09:14:00.000Z', message: null },
        counts: { ...calm.counts, pending: 2 },
      },
      /^Offline since .*\. 2 changes are kept here and go out by themselves\.$/,
    ],
    [{ connection: { state: 'standalone', since: null, message: null } }, /not connected to head office/],
    [{ connection: { state: 'not-our-master', since: null, message: null } }, /in place of head office/],
  ])('%#', (part, sentence) => {
    const said = sayHomeSentence(statusSchema.parse({ ...calm, ...part }));
    expect(said).toMatch(sentence);
    expect(said).not.toMatch(/[{}]/);
  });
});

it('tells a technician more', () => {
  expect(sayStatus({ ...calm, held: 2 })).toContain('Held back     2 behind a refused change');
  expect(sayStatus({ ...calm, conflicts: 2 })).toContain('Conflicts     2 to decide');
  expect(sayStatus(calm)).not.toContain('Conflicts');
});

describe('formatTable', () => {
  it('aligns text to the left and numbers to the right', () => {
    expect(
      formatTable(
        ['NAME', 'N'],
        [
          ['a', 5],
          ['long', 12],
        ],
      ),
    ).toBe('NAME   N\na      5\nlong  12');
  });

  it('cuts long text, and lets nothing move the cursor', () => {
    expect(formatTable(['T'], [['x'.repeat(60)]]).split('\n')[1]).toHaveLength(48);
    expect(formatTable(['T'], [['a\n\u001B[2Jb']])).toBe('T\na [2Jb');
  });
});

it('names the day of a time that is not today', () => {
  const now = new Date(2026, 10, 23, 12);
  expect(formatTime(new Date(2026, 10, 23, 9, 5).toISOString(), now)).toBe('09:05:00');
  expect(formatTime(new Date(2026, 10, 22, 9, 5).toISOString(), now)).toBe('22 Nov 2026, 09:05:00');
  expect(formatTime(null)).toBe('');
});

it.each([
  ['linux', {}, '/home/a', '/home/a/.local/share/synclog-master/master.sqlite'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/home/a', '/data/synclog-master/master.sqlite'],
  ['darwin', {}, '/Users/a', '/Users/a/Library/Application Support/synclog-master/master.sqlite'],
  ['win32', { LOCALAPPDATA: 'C:\\L' }, 'C:\\a', 'C:\\L\\synclog-master\\master.sqlite'],
] as const)('head office keeps its database with the data of its user: %s', (platform, env, home, file) => {
  expect(defaultMasterDb(platform, env, home)).toBe(file);
});
