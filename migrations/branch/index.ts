import type { Migration } from '../migration.ts';
import { createSyncTables } from './0001-create-sync-tables.ts';

/** The tables that only a branch has. */
export const branchMigrations: readonly Migration[] = [createSyncTables];
