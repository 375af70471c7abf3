import { describe, expect, it } from 'vitest';
import { changeStory } from '../../../src/renderer/screens/log/change-story.ts';
import { csvCell, logFiles } from '../../../src/renderer/screens/log/log-file.ts';
import { logOf } from '../support/branch-facts.ts';

const stepsOf = (more: Parameters<typeof logOf>[1]): string[] =>
  changeStory(logOf(1, more)).map((step) => step.text.key.replace('log.story.', ''));

describe('the story of a change', () => {
  it('does not say of what was never sent that head office has refused it', () => {
    for (const code of ['change-unreadable', 'record-vanished'])
      expect(stepsOf({ sync_status: 'failed', error_code: code })).toEqual(['recorded.create', 'unsendable']);
    expect(stepsOf({ sync_status: 'failed', sync_attempts: 1, error_code: 'invalid-record' })).toEqual([
      'recorded.create',
      'sent',
      'refused',
    ]);
  });

  it('says "confirmed" only with the receipt of head office', () => {
    const receipt = { sequence: 9, version: 1, confirmed_at: '2026-11-23T08:00:05.000Z' };
    expect(stepsOf({ sync_status: 'completed', sync_attempts: 1, receipt })).toEqual([
      'recorded.create',
      'sent',
      'confirmed',
    ]);
    expect(stepsOf({ sync_status: 'completed' })).toEqual(['recorded.create', 'marked']);
  });

  it('says what a pending change waits for', () => {
    expect(stepsOf({ held_by: 3 }).at(-1)).toBe('held');
    expect(stepsOf({ in_doubt: true, sync_attempts: 1 }).at(-1)).toBe('inDoubt');
    expect(stepsOf({ next_attempt_at: '2026-11-23T09:00:00.000Z' }).at(-1)).toBe('waitsUntil');
    expect(stepsOf({ in_doubt: true, sync_attempts: 2, error_code: 'master-failed' }).at(-1)).toBe('waitsUntil');
    expect(stepsOf({}).at(-1)).toBe('waits');
  });
});

describe('an exported log', () => {
  const log = logOf(1, { title: '=HYPERLINK("x")', data: { name: 'secret' }, changed_fields: ['name', 'sku'] });

  it('holds no contents of records, in either form', () => {
    for (const file of Object.values(logFiles)) expect(file.rows([log], true)).not.toContain('secret');
  });

  it('is JSON that can be read, over several pages', () => {
    const { begin, rows, end } = logFiles.json;
    const text = begin + rows([log], true) + rows([logOf(2), logOf(3)], false) + end;
    expect(JSON.parse(text)).toMatchObject([{ id: 1, changed_fields: 'name sku' }, { id: 2 }, { id: 3 }]);
  });

  it('quotes what needs it, and lets no cell become a formula', () => {
    expect(csvCell('a "b", c')).toBe('"a ""b"", c"');
    expect(csvCell('=1+1')).toBe("'=1+1");
    expect(csvCell(-5)).toBe('-5');
    expect(csvCell(null)).toBe('');
  });
});
