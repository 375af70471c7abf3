import type { Migration } from '../migration.ts';
import { createRecords } from './0001-create-records.ts';

/** The tables of the records themselves: the same at branches and at head office. `make:model` adds to the end. */
export const recordMigrations: readonly Migration[] = [createRecords];
