import Database from 'better-sqlite3';
import type { Prepare } from '../../src/sqlite/statement-cache.ts';

/** What a killed process does next: nothing. */
export class Killed extends Error {
  constructor() {
    super('killed');
    this.name = 'Killed';
  }
}

/** Puts faults at the statements of one process. */
export interface FaultPoint {
  readonly wrap: (prepare: Prepare) => Prepare;
  /** The process dies at the n-th statement from now. */
  killIn(statements: number): void;
  readonly dead: boolean;
  die(): void;
  /** The disk refuses what is written, while it is so. */
  diskFull: boolean;
}

const writes = /^\s*(insert|update|delete|commit)/i;
const running: ReadonlySet<string | symbol> = new Set(['run', 'get', 'all', 'iterate']);

export function createFaultPoint(onKilled: () => void): FaultPoint {
  let left = Number.POSITIVE_INFINITY;
  let dead = false;
  function die(): void {
    if (dead) return;
    dead = true;
    onKilled();
  }
  function guard(isWrite: boolean): void {
    if (dead) throw new Killed();
    left -= 1;
    if (left <= 0) {
      die();
      throw new Killed();
    }
    if (point.diskFull && isWrite) throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
  }
  const point: FaultPoint = {
    diskFull: false,
    get dead() {
      return dead;
    },
    killIn(statements) {
      left = statements;
    },
    die,
    wrap(prepare) {
      const guarded = new Map<string, ReturnType<Prepare>>();
      return <Row>(sql: string) => {
        const known = guarded.get(sql);
        // The row's type is the caller's claim about its own SQL, as in the statement cache.
        if (known) return known as ReturnType<typeof prepare<Row>>;
        const statement = prepare<Row>(sql);
        const isWrite = writes.test(sql);
        const guardedStatement = new Proxy(statement, {
          get(target, name) {
            const value: unknown = Reflect.get(target, name, target);
            if (typeof value !== 'function') return value;
            if (!running.has(name)) return value.bind(target) as unknown;
            return (...args: unknown[]): unknown => {
              guard(isWrite);
              return Reflect.apply(value, target, args);
            };
          },
        });
        guarded.set(sql, guardedStatement);
        return guardedStatement;
      };
    },
  };
  return point;
}

/** Whether this is how a killed process's work ends. */
export function isKilled(error: unknown): boolean {
  return error instanceof Killed || (error instanceof Error && error.cause instanceof Killed);
}
