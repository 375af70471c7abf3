import { gzipSync } from 'node:zlib';
import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import type { Timers } from '../../../../src/main/timers.ts';
import { newId } from '../../../../src/shared/ids.ts';
import type { PushRequest } from '../../../../src/shared/protocol/push.ts';
import { eventually } from '../../../support/eventually.ts';
import { answerJson, clientFor, openLine } from './line.ts';

/** Timers that fire by hand only. */
function handTimers() {
  const armed: { milliseconds: number; fire: () => void }[] = [];
  let all = 0;
  const timers: Timers = {
    after(milliseconds, fire) {
      const timer = { milliseconds, fire };
      armed.push(timer);
      all += 1;
      return { cancel: () => void (armed.includes(timer) && armed.splice(armed.indexOf(timer), 1)) };
    },
  };
  return { timers, armed, count: () => all };
}

function pushOf(bytes: number): PushRequest {
  return {
    installationId: newId(),
    epoch: newId(),
    sentAt: '2026-11-23T08:00:00.000Z',
    changes: [
      {
        changeId: newId(),
        transactionId: null,
        modelName: 'Product',
        modelId: newId(),
        action: 'create',
        changedFields: null,
        data: { name: 'x'.repeat(bytes) },
        baseVersion: null,
        payloadVersion: 1,
        hlc: '2026-11-23T08:00:00.000Z-0000-x',
        recordedAt: '2026-11-23T08:00:00.000Z',
      },
    ],
  };
}

test('a large push has the time that its size needs on a poor line, and twice as much after each time that it was not enough', async () => {
  const line = await openLine(() => undefined);
  const { timers, armed } = handTimers();
  const client = clientFor(line.address, { timers });
  const given: number[] = [];
  for (let tries = 0; tries < 3; tries += 1) {
    const sent = client.push(pushOf(8_000_000)).catch((error: unknown) => error);
    await eventually('it has arrived', () => line.seen.length > tries);
    given.push(armed[0]?.milliseconds ?? 0);
    armed[0]?.fire();
    expect(await sent).toMatchObject({ code: 'timeout', certainty: 'in-doubt' });
  }
  // 4 kB/s, 2 kB/s, 1 kB/s.
  expect(given[0]).toBeGreaterThan(2_000_000);
  expect(given[1]).toBeGreaterThan(4_000_000);
  expect(given[2]).toBeGreaterThan(8_000_000);
});

test('an answer is waited for while it moves, and no longer when it only drips or stops', async () => {
  let response: ServerResponse | undefined;
  const line = await openLine((_request, opened) => {
    opened.writeHead(200, { 'content-type': 'application/json' });
    opened.write('{"padding":"');
    response = opened;
  });
  const { timers, armed, count } = handTimers();
  const pulled = clientFor(line.address, { timers })
    .pull({ after: 0, limit: 10, mode: 'changes' })
    .catch((error: unknown) => error);
  await eventually('the head has come', () => count() === 2);
  response?.write('x');
  response?.write('x'.repeat(70_000));
  await eventually('it has moved', () => count() === 3);
  response?.write('x');
  expect(armed).toHaveLength(1);
  armed[0]?.fire();
  expect(await pulled).toMatchObject({ code: 'timeout' });
});

test('a small answer that unpacks without end is given up before it fills the memory', async () => {
  const bomb = gzipSync(Buffer.alloc(300_000_000, 0x20));
  const line = await openLine((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    response.end(bomb);
  });
  const { timers } = handTimers();
  const error: unknown = await clientFor(line.address, { timers })
    .identify()
    .catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'malformed-answer', certainty: 'in-doubt' });
});

test('after a push that got through, no longer is waited than its speed calls for', async () => {
  const line = await openLine((request, response) => {
    if (line.seen.length === 1) return;
    const { changes } = JSON.parse(request.body.toString()) as PushRequest;
    const at = '2026-11-23T08:00:00.000Z';
    const result = { changeId: changes[0]?.changeId, status: 'applied', sequence: 1, version: 1, confirmedAt: at };
    answerJson(response, 200, { epoch: newId(), receivedAt: at, head: 1, results: [result] });
  });
  const { timers, armed } = handTimers();
  const asked: number[] = [];
  let now = 0;
  const client = clientFor(line.address, {
    clock: { now: () => (now += 1000) },
    timers: { after: (milliseconds, fire) => (asked.push(milliseconds), timers.after(milliseconds, fire)) },
  });
  const lost = client.push(pushOf(8_000_000)).catch((error: unknown) => error);
  await eventually('it has arrived', () => line.seen.length === 1);
  armed[0]?.fire();
  await lost;
  const [first = 0] = asked.splice(0);
  await client.push(pushOf(8_000_000));
  const [second = 0] = asked.splice(0);
  await client.push(pushOf(8_000_000));
  expect(second).toBeGreaterThan(first * 1.5);
  expect(asked[0]).toBe(first);
});

test('a question with a large body has the time that its size needs too', async () => {
  const line = await openLine(() => undefined);
  const { timers, armed } = handTimers();
  const changeIds = Array.from({ length: 100_000 }, () => newId());
  const asked = clientFor(line.address, { timers })
    .receipts({ changeIds })
    .catch((error: unknown) => error);
  await eventually('it has arrived', () => line.seen.length === 1);
  expect(armed[0]?.milliseconds).toBeGreaterThan(900_000);
  armed[0]?.fire();
  expect(await asked).toMatchObject({ code: 'timeout' });
});
