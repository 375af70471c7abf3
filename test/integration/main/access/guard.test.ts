import { onTestFinished, describe, expect, it } from 'vitest';
import { openBranch } from '../../../../src/main/branch/open-branch.ts';
import { createDispatcher, type Dispatch } from '../../../../src/main/ipc/dispatch.ts';
import { silentLogger } from '../../../../src/main/logger.ts';
import type { IpcChannel } from '../../../../src/shared/ipc/contract.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

async function openLocked(host: 'browser' | 'cli' = 'browser'): Promise<Dispatch> {
  const branch = await openBranch({ dataDir: tempFolder(), host });
  onTestFinished(() => branch.close());
  const dispatch = createDispatcher(branch.handlers, silentLogger);
  await dispatch('records.save', { model: 'Customer', data: { name: 'Ada', phone: '555' } });
  await dispatch('access.setPin', { pin: '4711' });
  await dispatch('access.lock', {});
  return dispatch;
}

const value = async (dispatch: Dispatch, channel: IpcChannel, input: unknown): Promise<unknown> => {
  const answer = await dispatch(channel, input);
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return answer.value;
};

describe('a branch that is locked', () => {
  it('goes on recording: records and sales are for everyone', async () => {
    const dispatch = await openLocked();
    await value(dispatch, 'records.save', { model: 'Customer', data: { name: 'Grace' } });
    expect(await value(dispatch, 'records.list', { model: 'Customer' })).toMatchObject({ total: 2 });
    expect(await value(dispatch, 'sync.status', {})).toMatchObject({ counts: { pending: 2 } });
  });

  it('shows that something changed, and not what', async () => {
    const dispatch = await openLocked();
    const customers = await value(dispatch, 'records.list', { model: 'Customer' });
    const { rows } = customers as { rows: { record: { id: string } }[] };
    await value(dispatch, 'records.remove', { model: 'Customer', id: rows[0]?.record.id });
    await value(dispatch, 'records.save', { model: 'Customer', data: { name: 'Grace' } });
    const listed = await value(dispatch, 'logs.list', {});
    expect(listed).toMatchObject({ rows: [{ model_name: 'Customer', data: null }] });
  });

  it.each([
    ['logs.get', { id: 1 }],
    ['logs.retry', {}],
    ['logs.cleanup', { days: 0 }],
    ['settings.set', { keepCompletedDays: 1 }],
    ['branch.enroll', { masterUrl: 'http://127.0.0.1:9', code: 'X' }],
  ] as const)('refuses %s until the PIN was given', async (channel, input) => {
    const dispatch = await openLocked();
    expect(await dispatch(channel, input)).toMatchObject({ ok: false, error: { code: 'pin-required' } });
    await value(dispatch, 'access.unlock', { pin: '4711' });
    const answer = await dispatch(channel, input);
    expect(answer.ok || answer.error.code).not.toBe('pin-required');
  });

  it('does not stand in the way of the command line, whose user can read the folder', async () => {
    const dispatch = await openLocked('cli');
    expect(await dispatch('logs.get', { id: 1 })).toMatchObject({ ok: true });
  });
});
