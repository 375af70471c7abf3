import { describe, expect, test } from 'vitest';
import { createLineSpeed, type LineSpeed } from '../../../../src/main/master-client/line-speed.ts';

const rawBytes = 400_000;

/** Sends bodies over a line of so many bytes per second, where compressing costs 3 ms and saves five sixths. Returns how many went compressed. */
function send(speed: LineSpeed, bodies: number, bytesPerSecond: number): number {
  let compressedBodies = 0;
  for (let index = 0; index < bodies; index += 1) {
    const compressed = speed.shouldCompress(rawBytes);
    const wireBytes = compressed ? rawBytes / 6 : rawBytes;
    const milliseconds = 14 + (compressed ? 3 : 0) + (wireBytes / bytesPerSecond) * 1000;
    speed.note({ rawBytes, wireBytes, milliseconds, compressed });
    if (compressed) compressedBodies += 1;
  }
  return compressedBodies;
}

describe('compression by the measured line', () => {
  test('never on this machine', () => {
    expect(send(createLineSpeed(true), 20, 1e9)).toBe(0);
  });

  test('an unknown line is taken for slow', () => {
    expect(createLineSpeed(false).shouldCompress(rawBytes)).toBe(true);
  });

  test('always on a slow line: not one body is spent on a trial', () => {
    expect(send(createLineSpeed(false), 1000, 250_000)).toBe(1000);
  });

  test('given up on a fast line after a trial has shown that it only costs', () => {
    const speed = createLineSpeed(false);
    send(speed, 20, 1e9);
    expect(speed.shouldCompress(rawBytes)).toBe(false);
  });

  test('taken up again when the fast line becomes slow', () => {
    const speed = createLineSpeed(false);
    send(speed, 20, 1e9);
    send(speed, 10, 250_000);
    expect(speed.shouldCompress(rawBytes)).toBe(true);
  });

  test('small bodies are never compressed and never measured', () => {
    const speed = createLineSpeed(false);
    expect(speed.shouldCompress(500)).toBe(false);
    speed.note({ rawBytes: 500, wireBytes: 500, milliseconds: 100, compressed: false });
    expect(speed.rate()).toBeNull();
  });
});
