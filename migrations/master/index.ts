import type { Migration } from '../migration.ts';
import { createMasterTables } from './0001-create-master-tables.ts';

/** The tables that only head office has. */
export const masterMigrations: readonly Migration[] = [createMasterTables];
