import type { PullAnswer, PullQuery } from '../../../shared/protocol/pull.ts';
import { MasterError } from '../../master-client/master-error.ts';
import { pause } from '../../timers.ts';
import { createBackoff } from '../backoff.ts';
import type { EnginePorts } from '../ports.ts';
import type { RunContext } from '../run-context.ts';
import { checkPage } from './check-page.ts';

export type PullPorts = Pick<EnginePorts, 'store' | 'clock' | 'timers' | 'random'>;

type Fetched = { readonly ok: true; readonly page: PullAnswer } | { readonly ok: false; readonly error: unknown };

const fullPage = 1000;
const smallestPage = 20;
const triesPerPage = 3;

/**
 * Reads the feed from the cursor to its head; the next page is fetched while one is applied. The first load takes only the newest state of each record and goes
 * on where it stopped; then the feed is followed change by change.
 * @param onPulled told how many entries have been taken so far
 * @throws MasterError when the feed cannot be read further; what was applied stays, and the cursor with it
 */
export async function pullAll(ports: PullPorts, run: RunContext, onPulled: (total: number) => void): Promise<void> {
  const { store } = ports;
  let pageSize = fullPage;
  let pulled = 0;

  /** @param told the mark of the page before, which is not written down yet: a head office that was put back since must be noticed (I17) */
  async function fetchPage(after: number, mode: PullQuery['mode'], told?: string): Promise<PullAnswer> {
    const backoff = createBackoff({ random: ports.random, leastMs: 200, mostMs: 5000 });
    for (;;) {
      const sentAt = ports.clock.now();
      const { positions, marks } = store.facts();
      try {
        const page = await run.link.client.pull(
          {
            after,
            limit: pageSize,
            mode,
            epoch: run.epoch,
            installationId: run.link.installationId,
            known: positions.join(','),
            mark: told ?? marks.at(-1),
          },
          { signal: run.signal, runId: run.id },
        );
        checkPage(page, after, run.epoch);
        run.noteTime(sentAt, ports.clock.now(), page.time);
        return page;
      } catch (error) {
        const again =
          error instanceof MasterError && error.certainty === 'in-doubt' && error.retryAfterMs === undefined;
        if (
          !again ||
          error.code === 'cancelled' ||
          error.code === 'not-our-master' ||
          backoff.failures() >= triesPerPage - 1
        )
          throw error;
        // A line that breaks or crawls may carry less at a time.
        pageSize = Math.max(smallestPage, Math.floor(pageSize / 2));
        if (!(await pause(ports.timers, backoff.next(), run.stopping))) throw error;
      }
    }
  }
  /** A page that travels while another is applied; it must not reject unheard. */
  const prefetch = async (after: number, mode: PullQuery['mode'], told?: string): Promise<Fetched> => {
    try {
      return { ok: true, page: await fetchPage(after, mode, told) };
    } catch (error) {
      return { ok: false, error };
    }
  };

  const { cursor, initialLoad } = store.facts();
  let loaded = initialLoad?.done ?? 0;
  let toLoad = initialLoad?.total ?? 0;
  let mode: PullQuery['mode'] = initialLoad
    ? initialLoad.complete
      ? 'changes'
      : 'latest'
    : cursor === 0
      ? 'latest'
      : 'changes';
  let travelling: Promise<Fetched> | null = prefetch(cursor, mode);
  while (travelling) {
    const fetched: Fetched = await travelling;
    if (!fetched.ok) throw fetched.error;
    const page: PullAnswer = fetched.page;
    travelling = page.hasMore && !run.stopping.aborted ? prefetch(page.next, mode, page.mark) : null;
    // Told with the first page of a load.
    if (page.remaining !== undefined) toLoad = loaded + page.remaining;
    const total = mode === 'latest' ? Math.max(toLoad, loaded + page.changes.length) : null;
    run.progress({ toPull: total ?? pulled + page.changes.length + (page.hasMore ? page.head - page.next : 0) });
    const { mark, backedUpTo } = page;
    await store.applyFeed(page.changes, page.next, { mark, backedUpTo, whole: mode === 'latest' });
    pulled += page.changes.length;
    loaded += page.changes.length;
    onPulled(pulled);
    if (total === null) continue;
    const complete = !page.hasMore;
    store.setFacts({ initialLoad: { done: loaded, total: complete ? loaded : Math.max(total, loaded), complete } });
    if (!complete || run.stopping.aborted) continue;
    mode = 'changes';
    travelling = prefetch(page.next, mode);
  }
}
