import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { newLeaseOwner } from '../../../../src/main/store/lease-owner.ts';
import { openTestStore } from '../../../support/open-test-store.ts';

const soon = 1000;

test('only one of several holds the lease, until it gives it back or it runs out (I8)', async () => {
  const { sync } = await openTestStore();
  expect(sync.takeLease('a', 0, soon)).toBe(true);
  expect(sync.takeLease('b', 0, soon)).toBe(false);
  expect(sync.takeLease('a', 500, 500 + soon)).toBe(true);
  expect(sync.takeLease('b', soon, 2 * soon)).toBe(false);
  expect(sync.takeLease('b', 500 + soon, 3 * soon)).toBe(true);
  sync.releaseLease('b');
  expect(sync.takeLease('a', 0, soon)).toBe(true);
});

test('the lease of a process of this computer that is gone is taken at once', async () => {
  const { sync } = await openTestStore();
  const { pid } = spawnSync(process.execPath, ['--version']);
  expect(sync.takeLease(`${hostname()}/${pid}/killed`, 0, soon)).toBe(true);
  expect(sync.takeLease(newLeaseOwner(), 0, soon)).toBe(true);
});

test.each([
  ['of another computer', `another-${hostname()}/999999999/x`],
  ['with our own number', `${hostname()}/${process.pid}/x`],
  ['that lives', `${hostname()}/${process.ppid}/x`],
])('the lease of a process %s runs out by itself', async (_which, owner) => {
  const { sync } = await openTestStore();
  expect(sync.takeLease(owner, 0, soon)).toBe(true);
  expect(sync.takeLease(newLeaseOwner(), 0, soon)).toBe(false);
});
