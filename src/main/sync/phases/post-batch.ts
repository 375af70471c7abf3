import { isoTime } from '../../../shared/clock.ts';
import { MasterError } from '../../master-client/master-error.ts';
import type { EnginePorts } from '../ports.ts';
import type { RunContext } from '../run-context.ts';
import type { Settlement } from '../sync-store.ts';
import type { Group } from './groups.ts';
import { matchResults } from './match-results.ts';

export type PostOutcome =
  { readonly ok: true; readonly settlements: Settlement[] } | { readonly ok: false; readonly error: MasterError };

/** Sends groups once. Never rejects for what the line or the master does, so that it can be left travelling while other work is done. */
export async function postGroups(
  ports: Pick<EnginePorts, 'clock'>,
  run: RunContext,
  groups: readonly Group[],
): Promise<PostOutcome> {
  const items = groups.flat();
  try {
    const answer = await run.link.client.push(
      {
        installationId: run.link.installationId,
        epoch: run.epoch,
        sentAt: isoTime(ports.clock.now()),
        changes: items.map((item) => item.change),
      },
      { signal: run.signal, runId: run.id },
    );
    return { ok: true, settlements: matchResults(items, answer, run.epoch) };
  } catch (error) {
    if (error instanceof MasterError) return { ok: false, error };
    throw error;
  }
}
