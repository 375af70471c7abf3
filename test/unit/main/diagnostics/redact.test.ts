import { describe, expect, it } from 'vitest';
import { redact, redactLine, redactLog, redactValue } from '../../../../src/main/diagnostics/redact.ts';

describe('what support gets to read', () => {
  it.each([
    ['Customer refused: "Ada Lovelace" has the name already.', 'Ada'],
    ['sent to ada.lovelace@example.org', 'ada.lovelace'],
    ['authorization: Bearer abc.def.ghi', 'abc.def'],
    ['{"token":"s3cr3t"}', 's3cr3t'],
    ['the code ABCD-EFGH-2345 was used', 'ABCD'],
    ['https://user:pass@head-office.example', 'pass'],
    ['Customer refused: "Ada\nLovelace" has the name already.', 'Lovelace'],
    ['Customer refused: "Ada "the Countess" Lovelace" has the name already.', 'Countess'],
    [`Customer refused: "${'Ada '.repeat(200)}Lovelace" has the name already.`, 'Lovelace'],
    ['Customer refused: "Ada Lovelace', 'Lovelace'],
    ['Refusé : « Ada Lovelace » existe déjà.', 'Lovelace'],
    ['notes: sealed:v1:q83vASNFZ4mrze8', 'q83v'],
    ['the token is Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6', 'Zm9v'],
    ['kept Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6 for later', 'Zm9v'],
    ['scrypt 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', '9f86d0'],
    ["ENOENT: no such file, open '/home/adalovelace/synclog/secrets.json'", 'adalovelace'],
    ['C:\\Users\\adalovelace\\AppData', 'adalovelace'],
    ['password="two words"', 'words'],
  ])('leaves out what is private in: %s', (text, hidden) => {
    expect(redact(text)).not.toContain(hidden);
  });

  it('keeps what explains a fault', () => {
    const line = '[2026-11-24] [warn] A batch failed as a whole {"run":"0192","code":"master-failed","changes":12}';
    expect(redactLine(line)).toBe(line);
    for (const text of [
      '/srv/synclog/data/of-the-branch/at-the-harbour/branch.sqlite',
      '2026-11-23T08:09:53.123Z-0000-01890a5d-ac96-774b-bcce-b302099a8057',
      'src/main/master-client/http-exchange.ts:120:11',
    ])
      expect(redact(text)).toBe(text);
    expect(redactValue({ error: { code: 'timeout', message: 'Head office did not answer in time.' } })).toEqual({
      error: { code: 'timeout', message: 'Head office did not answer in time.' },
    });
  });

  it('leaves out values by their names, whatever they look like', () => {
    const kept = {
      token: 'short',
      pin: '1234',
      salt: 'abc',
      hash: 'def',
      logKey: 'ghi',
      model_name: 'Customer',
      code: 'x',
    };
    expect(redactValue(kept)).toEqual({
      token: '…',
      pin: '…',
      salt: '…',
      hash: '…',
      logKey: '…',
      model_name: 'Customer',
      code: 'x',
    });
    expect(redactLine('[2026-11-24] [warn] Kept {"token":"short","n":1}')).toBe(
      '[2026-11-24] [warn] Kept {"token":"…","n":1}',
    );
  });

  it('takes the lines of one entry as one, and leaves out an entry whose beginning is not there', () => {
    const lines = [
      'Lovelace" has the name.',
      '[2026-11-24 08:00:00.000] [error] Refused: "Ada',
      'Lovelace" has the name.',
      '[2026-11-24 08:00:01.000] [info]  Done {"n":1}',
    ];
    expect(redactLog(lines)).toEqual([
      '[2026-11-24 08:00:00.000] [error] Refused: "…" has the name.',
      '[2026-11-24 08:00:01.000] [info]  Done {"n":1}',
    ]);
  });
});
