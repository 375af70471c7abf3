import { isoTime } from '../../../shared/clock.ts';
import { MasterError } from '../../master-client/master-error.ts';
import type { EnginePorts } from '../ports.ts';
import type { RunContext } from '../run-context.ts';
import type { Settlement, Told } from '../sync-store.ts';
import type { Group } from './groups.ts';
import { matchResults } from './match-results.ts';

export type PostOutcome =
  | { readonly ok: true; readonly settlements: Settlement[]; readonly told: Told }
  | { readonly ok: false; readonly error: MasterError };

/**
 * Sends groups once. Never rejects for what the line or the master does, so that it can be left travelling while other work is done.
 * @param mark what an answer has just told and is not written down yet: a head office that was put back since must not be spoken to as if nothing had been (I17)
 */
export async function postGroups(
  ports: Pick<EnginePorts, 'clock' | 'store'>,
  run: RunContext,
  groups: readonly Group[],
  mark = ports.store.facts().marks.at(-1),
): Promise<PostOutcome> {
  const items = groups.flat();
  const position = ports.store.nextPosition();
  try {
    const answer = await run.link.client.push(
      {
        installationId: run.link.installationId,
        epoch: run.epoch,
        sentAt: isoTime(ports.clock.now()),
        position,
        mark,
        changes: items.map((item) => item.change),
      },
      { signal: run.signal, runId: run.id },
    );
    const { mark: told, backedUpTo } = answer;
    return {
      ok: true,
      settlements: matchResults(items, answer, run.epoch),
      told: { position: position.next, mark: told, backedUpTo },
    };
  } catch (error) {
    if (error instanceof MasterError) return { ok: false, error };
    throw error;
  }
}
