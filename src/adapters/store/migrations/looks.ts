import type { Knex } from 'knex';
import { upsert } from '../upsert.js';
import type { Migration } from './migration.js';
import { objectIn, oldRows } from './old-rows.js';

type Row = readonly unknown[];

/** What looks saw beside usage, which an older version kept as text under keys. */
export const looks: Migration = {
  number: 5,
  name: 'looks',
  async run(tables) {
    await tables.schema.createTable('look_span', (table) => {
      table.text('portfolio').notNullable();
      table.text('what').notNullable();
      table.bigInteger('begins').notNullable();
      table.bigInteger('ends').notNullable();
      table.boolean('open').notNullable();
      table.primary(['portfolio', 'what', 'begins']);
    });
    await tables.schema.createTable('standing', (table) => {
      table.text('portfolio').notNullable();
      table.text('owner').notNullable();
      table.bigInteger('at').notNullable();
      table.text('quality').notNullable();
      table.text('status');
      table.bigInteger('recipients');
      table.primary(['portfolio', 'owner', 'at']);
    });
    await tables.schema.createTable('incident_trace', (table) => {
      // In the order in which they were told, which those of one instant keep.
      table.increments('place');
      table.text('portfolio').notNullable();
      table.text('id').notNullable();
      table.text('number');
      table.text('severity').notNullable();
      table.bigInteger('begins').notNullable();
      table.bigInteger('ends');
      table.unique(['portfolio', 'id']);
    });
    const old = await oldRows(tables, 'looks:');
    for (const [key, text] of old) {
      const [, kind, portfolio] =
        /^looks:(cover|latest|traces|steps):(.+?)(?::\d{4}-\d{2})?$/s.exec(key) ?? [];
      const value = objectIn(text);
      // What cannot be read stays where it is.
      if (portfolio === undefined || value === null) continue;
      if (kind === 'cover') await carrySpans(tables, portfolio, value);
      else if (kind === 'traces') await carryTraces(tables, portfolio, rowsIn(value['rows']));
      else await carrySteps(tables, portfolio, rowsIn(value['rows']));
      await tables('keyv').where({ key }).delete();
    }
  },
};

async function carrySpans(
  tables: Knex.Transaction,
  portfolio: string,
  { looked, counted, open }: Readonly<Record<string, unknown>>,
): Promise<void> {
  const rowsOf = (what: string, spans: readonly Row[]) =>
    spans.map(([begins, ends], place) => ({
      portfolio,
      what,
      begins,
      ends,
      open: what === 'looked' && open === true && place === spans.length - 1,
    }));
  const rows = [...rowsOf('looked', rowsIn(looked)), ...rowsOf('counted', rowsIn(counted))];
  await upsert(tables, 'look_span', ['portfolio', 'what', 'begins'], rows);
}

async function carrySteps(tables: Knex.Transaction, portfolio: string, rows: readonly Row[]): Promise<void> {
  const steps = rows.map(([owner, at, quality, status, recipients]) => ({
    portfolio,
    owner,
    at,
    quality,
    status,
    recipients,
  }));
  await upsert(tables, 'standing', ['portfolio', 'owner', 'at'], steps);
}

async function carryTraces(tables: Knex.Transaction, portfolio: string, rows: readonly Row[]): Promise<void> {
  const traces = rows.map(([id, number, severity, begins, ends]) => ({
    portfolio,
    id,
    number,
    severity,
    begins,
    ends,
  }));
  await upsert(tables, 'incident_trace', ['portfolio', 'id'], traces);
}

function rowsIn(value: unknown): readonly Row[] {
  return Array.isArray(value) ? value.filter((row): row is Row => Array.isArray(row)) : [];
}
