import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createTurns, type EndTurn } from '../../../src/master/turns.ts';

test('so many have a turn at once, the others wait in the order in which they came, and ending one twice lets nobody in twice', async () => {
  const turns = createTurns(2);
  const inside: string[] = [];
  const ends = new Map<string, EndTurn>();
  for (const name of ['a', 'b', 'c', 'd'])
    void turns.take().then((end) => {
      inside.push(name);
      ends.set(name, end);
    });
  await nextTurn();
  expect(inside).toEqual(['a', 'b']);
  ends.get('b')?.();
  ends.get('b')?.();
  await nextTurn();
  await nextTurn();
  expect(inside).toEqual(['a', 'b', 'c']);
  ends.get('a')?.();
  ends.get('c')?.();
  await nextTurn();
  await nextTurn();
  expect(inside).toEqual(['a', 'b', 'c', 'd']);
});
