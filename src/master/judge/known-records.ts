import type { FieldValue, RecordRow } from '../../shared/record.ts';

/** When and by whom a field was last changed: the record's version then, the hybrid time, and the branch (null = head office). */
export type FieldVersion = readonly [version: number, hlc: string, branchId: string | null];

/** Field → its last change; `*` stands for every field that is not named. */
export type FieldVersions = Readonly<Record<string, FieldVersion>>;

/** What the master holds of a record, also when it was deleted. */
export interface KnownRecord {
  readonly record: RecordRow;
  readonly deleted: boolean;
  readonly version: number;
  readonly fieldVersions: FieldVersions;
  readonly createdBy: string | null;
  /** Its newest entry in the feed. */
  readonly sequence: number;
}

/** A record that refers to another one. */
export interface Referrer {
  readonly modelName: string;
  readonly modelId: string;
  readonly field: string;
}

/** What a judgement looks at: read in one go before it, seen through the decisions already made for the same request. */
export interface KnownRecords {
  get(modelName: string, modelId: string): KnownRecord | undefined;
  /** Another record of the model that has this value. */
  findHolder(modelName: string, field: string, value: FieldValue, exceptId: string): string | undefined;
  /** Records that refer to this one. */
  referrersOf(modelName: string, modelId: string): readonly Referrer[];
}

export function versionOf(known: KnownRecord, field: string): FieldVersion {
  return known.fieldVersions[field] ?? known.fieldVersions['*'] ?? [known.version, '', null];
}
