import { MasterError, masterSentences } from '../../src/main/master-client/master-error.ts';
import type { MasterClient } from '../../src/main/master-client/master-client.ts';
import type { Master } from '../../src/master/open-master.ts';
import { SyncLogError } from '../../src/shared/errors.ts';
import { oldestProtocolVersion, protocolVersion, recordSchemaVersion } from '../../src/shared/protocol/common.ts';
import { pullAnswerSchema, type PullAnswer } from '../../src/shared/protocol/pull.ts';
import type { Seeded } from './seeded.ts';
import type { SimTime } from './sim-time.ts';

/** How badly the line between a branch and head office behaves; probabilities. */
export interface LineFaults {
  /** Nothing gets through. */
  partitioned: boolean;
  lostRequest: number;
  lostAnswer: number;
  duplicated: number;
  serverError: number;
  tooLarge: number;
  mostDelayMs: number;
}

export const perfectLine: LineFaults = {
  partitioned: false,
  lostRequest: 0,
  lostAnswer: 0,
  duplicated: 0,
  serverError: 0,
  tooLarge: 0,
  mostDelayMs: 20,
};

export interface Line {
  faults: LineFaults;
  readonly client: MasterClient;
  /** The process at the branch's end is gone: nothing of it arrives any more, and nothing reaches it. */
  cut(): void;
}

/** The master's own code behind a line that loses, delays, doubles and reorders. */
export function createLine(master: Master, branchId: string, time: SimTime, random: Seeded): Line {
  let gone = false;
  const closeStreams = new Set<() => void>();
  const line: Line = {
    faults: perfectLine,
    client: {
      health,
      enroll: () => Promise.reject(new Error('not simulated')),
      identify,
      push,
      pull,
      record,
      digests,
      events,
    },
    cut() {
      gone = true;
    },
  };
  const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

  /** Carries one exchange; the work runs at the master when the request has arrived. */
  async function carry<T>(work: () => Promise<T>): Promise<T> {
    const { faults } = line;
    if (faults.partitioned)
      throw new MasterError('unreachable', masterSentences.unreachable, { certainty: 'not-sent' });
    await time.sleep(random.int(faults.mostDelayMs + 1));
    if (gone) return never();
    if (random.chance(faults.lostRequest))
      throw new MasterError('timeout', masterSentences.timeout, { certainty: 'in-doubt' });
    if (random.chance(faults.serverError)) {
      throw new MasterError('master-failed', masterSentences.broken, { certainty: 'in-doubt', status: 500 });
    }
    if (random.chance(faults.duplicated)) time.later(random.int(5000), () => void work().catch(() => undefined));
    const answer = await work();
    await time.sleep(random.int(faults.mostDelayMs + 1));
    if (gone) return never();
    if (line.faults.partitioned || random.chance(faults.lostAnswer)) {
      throw new MasterError('timeout', masterSentences.timeout, { certainty: 'in-doubt' });
    }
    return answer;
  }

  async function health(challenge: string) {
    return await carry(async () => {
      const { masterId, epoch, publicKey } = master.identity;
      const at = new Date(master.clock.now()).toISOString();
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
        signature: master.identity.sign(challenge, at),
      };
    });
  }
  async function identify() {
    return await carry(async () => ({
      branchId,
      branchName: branchId,
      epoch: master.identity.epoch,
      head: await master.store.head(),
    }));
  }
  async function push(request: Parameters<MasterClient['push']>[0]) {
    // What is on the wire cannot change any more.
    const sent = structuredClone(request);
    return await carry(async () => {
      if (random.chance(line.faults.tooLarge) && sent.changes.length > 1) {
        throw new MasterError('too-large', masterSentences.tooLarge, { certainty: 'answered', status: 413 });
      }
      if (sent.epoch !== master.identity.epoch)
        throw new MasterError('epoch-changed', masterSentences.epochChanged, { certainty: 'answered' });
      return structuredClone(await master.push(branchId, sent));
    });
  }
  async function pull(query: Parameters<MasterClient['pull']>[0]): Promise<PullAnswer> {
    return await carry(async () => {
      const page = await master.store.readFeed({ branchId, ...query });
      const { epoch } = master.identity;
      return pullAnswerSchema.parse({
        epoch,
        time: new Date(master.clock.now()).toISOString(),
        head: page.head,
        next: page.next,
        hasMore: page.hasMore,
        ...(page.remaining === undefined ? {} : { remaining: page.remaining }),
        changes: page.entries.map((entry): unknown => JSON.parse(entry)),
      });
    });
  }
  async function record(modelName: string, modelId: string) {
    return await carry(() => master.recordFor(branchId, modelName, modelId));
  }
  async function digests() {
    return await carry(async () => ({
      epoch: master.identity.epoch,
      head: await master.store.head(),
      models: await master.store.digests(branchId),
    }));
  }
  async function events(signal: AbortSignal, listener: Parameters<MasterClient['events']>[1]): Promise<void> {
    await carry(async () => undefined);
    if (signal.aborted) throw new SyncLogError('cancelled', 'cancelled');
    await new Promise<void>((resolve, reject) => {
      const stop = master.signal.onGrown((head) => {
        if (!gone && !line.faults.partitioned)
          time.later(random.int(50), () => listener.head({ head, epoch: master.identity.epoch }));
      });
      const close = (): void => {
        stop();
        closeStreams.delete(close);
      };
      closeStreams.add(close);
      signal.addEventListener('abort', () => {
        close();
        reject(new MasterError('cancelled', masterSentences.cancelled, { certainty: 'answered' }));
      });
      listener.opened();
      void resolve;
    });
  }
  return line;
}
