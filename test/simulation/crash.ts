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

export function createFaultPoint(onKilled: () => void): FaultPoint {
  let left = Number.POSITIVE_INFINITY;
  let dead = false;
  const point: FaultPoint = {
    diskFull: false,
    get dead() {
      return dead;
    },
    killIn(statements) {
      left = statements;
    },
    die() {
      dead = true;
    },
    wrap:
      (prepare) =>
      <Row>(sql: string) => {
        const statement = prepare<Row>(sql);
        const guard = (): void => {
          if (dead) throw new Killed();
          left -= 1;
          if (left <= 0) {
            dead = true;
            onKilled();
            throw new Killed();
          }
          if (point.diskFull && writes.test(sql))
            throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
        };
        return new Proxy(statement, {
          get(target, name) {
            const value: unknown = Reflect.get(target, name, target);
            if (typeof value !== 'function') return value;
            return (...args: unknown[]): unknown => {
              guard();
              return Reflect.apply(value, target, args);
            };
          },
        });
      },
  };
  return point;
}
