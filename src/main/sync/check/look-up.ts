import type { MasterClient } from '../../master-client/master-client.ts';
import type { RecordName } from '../../../shared/record.ts';
import type { HeldRecord } from '../sync-store.ts';

const recordsPerRequest = 500;

/** Records as head office holds them, in the order asked. */
export async function lookUp(
  client: Pick<MasterClient, 'lookup'>,
  records: readonly RecordName[],
): Promise<HeldRecord[]> {
  const held: HeldRecord[] = [];
  for (let from = 0; from < records.length; from += recordsPerRequest) {
    const part = records.slice(from, from + recordsPerRequest);
    const answer = await client.lookup({
      records: part.map(({ modelName, modelId }) => ({ modelName, modelId })),
    });
    held.push(...answer.records);
  }
  return held;
}
