import type { Branch } from '../../src/main/branch/branch.ts';
import { SyncLogError } from '../../src/shared/errors.ts';
import type { RecordRow } from '../../src/shared/record.ts';

interface HasBranch {
  readonly branch: Branch;
}

export async function save({ branch }: HasBranch, model: string, data: RecordRow): Promise<string> {
  return String((await branch.handlers['records.save']({ model, data }))['id']);
}

export async function find({ branch }: HasBranch, model: string, id: string): Promise<RecordRow | undefined> {
  try {
    return (await branch.handlers['records.get']({ model, id })).record;
  } catch (error) {
    // It is not there; anything else is what a test must not overlook.
    if (error instanceof SyncLogError && error.code === 'not-found') return undefined;
    throw error;
  }
}

export async function sync({ branch }: HasBranch) {
  return await branch.handlers['sync.now']({});
}
