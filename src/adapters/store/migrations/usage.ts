import type { Knex } from 'knex';
import type { Migration } from './migration.js';
import { objectIn, oldRows } from './old-rows.js';

/** Usage by UTC day, which an older version kept as text under keys. */
export const usage: Migration = {
  number: 4,
  name: 'usage',
  async run(tables) {
    await tables.schema.createTable('usage_day', (table) => {
      table.text('portfolio').notNullable();
      table.text('day').notNullable();
      table.text('grain').notNullable();
      table.binary('sums').notNullable();
      table.text('numbers').notNullable();
      table.binary('peaks').notNullable();
      table.binary('counts').notNullable();
      table.primary(['portfolio', 'day']);
    });
    if (!(await tables.schema.hasTable('keyv'))) return;
    const keys = await tables('keyv')
      .where('key', '>=', 'history:day:')
      .where('key', '<', 'history:day;')
      .pluck<string[]>('key');
    for (const key of keys) {
      const [, portfolio, day] = /^history:day:(.+):(\d{4}-\d{2}-\d{2})$/s.exec(key) ?? [];
      if (portfolio !== undefined && day !== undefined) await carryOver(tables, portfolio, day);
    }
  },
};

/** Counts stood there in the same bytes as now. What cannot be read stays where it is, and is refused when it is read. */
async function carryOver(tables: Knex.Transaction, portfolio: string, day: string): Promise<void> {
  const [key, sumKey] = [`history:day:${portfolio}:${day}`, `history:sum:${portfolio}:${day}`];
  const old = await oldRows(tables, [key, sumKey]);
  const { numbers, counts, hours, totals, peaks } = objectIn(old.get(key) ?? null) ?? {};
  const grain = typeof counts === 'string' ? 'half-hour' : typeof hours === 'string' ? 'hour' : 'day';
  const fine = { 'half-hour': counts, hour: hours, day: totals }[grain];
  const sums = bytesIn(textIn(old.get(sumKey) ?? null));
  await tables('usage_day').insert({
    portfolio,
    day,
    grain,
    sums,
    numbers: JSON.stringify(numbers ?? null),
    peaks: bytesIn(grain === 'half-hour' ? '' : peaks),
    counts: bytesIn(fine),
  });
  const isSound = Array.isArray(numbers) && typeof fine === 'string' && sums.length >= 48;
  if (isSound) await tables('keyv').whereIn('key', [key, sumKey]).delete();
}

function textIn(row: string | null): unknown {
  return /"value":"([^"]*)"/.exec(row ?? '')?.[1];
}

function bytesIn(text: unknown): Buffer {
  return Buffer.from(typeof text === 'string' ? text : '', 'base64');
}
