import Database from 'better-sqlite3';
import { z } from 'zod';

/** What the statements of databases cost while they are watched. */
export interface WatchedStatements {
  begin(): void;
  /** @param named files with this in their path */
  taken(named: string): {
    readonly statements: number;
    readonly micros: number;
    readonly kinds: readonly StatementKind[];
  };
  stop(): void;
}

export interface StatementKind {
  /** For example `insert products`. */
  readonly kind: string;
  readonly statements: number;
  /** By the clock: the processor's time of a thread is counted in ticks, and all of them would fall on what waits for the disk. */
  readonly micros: number;
}

const watched = ['run', 'get', 'all'] as const;
const statementSchema = z.object({ source: z.string(), database: z.object({ name: z.string() }) });
type Running = (this: unknown, ...values: unknown[]) => unknown;

/** Watches every statement of this process, whoever prepared it: the driver gives all of them one prototype. */
export function watchStatements(): WatchedStatements {
  const memory = new Database(':memory:');
  const shared = Object.getPrototypeOf(memory.prepare('select 1')) as Record<(typeof watched)[number], Running>;
  memory.close();
  const originals = watched.map((name) => [name, shared[name]] as const);
  let seen = new Map<string, { count: number; micros: number; file: string; kind: string }>();
  for (const [name, original] of originals)
    shared[name] = function run(this: unknown, ...values: unknown[]): unknown {
      const began = performance.now();
      try {
        return Reflect.apply(original, this, values);
      } finally {
        const micros = (performance.now() - began) * 1000;
        const { source, database } = statementSchema.parse(this);
        const key = `${database.name} ${source}`;
        const known = seen.get(key) ?? { count: 0, micros: 0, file: database.name, kind: kindOf(source) };
        known.count += 1;
        known.micros += micros;
        seen.set(key, known);
      }
    };
  return {
    begin() {
      seen = new Map();
    },
    taken(named) {
      const kinds = new Map<string, { statements: number; micros: number }>();
      for (const { count, micros, file, kind } of seen.values()) {
        if (!file.includes(named)) continue;
        const known = kinds.get(kind) ?? { statements: 0, micros: 0 };
        kinds.set(kind, { statements: known.statements + count, micros: known.micros + micros });
      }
      const sorted = [...kinds].map(([kind, cost]) => ({ kind, ...cost })).sort((a, b) => b.micros - a.micros);
      const sum = (of: (kind: StatementKind) => number): number => sorted.reduce((total, kind) => total + of(kind), 0);
      return { statements: sum((kind) => kind.statements), micros: sum((kind) => kind.micros), kinds: sorted };
    },
    stop() {
      for (const [name, original] of originals) shared[name] = original;
    },
  };
}

/** The verb and the table of a statement. */
function kindOf(sql: string): string {
  const verb = /^\s*(\w+)/.exec(sql)?.[1]?.toLowerCase() ?? '?';
  const table = /\b(?:from|into|update)\s+(?:or\s+\w+\s+)?[`"]?(\w+)/i.exec(sql)?.[1];
  return table === undefined || ['begin', 'commit', 'pragma'].includes(verb) ? verb : `${verb} ${table}`;
}
