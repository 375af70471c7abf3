import type { Knex } from 'knex';
import type { Migration } from '../migration.ts';

/** One statement each: the driver takes no more than one at a time. */
const statements = [
  `create table sync_logs (
    id integer primary key autoincrement,
    model_name text not null,
    model_id text not null,
    action text not null check (action in ('create', 'update', 'delete')),
    sync_status text not null check (sync_status in ('pending', 'syncing', 'completed', 'failed')),
    sync_attempts integer not null default 0,
    last_sync_attempt text,
    error_message text,
    error_code text,
    error_field text,
    data text,
    change_id text not null,
    changed_fields text,
    transaction_id text,
    base_version integer,
    payload_version integer not null,
    hlc text not null,
    resolves text,
    in_doubt integer not null default 0,
    next_attempt_at text,
    held_by integer,
    receipt text,
    created_at text not null,
    updated_at text not null
  )`,
  // I2: at most one open log per record that can still take up an edit.
  `create unique index sync_logs_one_open on sync_logs (model_name, model_id) where sync_status = 'pending' and in_doubt = 0`,
  // The queue, in order. Queries must repeat the condition word for word, or SQLite walks the table instead.
  `create index sync_logs_queue on sync_logs (id) where sync_status = 'pending'`,
  // What is on its way, in doubt or refused: few rows, so that an ordinary save pays nothing for it.
  `create index sync_logs_unsettled on sync_logs (model_name, model_id)
    where sync_status = 'syncing' or sync_status = 'failed' or in_doubt = 1`,
  `create index sync_logs_transaction on sync_logs (transaction_id) where sync_status = 'pending' and transaction_id is not null`,
  // What was refused together. Without it, trying a hundred thousand refused changes again looks through all of them for each one.
  `create index sync_logs_refused_group on sync_logs (transaction_id) where sync_status = 'failed' and transaction_id is not null`,
  // What was set aside until a certain time.
  `create index sync_logs_aside on sync_logs (next_attempt_at) where next_attempt_at is not null`,
  // How many logs of each kind are in each block of ids (block = id / 256): kept in the same transaction as the logs, so that a filter of the Sync log counts a
  // million rows, and finds the ones in their middle, by adding some thousand numbers up.
  `create table sync_log_blocks (
    block integer not null,
    model_name text not null,
    action text not null,
    sync_status text not null,
    logs integer not null,
    -- the sum of their ids: of one log alone its id, so that what is rare is found without reading its block
    ids integer not null,
    primary key (block, model_name, action, sync_status)
  ) without rowid`,
  // The history of a record, and parts of ids that people look for.
  `create index sync_logs_model_id on sync_logs (model_id)`,
  // created_at grows with the id, so that a date is found by halving the ids and needs no index; but for the rows before which the clock was put back.
  `create table sync_log_jumps (id integer primary key)`,
  `create index sync_logs_held on sync_logs (held_by) where held_by is not null`,
  // Kept in the same transaction as the rows they count, so that counting a million rows costs nothing.
  `create table sync_counters (
    id integer primary key check (id = 1),
    pending integer not null default 0,
    syncing integer not null default 0,
    completed integer not null default 0,
    failed integer not null default 0
  )`,
  `insert into sync_counters (id) values (1)`,
  // How much happened in each hour (since 1970, UTC): kept like the counters, because no plot may read the whole log.
  `create table sync_activity (
    hour integer primary key,
    recorded integer not null default 0,
    confirmed integer not null default 0
  )`,
  // The master's newest version of each record that this branch knows of, and the version whose every field a person here can have seen: what a new edit
  // is based on. Less than the former while head office holds something else than is shown here (I14).
  `create table sync_records (
    model_name text not null,
    model_id text not null,
    version integer not null,
    seen integer not null,
    -- where the feed has that version; a head office that was put back to before it has lost it (I17)
    sequence integer not null default 0,
    primary key (model_name, model_id)
  ) without rowid`,
  // Changes that no backup of head office is known to hold yet: enough to send them again just as they were (I17).
  `create table sync_unbacked (
    model_name text not null,
    model_id text not null,
    sequence integer not null,
    transaction_id text,
    changed_fields text,
    hlc text not null,
    primary key (model_name, model_id, sequence)
  ) without rowid`,
  // What head office holds of a record whose unsent edit was kept over it: taken when the edit turns out to be older than that.
  `create table sync_shadows (
    model_name text not null,
    model_id text not null,
    version integer not null,
    entry text not null,
    primary key (model_name, model_id)
  ) without rowid`,
  // I16: values that lost against another person's, and what was given up for head office's version: kept, so that nothing typed is lost.
  `create table sync_conflicts (
    id text primary key,
    model_name text not null,
    model_id text not null,
    kind text not null check (kind in ('fields', 'delete-update', 'given-up', 'repaired')),
    rule text,
    title text not null,
    at text not null,
    state text not null check (state in ('open', 'resolved')),
    content text not null,
    resolved_at text,
    resolved_by text
  )`,
  `create index sync_conflicts_open on sync_conflicts (model_name, model_id) where state = 'open'`,
  `create index sync_conflicts_at on sync_conflicts (at)`,
  `create index sync_conflicts_record on sync_conflicts (model_name, model_id)`,
  `create table sync_state (key text primary key, value text not null) without rowid`,
  // I8: one sync at a time per store, across processes.
  `create table sync_lease (
    id integer primary key check (id = 1),
    owner text not null,
    expires_at integer not null
  )`,
  `create table sync_runs (
    id text primary key,
    cause text not null,
    outcome text not null,
    started_at text not null,
    ended_at text not null,
    pushed integer not null,
    refused integer not null,
    pulled integer not null,
    error_code text,
    error_message text
  )`,
  `create index sync_runs_ended on sync_runs (ended_at)`,
  // Sales that are being made: of this computer alone, and no records until they are saved.
  `create table sale_drafts (
    id text primary key,
    content text not null,
    kept_at text not null
  ) without rowid`,
  // Models and columns of a newer master, kept until this app is upgraded.
  `create table parked_changes (
    sequence integer primary key,
    model_name text not null,
    model_id text not null,
    -- JSON list of the columns that were not known; null = the model was not
    unknown text,
    entry text not null
  )`,
];

export const createSyncTables: Migration = {
  name: 'branch-0001-create-sync-tables',
  async up(knex: Knex) {
    for (const statement of statements) await knex.raw(statement);
  },
};
