import Database, { type Statement } from 'better-sqlite3';
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
  /** Before a statement that is not prepared. @throws Killed when the process dies at it, or is dead */
  readonly pass: () => void;
  /** The process dies at the n-th statement from now. */
  killIn(statements: number): void;
  readonly dead: boolean;
  die(): void;
  /** The disk refuses what is written, while it is so. */
  diskFull: boolean;
}

const writes = /^\s*(insert|update|delete|commit)/i;

/** A statement with something that happens before it runs. No proxy: its traps cost as much as the short ones of the hundreds of thousands that run. */
class GuardedStatement {
  readonly statement: Statement<unknown[], unknown>;
  readonly before: () => void;
  constructor(statement: Statement<unknown[], unknown>, before: () => void) {
    this.statement = statement;
    this.before = before;
  }
  run(...values: unknown[]): unknown {
    this.before();
    return this.statement.run(...values);
  }
  get(...values: unknown[]): unknown {
    this.before();
    return this.statement.get(...values);
  }
  all(...values: unknown[]): unknown {
    this.before();
    return this.statement.all(...values);
  }
  iterate(...values: unknown[]): unknown {
    this.before();
    return this.statement.iterate(...values);
  }
}

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
    pass: () => guard(false),
    wrap(prepare) {
      const guarded = new Map<string, ReturnType<Prepare>>();
      return <Row>(sql: string) => {
        const known = guarded.get(sql);
        // The row's type is the caller's claim about its own SQL, as in the statement cache.
        if (known) return known as ReturnType<typeof prepare<Row>>;
        const isWrite = writes.test(sql);
        const guardedStatement = new GuardedStatement(prepare<Row>(sql), () => guard(isWrite));
        // All that the store asks of a statement.
        const statement = guardedStatement as unknown as ReturnType<typeof prepare<Row>>;
        guarded.set(sql, statement);
        return statement;
      };
    },
  };
  return point;
}

/** Whether this is how a killed process's work ends. */
export function isKilled(error: unknown): boolean {
  return error instanceof Killed || (error instanceof Error && error.cause instanceof Killed);
}
