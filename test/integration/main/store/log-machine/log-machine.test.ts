import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordRow } from '../../../../../src/shared/record.ts';
import { openTestStore } from '../../../../support/open-test-store.ts';
import { tempFolder } from '../../../../support/temp-folder.ts';
import { drain, logCommands, type Real } from './log-commands.ts';
import { createLogModel } from './log-model.ts';

const content = (records: Iterable<RecordRow>): string[] =>
  [...records].map(({ id, name, phone, notes }) => JSON.stringify({ id, name, phone, notes })).toSorted();

describe('the log, whatever happens', () => {
  it('follows its rules step by step, and head office ends with what the branch holds, field by field (I1, I2, I7, I8, I11)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(logCommands, { maxCommands: 40, size: 'max' }), async (commands) => {
        const dataDir = tempFolder();
        const model = createLogModel();
        const real: Real = {
          store: await openTestStore({ dataDir }),
          async reopen() {
            real.store.close();
            return await openTestStore({ dataDir });
          },
          travelling: undefined,
        };
        await fc.asyncModelRun(() => ({ model, real }), commands);
        await drain(model, real);
        expect(content(model.headOffice.records.values())).toEqual(content(model.records.values()));
        expect(content(real.store.repository('Customer').list())).toEqual(content(model.records.values()));
        real.store.close();
      }),
      { numRuns: 150, seed: 20261123 },
    );
  });
});
