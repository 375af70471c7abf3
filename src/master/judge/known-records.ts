import { isoTime } from '../../shared/clock.ts';
import { parseHybridTime } from '../../shared/hybrid-clock.ts';
import type { FieldValue, RecordName, RecordRow } from '../../shared/record.ts';

/**
 * When and by whom a field was last changed: the record's version then, the ranked hybrid time, and the installation, and its branch
 * (null = head office).
 */
export type FieldVersion = readonly [version: number, rank: string, writer: string | null, branchId: string | null];

/** Field → its last change; `*` stands for every field that is not named. */
export type FieldVersions = Readonly<Record<string, FieldVersion>>;

/** What the master holds of a record, also when it was deleted. */
export interface KnownRecord {
  /** As it is; of a deleted record, as it was. */
  readonly record: RecordRow;
  readonly deleted: boolean;
  readonly version: number;
  readonly fieldVersions: FieldVersions;
  readonly createdBy: string | null;
  /** Its newest entry in the feed; 0 = none yet. */
  readonly sequence: number;
}

/** A record that refers to another one. */
export interface Referrer {
  readonly modelName: string;
  readonly modelId: string;
  readonly field: string;
}

/** What a judgement looks at: as it was before the request, seen through the decisions already made for the same request. */
export interface KnownRecords {
  get(modelName: string, modelId: string): KnownRecord | undefined;
  /** Another record of the model that has this value. */
  findHolder(modelName: string, field: string, value: FieldValue, exceptId: string): string | undefined;
  /** Records that refer to this one; there may be many, so they are given one after another. */
  referrersOf(modelName: string, modelId: string): Iterable<Referrer>;
  /** What was removed in the same transaction as this record, the record left out; nothing where it was not removed. Some of it may have come back since. */
  removedWith(modelName: string, modelId: string): readonly RecordName[];
}

export function versionOf(known: KnownRecord, field: string): FieldVersion {
  return known.fieldVersions[field] ?? known.fieldVersions['*'] ?? [known.version, '', null, null];
}

/** Who wrote something, and when. */
export interface Writer {
  /** null = head office */
  readonly branchId: string | null;
  /** ISO-8601 UTC; null when the writer's clock was wrong. */
  readonly at: string | null;
}

export function writtenBy([, rank, , branchId]: FieldVersion): Writer {
  const wall = parseHybridTime(rank)?.wall;
  return { branchId, at: wall === undefined ? null : isoTime(wall) };
}

/** Whether this was changed since a version, by somebody else than the one who asks. */
export function changedByOther([version, , writer]: FieldVersion, base: number, asking: string | null): boolean {
  return version > base && writer !== asking;
}
