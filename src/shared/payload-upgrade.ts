import type { RecordRow } from './record.ts';

/** Carries a record of one model from a version of the record schema to the next. */
export interface PayloadUpgrade {
  /** The version that this leads to. */
  readonly version: number;
  readonly modelName: string;
  /** Pure: the same record gives the same result, because a change that is sent again must say the same (I7). */
  readonly upgrade: (record: RecordRow) => RecordRow;
}

/** The version of the record schema that a program knows, and how older payloads get there. */
export interface RecordSchema {
  readonly version: number;
  readonly upgrades: readonly PayloadUpgrade[];
}

/** A record as it was written down under an older version, in the form of this one. */
export function upgradePayload(
  schema: RecordSchema,
  modelName: string,
  record: RecordRow,
  writtenWith: number,
): RecordRow {
  return schema.upgrades
    .filter((step) => step.modelName === modelName && step.version > writtenWith && step.version <= schema.version)
    .sort((a, b) => a.version - b.version)
    .reduce((carried, step) => step.upgrade(carried), record);
}
