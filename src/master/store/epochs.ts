import { z } from 'zod';
import type { IdSource } from '../../shared/ids.ts';
import type { CommonRequest } from '../../shared/protocol/rejoin.ts';
import type { Prepare } from '../../sqlite/statement-cache.ts';
import { holdsMark, sequenceOf } from './feed-mark.ts';

const epochSchema = z.object({
  epoch: z.uuid(),
  /** Up to there the feed is that of the epoch before; null where nobody knows. */
  base: z.number().int().nullable(),
  at: z.string(),
  reason: z.string(),
});
const historySchema = z.array(epochSchema);

/** Where the feed of now and that of an older epoch part, and how versions are counted (I17). All of it lives in `master_state`. */
export interface Epochs {
  known(): string | undefined;
  /** The epoch of now; made where there is none yet. */
  current(): string;
  /** Versions given from now on are above this, so that no version of an epoch that is over can be taken for one of this epoch. */
  versionFloor(): number;
  /** Begins a new one. @param base up to there the feed is known to be the same as before */
  begin(reason: string, base: number | null, now: number): string;
  /**
   * A branch has read under an epoch that this database knows nothing of: it was put back, by hand, to a copy from before that epoch. A new one begins, once,
   * or branches would be measured by what the copy says of them.
   */
  meet(epoch: string, now: number): void;
  /** The last sequence up to which a branch's feed is ours. */
  common(request: CommonRequest): number;
  backedUpTo(): number | null;
  noteBackup(sequence: number): void;
}

export function createEpochs(prepare: Prepare, newId: IdSource): Epochs {
  const read = (key: string): string | undefined =>
    prepare<{ value: string }>('select value from master_state where key = ?').get(key)?.value;
  const write = (key: string, value: string): void => {
    prepare(
      'insert into master_state (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
    ).run(key, value);
  };
  const history = (): z.infer<typeof historySchema> => historySchema.parse(JSON.parse(read('epochs') ?? '[]'));
  const number = (key: string): number | null => {
    const value = read(key);
    return value === undefined ? null : z.number().int().parse(Number(value));
  };

  function current(): string {
    const known = read('epoch');
    if (known !== undefined) return known;
    const first = newId();
    write('epoch', first);
    write('epochs', JSON.stringify([{ epoch: first, base: 0, at: new Date(0).toISOString(), reason: 'first' }]));
    return first;
  }
  function note(epoch: string, base: number | null, reason: string, now: number): void {
    write('epochs', JSON.stringify([...history(), { epoch, base, at: new Date(now).toISOString(), reason }]));
  }
  const versionFloor = (): number => number('version_floor') ?? 0;

  function begin(reason: string, base: number | null, now: number): string {
    current();
    const epoch = newId();
    note(epoch, base, reason, now);
    write('epoch', epoch);
    // By the clock, so that two epochs that both follow the same backup have different ones; and above every version that was given here. Never further ahead
    // than that: a copy that is put back knows nothing of it, and its next epoch would begin below.
    const given =
      prepare<{ version: number | null }>('select max(version) as version from record_versions').get()?.version ?? 0;
    write('version_floor', String(Math.max(now, versionFloor() + 1, given + 1)));
    // What they were known by was forgotten with the rest, and a branch may have rejoined since (I18): the first to send is believed.
    prepare('update branches set position = null, installation_id = null, own_after = null').run();
    return epoch;
  }

  return {
    known: () => read('epoch'),
    current,
    versionFloor,
    begin,
    meet(epoch, now) {
      current();
      if (history().some((item) => item.epoch === epoch)) return;
      note(epoch, null, 'of a database that this copy has replaced', now);
      begin('put back to a copy from before an epoch that a branch knows', null, now);
    },
    common({ epoch, marks }) {
      const epochs = history();
      const theirs = epochs.findIndex((item) => item.epoch === epoch);
      const since = epochs.slice(theirs + 1).map((item) => item.base);
      const bases = since.filter((base) => base !== null);
      if (theirs >= 0 && since.length > 0 && bases.length === since.length) return Math.min(...bases);
      return Math.max(0, ...marks.filter((mark) => holdsMark(prepare, mark)).map(sequenceOf));
    },
    backedUpTo: () => number('backed_up_to'),
    noteBackup: (sequence) => write('backed_up_to', String(sequence)),
  };
}
