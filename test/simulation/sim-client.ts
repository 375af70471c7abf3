import type { HeadListener, MasterClient } from '../../src/main/master-client/master-client.ts';
import { MasterError, masterSentences } from '../../src/main/master-client/master-error.ts';
import { oldestProtocolVersion, protocolVersion } from '../../src/shared/protocol/common.ts';
import { pullAnswerSchema, pullQuerySchema } from '../../src/shared/protocol/pull.ts';
import { failsAt } from './defect.ts';
import type { Line } from './line.ts';
import type { SimMaster } from './sim-master.ts';
import type { SimTime } from './sim-time.ts';

/** A silent stream is given up after so long, as the real client does. */
const silenceMs = 60_000;

function askedToWait(): MasterError {
  return new MasterError('overloaded', masterSentences.overloaded, {
    certainty: 'answered',
    status: 429,
    retryAfterMs: 2000,
  });
}

/** What is on the wire is text, and cannot change any more. */
function overTheWire<T>(value: T): T {
  // The same value, as far as JSON can say it.
  return JSON.parse(JSON.stringify(value)) as T;
}

function failed(): MasterError {
  return new MasterError('master-failed', masterSentences.masterFailed, { certainty: 'in-doubt', status: 500 });
}

/** Head office as a branch of the simulation talks to it: the master's own code at the other end of the line. */
export function createSimClient(
  sim: SimMaster,
  line: Line,
  branchId: string,
  name: string,
  time: SimTime,
): MasterClient {
  const carry = <T>(what: string, work: () => Promise<T>): Promise<T> => line.carry(`${name} → ${what}`, work);

  return {
    enroll: () => Promise.reject(new Error('not simulated')),
    health: (challenge) =>
      carry('health', async () => {
        const { identity, clock, recordSchemaVersion } = sim.master;
        const epoch = await identity.refresh();
        const { masterId, publicKey } = identity;
        const at = new Date(clock.now()).toISOString();
        return {
          service: 'synclog-master' as const,
          masterId,
          epoch,
          time: at,
          appVersion: 'simulated',
          protocol: { oldest: oldestProtocolVersion, newest: protocolVersion },
          recordSchemaVersion,
          encodings: [],
          limits: { maxBodyBytes: 64_000_000, maxChanges: 20_000 },
          publicKey,
          signature: identity.sign(challenge, at),
        };
      }),
    identify: () =>
      carry('identify', async () => ({
        branchId,
        branchName: name,
        epoch: sim.master.identity.epoch,
        head: await sim.master.store.head(),
        position: (await sim.master.branches()).find((branch) => branch.id === branchId)?.position ?? null,
      })),
    async push(request) {
      const sent = overTheWire(request);
      return await carry(`push ${sent.changes.map((change) => change.changeId.slice(-4)).join(' ')}`, async () => {
        if (line.random.chance(line.faults.turnedAway)) {
          if (sent.changes.length === 1 || line.random.chance(0.2)) throw askedToWait();
          throw new MasterError('too-large', masterSentences.tooLarge, { certainty: 'answered', status: 413 });
        }
        const broken = sim.defect !== undefined && sent.changes.some(failsAt);
        if (broken && sim.defect === 'before') throw failed();
        const answer = overTheWire(await sim.master.push(branchId, sent));
        if (broken) throw failed();
        return answer;
      });
    },
    pull: (query) =>
      carry(`pull after ${query.after}`, async () => {
        const { clock } = sim.master;
        const page = await sim.master.pull(branchId, pullQuerySchema.parse(query));
        return pullAnswerSchema.parse({
          epoch: page.epoch,
          mark: page.mark,
          backedUpTo: page.backedUpTo,
          time: new Date(clock.now()).toISOString(),
          head: page.head,
          next: page.next,
          hasMore: page.hasMore,
          ...(page.remaining === undefined ? {} : { remaining: page.remaining }),
          changes: page.entries.map((entry): unknown => JSON.parse(entry)),
        });
      }),
    receipts: ({ changeIds }) =>
      carry('receipts', async () => ({
        epoch: sim.master.identity.epoch,
        receipts: await sim.master.store.receipts(branchId, changeIds),
      })),
    common: (request) => carry('common', () => sim.master.store.common(request)),
    rejoin: ({ installationId }) => carry('rejoin', () => sim.master.rejoin(branchId, installationId)),
    ranges: ({ ranges }) =>
      carry('ranges', async () => ({
        epoch: sim.master.identity.epoch,
        head: await sim.master.store.head(),
        ranges: await sim.master.store.ranges(branchId, ranges),
      })),
    lookup: ({ records }) => carry('lookup', async () => ({ records: await sim.master.recordsFor(branchId, records) })),
    day: ({ from, to }) =>
      carry('day', async () => ({
        epoch: sim.master.identity.epoch,
        head: await sim.master.store.head(),
        models: await sim.master.store.day(branchId, from, to),
      })),
    digests: () =>
      carry('digests', async () => ({
        epoch: sim.master.identity.epoch,
        head: await sim.master.store.head(),
        models: await sim.master.store.digests(branchId),
      })),
    async events(signal, listener) {
      await carry('events', async () => undefined);
      await listen(signal, listener);
    },
  };

  /** Tells of new heads until the stream breaks. It never ends well: the master of the simulation does not close streams. */
  async function listen(signal: AbortSignal, listener: HeadListener): Promise<void> {
    const { identity, signal: feed, store } = sim.master;
    const tell = (head: number): void => {
      if (line.gone || line.faults.partitioned) return;
      time.later(line.random.int(50), () => {
        if (!line.gone) listener.head({ head, epoch: identity.epoch });
      });
    };
    await new Promise<void>((_resolve, reject) => {
      const stopHead = feed.onGrown(tell);
      const stopDeath = sim.onDeath(() =>
        end(new MasterError('unreachable', masterSentences.broken, { certainty: 'in-doubt' })),
      );
      let lastHeard = time.now();
      let over = false;
      function end(error: MasterError): void {
        over = true;
        stopHead();
        stopDeath();
        reject(error);
      }
      function look(): void {
        if (over || line.gone) return;
        if (!line.faults.partitioned) lastHeard = time.now();
        if (time.now() - lastHeard >= silenceMs)
          end(new MasterError('timeout', masterSentences.timeout, { certainty: 'in-doubt' }));
        else time.later(silenceMs / 2, look);
      }
      signal.addEventListener('abort', () =>
        end(new MasterError('cancelled', masterSentences.cancelled, { certainty: 'answered' })),
      );
      listener.opened();
      look();
      store.head().then(tell, () => undefined);
    });
  }
}
