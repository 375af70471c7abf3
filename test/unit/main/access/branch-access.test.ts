import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAccessFile } from '../../../../src/main/access/access-file.ts';
import { createBranchAccess } from '../../../../src/main/access/branch-access.ts';
import { lockOutMs } from '../../../../src/main/access/lock-out.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { createVirtualTime } from '../../../support/virtual-time.ts';

function setUp(dataDir = tempFolder()) {
  const time = createVirtualTime();
  const events = { changed: 0 };
  const start = () =>
    createBranchAccess({
      file: createAccessFile(dataDir),
      clock: time.clock,
      timers: time.timers,
      lockAfterMinutes: () => 10,
      changed: () => void (events.changed += 1),
    });
  return { dataDir, time, events, start, access: start() };
}

async function tryWrong(access: ReturnType<typeof setUp>['access'], times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) await expect(access.unlock('0000')).rejects.toMatchObject({ code: 'wrong-pin' });
}

describe('the branch PIN', () => {
  it('leaves everything open until there is one', () => {
    const { access } = setUp();
    expect(access.isOpen()).toBe(true);
    expect(access.state()).toEqual({ pinSet: false, unlocked: true, locksAt: null, lockedOutUntil: null });
  });

  it('opens with the PIN and with nothing else, and is kept as a hash that only this user can read', async () => {
    const { access, start, dataDir } = setUp();
    await access.setPin(null, '4711');
    const restarted = start();
    expect(restarted.isOpen()).toBe(false);
    await expect(restarted.unlock('4712')).rejects.toThrow('4 more tries');
    expect(restarted.isOpen()).toBe(false);
    expect(await restarted.unlock('4711')).toMatchObject({ pinSet: true, unlocked: true });
    expect(statSync(join(dataDir, 'access.json')).mode & 0o077).toBe(0);
    expect(JSON.stringify(createAccessFile(dataDir).read())).not.toContain('4711');
  });

  it('pauses after five wrong tries, also for the right PIN, also after a restart, and longer each time', async () => {
    const { access, start, time } = setUp();
    await access.setPin(null, '4711');
    access.lock();
    await tryWrong(access, 5);
    await expect(access.unlock('4711')).rejects.toMatchObject({ code: 'locked-out' });
    const restarted = start();
    await expect(restarted.unlock('4711')).rejects.toMatchObject({ code: 'locked-out' });
    await time.advance(60_000);
    await tryWrong(restarted, 1);
    await time.advance(60_000);
    await expect(restarted.unlock('4711')).rejects.toMatchObject({ code: 'locked-out' });
    await time.advance(60_000);
    await restarted.unlock('4711');
    expect(restarted.isOpen()).toBe(true);
    restarted.lock();
    await expect(restarted.unlock('0000')).rejects.toThrow('4 more tries');
    expect([4, 5, 6, 9, 40].map(lockOutMs)).toEqual([0, 60_000, 120_000, 900_000, 900_000]);
  });

  it('counts tries made at the same moment one by one', async () => {
    const { access } = setUp();
    await access.setPin(null, '4711');
    access.lock();
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => access.unlock('0000')));
    const codes = tries.map((result) => result.status === 'rejected' && (result.reason as { code: string }).code);
    expect(codes).toEqual([...Array(5).fill('wrong-pin'), ...Array(3).fill('locked-out')]);
  });

  it('does not keep people out for longer than the pause when the clock is set back', async () => {
    const { access, time } = setUp();
    await access.setPin(null, '4711');
    access.lock();
    await tryWrong(access, 5);
    time.jump(-365 * 86_400_000);
    const until = Date.parse(access.state().lockedOutUntil ?? '');
    expect(until - time.clock.now()).toBe(60_000);
  });

  it('locks itself after ten minutes without use, and says so', async () => {
    const { access, time, events } = setUp();
    await access.setPin(null, '4711');
    await time.advance(9 * 60_000);
    access.touch();
    await time.advance(9 * 60_000);
    expect(access.isOpen()).toBe(true);
    const before = events.changed;
    await time.advance(60_000);
    expect(access.isOpen()).toBe(false);
    expect(events.changed).toBe(before + 1);
  });

  it('is changed and removed only by who knows it', async () => {
    const { access } = setUp();
    await access.setPin(null, '4711');
    await expect(access.setPin(null, '1234')).rejects.toMatchObject({ code: 'wrong-pin' });
    await expect(access.setPin('9999', null)).rejects.toMatchObject({ code: 'wrong-pin' });
    await access.setPin('4711', '1234');
    access.lock();
    await access.unlock('1234');
    expect(await access.setPin('1234', null)).toMatchObject({ pinSet: false, unlocked: true });
  });

  it('stays shut when its file is damaged, and says how to go on', () => {
    const { dataDir, start } = setUp();
    writeFileSync(join(dataDir, 'access.json'), '{');
    expect(() => start().isOpen()).toThrow('synclog branch unpin');
    createAccessFile(dataDir).clear();
    expect(start().isOpen()).toBe(true);
  });
});
