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
      // What the branch's installation last said it would be known by (I18); null = it has sent nothing yet.
      table.string('position', 36);
      // Whatever of the branch the feed has behind this sequence was made by the installation it is now, which therefore has it (I13); null = not known.
      table.bigInteger('own_after');
      table.string('app_version', 40);
      table.integer('clock_offset_ms');
      table.string('created_at', 30).notNullable();
      table.string('last_seen_at', 30);
      table.string('revoked_at', 30);
    });
    await knex.schema.createTable('enrolment_codes', (table) => {
      table.string('code_hash', 64).primary();
      table.string('branch_id', 36).notNullable().index();
      table.string('expires_at', 30).notNullable();
      table.string('used_at', 30);
      // The installation that used it, as long as it may not have heard the answer; null = nobody has, or it has been heard of, or it is void.
      table.string('used_by', 36);
    });
    // I7: what became of each change, kept longer than any branch can be offline.
    await createKeyedTable(knex, 'receipts', [
      'branch_id varchar(36) not null',
      'change_id varchar(36) not null',
      'sequence bigint not null',
      'version bigint not null',
      'status varchar(10) not null',
      // What is held now is not what was sent: a replay is told so too.
      'altered boolean not null',
      'confirmed_at varchar(30) not null',
      'primary key (branch_id, change_id)',
    ]);
    // I12: sequences are given inside the one transaction that writes at a time, so a reader never meets a gap that is filled later.
    await knex.schema.createTable('feed', (table) => {
      // SQLite keeps a table by its key only where that is called an integer, which has 64 bits there; else the key has an index of its own beside the table.
      if (isPostgres(knex)) table.bigInteger('sequence').primary();
      else table.integer('sequence').primary();
      table.string('transaction_id', 36);
      table.string('model_name', 100).notNullable();
      table.string('model_id', 36).notNullable();
      table.string('action', 10).notNullable();
      table.bigInteger('version').notNullable();
      table.text('changed_fields');
      table.text('data').notNullable();
      table.string('branch_id', 36);
      // The only branch that gets it; null = all; empty = none.
      table.string('audience', 36);
      // Not what the branch sent: it gets its own change back (I13).
      table.boolean('altered').notNullable();
      // The newest entry of its record.
      table.boolean('latest').notNullable();
      table.string('hlc', 120).notNullable();
      table.string('at', 30).notNullable();
    });
    // With all in it that says who gets an entry, counting what a branch has to load reads nothing but this index.
    await knex.raw('create index feed_latest on feed (sequence, audience, branch_id, altered) where latest');
    await createKeyedTable(knex, 'record_versions', [
      'model_name varchar(100) not null',
      'model_id varchar(36) not null',
      'version bigint not null',
      'deleted boolean not null',
      // JSON: field → [version, ranked hybrid time, branch] of its last change; "*" stands for the fields not named.
      'field_versions text not null',
      'created_by varchar(36)',
      'sequence bigint not null',
      'primary key (model_name, model_id)',
    ]);
    // I16: values that lost, kept to be looked at and put back.
    await knex.schema.createTable('conflicts', (table) => {
      table.string('id', 36).primary();
      table.string('model_name', 100).notNullable();
      table.string('model_id', 36).notNullable();
      table.string('change_id', 36).notNullable();
      table.string('branch_id', 36);
      // JSON: both sides, field by field, as it is told to the branches.
      table.text('note').notNullable();
      // JSON: the branches that are told, and where in the feed they were told last.
      table.text('told').notNullable();
      table.integer('revision').notNullable();
      table.string('at', 30).notNullable();
      table.string('resolved_at', 30);
      table.index(['model_name', 'model_id']);
      table.index(['resolved_at', 'at']);
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

/**
 * A table that is read by its key only. Written by hand because Knex cannot say WITHOUT ROWID, with which SQLite keeps such a table as one tree instead of
 * two; other databases take the same words without it.
 */
async function createKeyedTable(knex: Knex, name: string, columns: readonly string[]): Promise<void> {
  await knex.raw(`create table ${name} (${columns.join(', ')})${isPostgres(knex) ? '' : ' without rowid'}`);
}

function isPostgres(knex: Knex): boolean {
  const config: { readonly client?: unknown } = knex.client.config;
  return config.client === 'pg';
}
