import { describe, expect, it } from 'vitest';
import { redact, redactLine, redactValue } from '../../../../src/main/diagnostics/redact.ts';

describe('what support gets to read', () => {
  it.each([
    ['Customer refused: "Ada Lovelace" has the name already.', 'Ada'],
    ['sent to ada.lovelace@example.org', 'ada.lovelace'],
    ['authorization: Bearer abc.def.ghi', 'abc.def'],
    ['{"token":"s3cr3t"}', 's3cr3t'],
    ['the code ABCD-EFGH-2345 was used', 'ABCD'],
    ['https://user:pass@head-office.example', 'pass'],
  ])('leaves out what is private in: %s', (text, hidden) => {
    expect(redact(text)).not.toContain(hidden);
  });

  it('keeps what explains a fault', () => {
    const line = '[2026-11-24] [warn] A batch failed as a whole {"run":"0192","code":"master-failed","changes":12}';
    expect(redactLine(line)).toBe(line);
    expect(redactValue({ error: { code: 'timeout', message: 'Head office did not answer in time.' } })).toEqual({
      error: { code: 'timeout', message: 'Head office did not answer in time.' },
    });
  });
});
