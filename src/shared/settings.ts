import { z } from 'zod';
import { languages } from './languages.ts';

/** A newer version is a program, and only https says that it comes from there. What this computer itself serves needs none. */
const updateFeedSchema = z
  .url({ protocol: /^https?$/ })
  .refine((url) => /^https:|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/i.test(url));

/**
 * What a person can set at a branch. Kept in `settings.json` of the data folder; unknown keys are named on the screen so that a typing mistake is seen. Secrets (the
 * branch's token) are not settings.
 */
export const settingsSchema = z.strictObject({
  /** `slave` syncs with a master; `standalone` records only, and can be connected later. */
  instance: z.enum(['slave', 'standalone']).default('standalone'),
  /** A person has chosen between a branch and stand-alone; until then the app asks. Connecting answers it too. */
  welcomed: z.boolean().default(false),
  /** Base address of head office, without a trailing slash; null until connected. */
  masterUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  /** Models that stay at this branch, besides those that exclude themselves. */
  excludedModels: z.array(z.string()).default([]),
  /** Minutes between scheduled syncs. */
  syncEveryMinutes: z.number().int().min(1).max(1440).default(5),
  /** Milliseconds between a local change and the sync that sends it. */
  syncAfterChangeMs: z.number().int().min(0).max(600_000).default(1000),
  /** Completed logs older than this many days are removed by the daily cleanup at 03:00 local time. */
  keepCompletedDays: z.number().int().min(1).max(3650).default(7),
  /** Most changes in one batch. */
  batchMaxChanges: z.number().int().min(1).max(5000).default(1000),
  /** Most bytes (before compression) in one batch, unless a single group needs more. */
  batchMaxBytes: z.number().int().min(1000).max(64_000_000).default(1_000_000),
  /** Minutes without use after which what the branch PIN protects locks itself. */
  pinLocksAfterMinutes: z.number().int().min(1).max(480).default(10),
  /** Whether closing the window leaves the app in the tray; null: where this desktop has a tray. Has no effect where it has none. */
  closeToTray: z.boolean().nullable().default(null),
  /** The desktop app opens, hidden in the tray, when this user signs in. */
  startAtLogin: z.boolean().default(false),
  /** The desktop app tells of what only a person can do. */
  notifications: z.boolean().default(true),
  /** Hours without a confirmation by head office, while changes wait, after which the desktop app tells of it. */
  notifyAfterHours: z.number().int().min(1).max(720).default(24),
  /** A file of certificates (PEM) that head office's is accepted by, besides those of the system; null: none. */
  extraCaFile: z.string().min(1).max(4096).nullable().default(null),
  /** Where the desktop app looks for newer versions of itself (a folder on a web server, of this network for example); null: nowhere. */
  updateFeedUrl: updateFeedSchema.nullable().default(null),
  appearance: z.enum(['system', 'light', 'dark']).default('system'),
  language: z.enum(['system', ...languages]).default('system'),
});
export type Settings = z.infer<typeof settingsSchema>;

type Changes<S extends Readonly<Record<string, z.ZodDefault<z.ZodType>>>> = {
  readonly [K in keyof S]: z.ZodOptional<S[K] extends z.ZodDefault<infer Field> ? Field : never>;
};

/** Without their defaults: a setting that is not given stays as it is (zod would fill in the default of a field that may be missing). */
function withoutDefaults<S extends Readonly<Record<string, z.ZodDefault<z.ZodType>>>>(shape: S): Changes<S> {
  const fields = Object.entries(shape).map(([name, field]) => [name, field.unwrap().optional()]);
  return Object.fromEntries(fields) as Changes<S>;
}

const { instance: _byEnrolling, masterUrl: _byEnrollingToo, ...changeable } = settingsSchema.shape;

/** Only what a person may change on the screen; the address changes by enrolling. */
export const settingsChangeSchema = z.strictObject(withoutDefaults(changeable));

export const defaultSettings: Settings = settingsSchema.parse({});
