import type { Knex } from 'knex';
import type { Migration } from '../migration.ts';

export const createMasterTables: Migration = {
  name: 'master-0001-create-master-tables',
  async up(knex: Knex) {
    await knex.schema.createTable('branches', (table) => {
      table.string('id', 36).primary();
      table.string('name', 200).notNullable();
      // SHA-256 of the branch's token: whoever reads the database cannot pass for a branch.
      table.string('token_hash', 64).index();
      table.string('installation_id', 36);
      table.string('app_version', 40);
      table.integer('clock_offset_ms');
      table.string('created_at', 30).notNullable();
      table.string('last_seen_at', 30);
      table.string('revoked_at', 30);
    });
    await knex.schema.createTable('enrolment_codes', (table) => {
      table.string('code_hash', 64).primary();
      table.string('branch_id', 36).notNullable();
      table.string('expires_at', 30).notNullable();
      table.string('used_at', 30);
    });
    // I7: what became of each change, kept longer than any branch can be offline.
    await knex.schema.createTable('receipts', (table) => {
      table.string('change_id', 36).notNullable();
      table.string('branch_id', 36).notNullable();
      table.bigInteger('sequence').notNullable();
      table.bigInteger('version').notNullable();
      table.string('confirmed_at', 30).notNullable();
      table.primary(['branch_id', 'change_id']);
    });
    // I12: sequences are given inside the one transaction that writes at a time, so a reader never meets a gap that is filled later.
    await knex.schema.createTable('feed', (table) => {
      table.bigInteger('sequence').primary();
      table.string('transaction_id', 36);
      table.string('model_name', 100).notNullable();
      table.string('model_id', 36).notNullable();
      table.string('action', 10).notNullable();
      table.bigInteger('version').notNullable();
      table.text('changed_fields');
      table.text('data').notNullable();
      table.string('branch_id', 36);
      // The only branch that gets it; null = all.
      table.string('audience', 36);
      // Not what the branch sent: it gets its own change back (I13).
      table.boolean('altered').notNullable();
      // The newest entry of its record.
      table.boolean('latest').notNullable();
      table.string('hlc', 120).notNullable();
      table.string('at', 30).notNullable();
    });
    await knex.raw('create index feed_latest on feed (sequence) where latest');
    await knex.schema.createTable('record_versions', (table) => {
      table.string('model_name', 100).notNullable();
      table.string('model_id', 36).notNullable();
      table.bigInteger('version').notNullable();
      table.boolean('deleted').notNullable();
      // JSON: field → [version, hybrid time, branch] of its last change; "*" stands for the fields not named.
      table.text('field_versions').notNullable();
      table.string('created_by', 36);
      table.bigInteger('sequence').notNullable();
      table.primary(['model_name', 'model_id']);
    });
    // I16: values that lost, kept to be looked at and put back.
    await knex.schema.createTable('conflicts', (table) => {
      table.string('id', 36).primary();
      table.string('model_name', 100).notNullable();
      table.string('model_id', 36).notNullable();
      table.string('change_id', 36).notNullable();
      table.string('branch_id', 36);
      table.string('kind', 20).notNullable();
      table.string('rule', 20).notNullable();
      table.text('fields').notNullable();
      table.string('at', 30).notNullable();
      table.string('resolved_at', 30);
      table.index(['model_name', 'model_id']);
    });
    await knex.schema.createTable('master_state', (table) => {
      table.string('key', 40).primary();
      table.text('value').notNullable();
    });
    await knex.schema.createTable('audit', (table) => {
      table.string('id', 36).primary();
      table.string('at', 30).notNullable();
      table.string('act', 60).notNullable();
      table.text('details').notNullable();
    });
  },
};
