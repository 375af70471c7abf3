import { z } from 'zod';

/** A copy of the branch's database that a person has made. */
export const copySchema = z.object({
  /** The whole path. */
  file: z.string(),
  at: z.iso.datetime(),
  bytes: z.number().int(),
});
export type Copy = z.infer<typeof copySchema>;

export const backupContract = {
  /** Copies the database into the data folder's `backups`, while everybody works on. */
  'backup.make': { input: z.object({}), output: copySchema },
  'backup.newest': { input: z.object({}), output: z.object({ copy: copySchema.nullable() }) },
} as const;
