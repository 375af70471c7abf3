import { SyncLogError } from '../../shared/errors.ts';
import { translateSqliteError } from '../../sqlite/sqlite-error.ts';
import type { StoreContext } from './context.ts';
import { createKeyChecks } from './key-checks.ts';
import { noChanges, saveCounters, type CounterChanges } from './log/counters.ts';
import { holdReleased } from './log/hold.ts';
import { nothingReleased, type Released } from './log/released.ts';
import { createTransactions, type Outlives } from './transactions.ts';

declare const writeBrand: unique symbol;
declare const applyBrand: unique symbol;

/** What both kinds of transaction carry. */
export interface Trx {
  /** When it began, ISO-8601 UTC. */
  readonly now: string;
  readonly counters: CounterChanges;
  readonly released: Released;
  /** What screens must read again once it is committed. */
  readonly topics: Set<string>;
}

export interface AwaitedReference {
  readonly model: string;
  readonly field: string;
  readonly target: string;
  readonly id: string;
  /** Which of several records given at once refers to it, from 0. */
  row?: number;
}

/** What a change is logged with. */
export interface LogTrx extends Trx {
  /** Names the changes saved together; null = they are independent of each other. */
  readonly transactionId: string | null;
  /** Hybrid time of this unit of work. */
  readonly hlc: string;
}

/** The right to change records: only a unit of work hands it out, and every change made with it is logged (I1, I4). */
export interface WriteTrx extends LogTrx {
  readonly [writeBrand]: true;
  /** References that pointed nowhere when they were saved; the record may still come in the same unit. */
  readonly awaited: AwaitedReference[];
}

/** The right to apply what head office decided, without logging it (I3). Only the pull gets it. */
export interface ApplyTrx extends Trx {
  readonly [applyBrand]: true;
}

export interface WriteOptions {
  /** The changes are committed together but travel each on its own: an import, not a business transaction. */
  readonly independent?: boolean;
}

interface Queued {
  readonly work: (trx: WriteTrx) => unknown;
  readonly options: WriteOptions;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export interface UnitOfWork {
  /**
   * Runs a synchronous unit of work and resolves when it is safe on the disk. Units queued in the same turn share one commit; when one of them fails, each
   * is run again alone, so a unit must not change anything but the database.
   */
  write<T>(work: (trx: WriteTrx) => T extends PromiseLike<unknown> ? never : T, options?: WriteOptions): Promise<T>;
  /** For the sync: a transaction on the log alone, at once. @param outlives default `power-cut` */
  change<T>(work: (trx: Trx) => T, outlives?: Outlives): T;
  /** For the pull alone: records change without being logged (I3). The work may be run twice, so it must not change anything but the database. @param outlives default `power-cut` */
  apply<T>(work: (trx: ApplyTrx) => T, outlives?: Outlives): T;
}

/** @param committed told after each commit which topics changed, and whether it was a person's change that waits to be sent */
export function createUnitOfWork(
  context: StoreContext,
  committed: (topics: ReadonlySet<string>, local: boolean) => void,
): UnitOfWork {
  const keys = createKeyChecks(context);
  const transactions = createTransactions(context);
  let queue: Queued[] = [];

  /** What is on the disk stays saved, whatever becomes of those who are told: done again or told as failed, a sale would be there twice (I8). */
  function tell(topics: ReadonlySet<string>, local: boolean): void {
    try {
      committed(topics, local);
    } catch (error) {
      context.logger.error('What follows a commit went wrong; what was saved is safe', { reason: String(error) });
    }
  }

  const begin = (): Trx => ({
    now: new Date(context.clock.now()).toISOString(),
    counters: noChanges(),
    released: nothingReleased(),
    topics: new Set(),
  });

  function translated<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      throw translateSqliteError(error) ?? error;
    }
  }

  function runTogether(batch: readonly Queued[]): unknown[] {
    const topics = new Set<string>();
    let local = false;
    const work = (): unknown[] =>
      batch.map((item) => {
        const trx: WriteTrx = Object.assign(begin(), {
          transactionId: item.options.independent ? null : context.newId(),
          hlc: context.hybridClock.stamp(),
          awaited: [],
          // The brand exists for the compiler only.
        }) as unknown as WriteTrx;
        const result = item.work(trx);
        if (result !== null && typeof result === 'object' && 'then' in result) {
          throw new Error('A unit of work must be synchronous: nothing may be awaited inside a transaction');
        }
        checkAwaited(context, trx);
        holdReleased(context, trx);
        saveCounters(context, trx.counters, trx.now);
        for (const topic of trx.topics) topics.add(topic);
        local ||= trx.topics.has('logs');
        return result;
      });
    const results = translated(() => {
      keys.require();
      return transactions.run(work);
    });
    tell(topics, local);
    return results;
  }

  function flush(): void {
    const batch = queue;
    queue = [];
    try {
      const results = runTogether(batch);
      batch.forEach((item, index) => item.resolve(results[index]));
    } catch (error) {
      const [first] = batch;
      if (first && batch.length === 1) return first.reject(error);
      for (const item of batch) {
        try {
          item.resolve(runTogether([item])[0]);
        } catch (reason) {
          item.reject(reason);
        }
      }
    }
  }

  return {
    write: <T>(work: (trx: WriteTrx) => unknown, options: WriteOptions = {}) =>
      new Promise<T>((resolve, reject) => {
        if (queue.length === 0) queueMicrotask(flush);
        // The queue holds units of every result type; this one's result goes to this one's promise.
        queue.push({ work, options, resolve: resolve as (value: unknown) => void, reject });
      }),
    change<T>(work: (trx: Trx) => T, outlives?: Outlives): T {
      const trx = begin();
      const result = translated(() =>
        transactions.run(() => {
          const value = work(trx);
          holdReleased(context, trx);
          saveCounters(context, trx.counters, trx.now);
          return value;
        }, outlives),
      );
      tell(trx.topics, false);
      return result;
    },
    apply<T>(work: (trx: ApplyTrx) => T, outlives?: Outlives): T {
      const { result, topics } = translated(() =>
        keys.runPulled(() => {
          const trx = begin() as unknown as ApplyTrx;
          return transactions.run(() => {
            const value = work(trx);
            holdReleased(context, trx);
            saveCounters(context, trx.counters, trx.now);
            return { result: value, topics: trx.topics };
          }, outlives);
        }),
      );
      tell(topics, false);
      return result;
    },
  };
}

function checkAwaited(context: StoreContext, trx: WriteTrx): void {
  for (const { model, field, target, id, row } of trx.awaited) {
    if (context.table(target).exists(id)) continue;
    throw new SyncLogError(
      'missing-reference',
      `${model} was not saved: ${field} names a ${target} that does not exist (${id}).`,
      { field, row },
    );
  }
}
