import { z } from 'zod';
import { MasterError, masterSentences } from '../../src/main/master-client/master-error.ts';
import { isKilled } from './crash.ts';
import type { Seeded } from './seeded.ts';
import type { SimMaster } from './sim-master.ts';
import type { SimTime } from './sim-time.ts';

/** How badly the line between a branch and head office behaves; probabilities. */
export interface LineFaults {
  /** Nothing gets through. */
  readonly partitioned: boolean;
  readonly lostRequest: number;
  readonly lostAnswer: number;
  readonly duplicated: number;
  readonly serverError: number;
  /** A push is answered as too large, or with the request to wait. */
  readonly turnedAway: number;
  readonly mostDelayMs: number;
}

export const perfectLine: LineFaults = {
  partitioned: false,
  lostRequest: 0,
  lostAnswer: 0,
  duplicated: 0,
  serverError: 0,
  turnedAway: 0,
  mostDelayMs: 20,
};

/** The way from a branch to head office: it loses, delays, doubles and reorders. */
export interface Line {
  faults: LineFaults;
  readonly random: Seeded;
  /** The process at the branch's end is gone: nothing of it arrives any more, and nothing reaches it. */
  cut(): void;
  readonly gone: boolean;
  /** How many answers have left head office and have not arrived yet. */
  readonly answersOnTheirWay: number;
  /** Carries one exchange; the work runs at the master when the request has arrived. */
  carry<T>(name: string, work: () => Promise<T>): Promise<T>;
}

export interface LineParts {
  readonly sim: SimMaster;
  readonly time: SimTime;
  readonly random: Seeded;
  readonly trace: (line: string) => void;
}

/** What head office answers instead of taking a request: histories have parted (I17, I18), or it is too old. */
const turnedAwaySchema = z.object({
  code: z.enum(['epoch-changed', 'branch-rewound', 'clone-detected', 'upgrade-required']),
  message: z.string(),
});

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
/** So long after the first one the copy of a doubled request may arrive. */
const mostLateMs = 5000;

function unreachable(): MasterError {
  return new MasterError('unreachable', masterSentences.unreachable, { certainty: 'not-sent' });
}
function timeout(): MasterError {
  return new MasterError('timeout', masterSentences.timeout, { certainty: 'in-doubt' });
}

export function createLine({ sim, time, random, trace }: LineParts): Line {
  let gone = false;
  let answersOnTheirWay = 0;
  const line: Line = {
    faults: perfectLine,
    random,
    cut() {
      gone = true;
    },
    get gone() {
      return gone;
    },
    get answersOnTheirWay() {
      return answersOnTheirWay;
    },
    async carry<T>(name: string, work: () => Promise<T>): Promise<T> {
      const { faults } = line;
      if (faults.partitioned) throw unreachable();
      await time.sleep(random.int(faults.mostDelayMs + 1));
      if (gone) return never();
      if (!sim.alive) throw unreachable();
      if (random.chance(faults.lostRequest)) {
        trace(`${name} lost`);
        throw timeout();
      }
      if (random.chance(faults.serverError)) {
        throw new MasterError('master-failed', masterSentences.broken, { certainty: 'in-doubt', status: 500 });
      }
      if (random.chance(faults.duplicated)) {
        time.later(random.int(mostLateMs), () => {
          trace(`${name} arrives again`);
          void atMaster(work).catch(() => undefined);
        });
      }
      trace(name);
      const answer = await atMaster(work);
      answersOnTheirWay += 1;
      await time.sleep(random.int(faults.mostDelayMs + 1));
      answersOnTheirWay -= 1;
      if (gone) return never();
      if (line.faults.partitioned || random.chance(faults.lostAnswer)) {
        trace(`${name}: answer lost`);
        throw timeout();
      }
      return answer;
    },
  };

  /** What the client makes of a master that dies or fails at the request. */
  async function atMaster<T>(work: () => Promise<T>): Promise<T> {
    if (!sim.alive) throw unreachable();
    try {
      return await work();
    } catch (error) {
      if (error instanceof MasterError) throw error;
      const turnedAway = turnedAwaySchema.safeParse(error);
      if (turnedAway.success) {
        const { code, message } = turnedAway.data;
        const status = code === 'upgrade-required' ? 426 : 409;
        throw new MasterError(code, message, { certainty: 'answered', status });
      }
      if (isKilled(error)) throw new MasterError('master-failed', masterSentences.broken, { certainty: 'in-doubt' });
      if (error instanceof Error && 'code' in error && error.code === 'database-full') {
        throw new MasterError('master-failed', masterSentences.masterFailed, { certainty: 'in-doubt', status: 507 });
      }
      throw error;
    }
  }
  return line;
}
