import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';
import { run } from '../../unit/cli/run.ts';

it.each([
  ['branch', ['--data-dir'], 'branch'],
  ['master', ['--db'], 'master.sqlite'],
] as const)(
  '%s resolve asks for the conflict that was named, with a side and with values',
  async (group, [option], file) => {
    const place = [option, join(tempFolder(), file)];
    const keep = group === 'branch' ? 'theirs' : 'held';
    for (const decision of [
      ['--keep', keep],
      ['--data', '{"name":"Tea"}'],
    ]) {
      const { code, err } = await run(group, 'resolve', 'c1', ...place, ...decision);
      expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('There is no conflict c1') });
    }
  },
);
