import type { Knex } from 'knex';
import type { Migration } from '../migration.ts';
import { addNameIndex, addRecordColumns, addReference } from './record-table.ts';

/**
 * No UNIQUE constraint on what people type: two branches may both make a SKU while offline, head office judges, and a pulled row must always fit (I15).
 * Nothing is NOT NULL that a newer version might leave out, but for keys. Foreign keys never cascade: a cascade would delete records without logging it (I4).
 */
export const createRecords: Migration = {
  name: 'records-0001-create-records',
  async up(knex: Knex) {
    await knex.schema.createTable('categories', (table) => {
      addRecordColumns(table);
      table.string('name', 120).index();
      table.text('description');
    });
    await knex.schema.createTable('products', (table) => {
      addRecordColumns(table);
      table.string('sku', 64).index();
      table.string('name', 200);
      table.string('barcode', 64).index();
      addReference(table, 'category_id', 'categories', { required: false });
      table.bigInteger('price_cents');
      table.boolean('active');
      table.text('description');
    });
    await knex.schema.createTable('customers', (table) => {
      addRecordColumns(table);
      table.string('name', 200);
      table.string('email', 254);
      table.string('phone', 40);
      table.text('address');
      table.text('notes');
    });
    await knex.schema.createTable('sales', (table) => {
      addRecordColumns(table);
      table.string('number', 40);
      addReference(table, 'customer_id', 'customers', { required: false });
      table.string('sold_at', 30).index();
      table.bigInteger('total_cents');
      table.string('payment', 20);
      table.text('note');
    });
    await knex.schema.createTable('sale_items', (table) => {
      addRecordColumns(table);
      addReference(table, 'sale_id', 'sales', { required: true });
      addReference(table, 'product_id', 'products', { required: true });
      table.integer('quantity');
      table.bigInteger('unit_price_cents');
      table.bigInteger('total_cents');
    });
    await knex.schema.createTable('stock_movements', (table) => {
      addRecordColumns(table);
      addReference(table, 'product_id', 'products', { required: true });
      addReference(table, 'sale_item_id', 'sale_items', { required: false });
      table.integer('quantity');
      table.string('reason', 20);
      table.string('moved_at', 30).index();
      table.text('note');
    });
    await knex.schema.createTable('print_jobs', (table) => {
      addRecordColumns(table);
      table.string('document', 200);
      table.integer('copies');
      table.string('state', 20);
    });
    for (const table of ['categories', 'products', 'customers']) await addNameIndex(knex, table, 'name');
    await addNameIndex(knex, 'sales', 'number');
  },
};
