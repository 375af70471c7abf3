import { describe, expect, it } from 'vitest';
import { readRecord, readRecords } from '../../../src/cli/read-records.ts';

async function* inChunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('readRecords', () => {
  it('reads an object from each line and counts empty lines, wherever the chunks break', async () => {
    const text = '{"name":"Café"}\r\n\n{"name":"Thé"}\n';
    for (const size of [1, 2, 7, 1000]) {
      expect(await readRecords(inChunks(text, size))).toEqual([
        { line: 1, values: { name: 'Café' } },
        { line: 3, values: { name: 'Thé' } },
      ]);
    }
  });

  it('reads one object over several lines', async () => {
    expect(await readRecords(inChunks('\n{\n  "name": "Tea"\n}\n', 5))).toEqual([{ line: 1, values: { name: 'Tea' } }]);
  });

  it('passes over a byte order mark', async () => {
    expect(await readRecords(inChunks('\uFEFF{"a":1}', 3))).toEqual([{ line: 1, values: { a: 1 } }]);
  });

  it.each([
    ['{"a":1}\n{"b":', 'line 2 is not JSON'],
    ['{"a":\n\n{"b":1}\n', 'line 1 is not JSON'],
    ['\n\nname,price\n', 'line 3 is not JSON'],
    ['{"a":1}\n[1]\n', 'line 2 must be an object'],
    ['"text"', 'line 1 must be an object'],
    ['', 'no record was given'],
    ['\n \n', 'no record was given'],
  ])('refuses %j', async (text, reason) => {
    await expect(readRecords(inChunks(text, 4))).rejects.toThrow(reason);
  });

  it('refuses what is not UTF-8', async () => {
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield Uint8Array.of(0x7b, 0xff, 0xfe);
    }
    await expect(readRecords(bytes())).rejects.toThrow('not UTF-8');
  });
});

describe('readRecord', () => {
  it('reads an object', () => expect(readRecord('{"a":1}')).toEqual({ a: 1 }));
  it.each(['{', '[]', '3', ''])('refuses %j', (text) => expect(() => readRecord(text)).toThrow('Nothing was saved'));
});
