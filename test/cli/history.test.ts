import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../config/configuration.js';
import { openStores } from '../../src/stores.js';
import { lookNote } from '../../src/domain/history/look-note.js';
import { csvLine } from '../../src/cli/csv.js';
import { printHistory, type HistoryFlags } from '../../src/cli/history.js';
import { progressOf } from '../../src/cli/progress.js';
import { known } from '../../src/domain/reading.js';
import { after, DAY, HALF_HOUR } from '../../src/domain/time.js';
import { configured, enough, token } from '../config/configured.js';
import { filledThrough } from '../support/filled-history.js';
import { fakeLog } from '../support/fakes/log.js';
import { folderWith } from '../support/folder.js';
import { capped, noon, numberOf, portfolioId, portfolioOf } from '../support/looks.js';
import { story } from '../support/story.js';

const settings = `${enough.trimEnd()}
    aliases: { "+6281234560001": "=HYPERLINK(1)" }
timezone: Asia/Jakarta
`;
const numbers = [
  numberOf(1),
  numberOf(2, { name: 'Toko, "Maju"', quality: 'yellow' }),
  numberOf(3, { name: 'Toko\u001b[2J 3' }),
];

/** A store with eight days of looks and of ten people each half hour. */
async function filled(more = ''): Promise<Configuration> {
  const url = `sqlite://${join(folderWith(), 'tierwatch.sqlite')}`;
  const configuration = configured(settings + more, { ...token, STORE_URL: url });
  const told = story();
  told.sees({ numbers });
  const stores = await openStores({ url, keeping: configuration.historyKept, log: fakeLog() });
  const series = Array.from({ length: 5 * 48 }, (_, i) => ({
    at: after(noon, -5 * DAY + i * HALF_HOUR),
    recipients: 10,
  }));
  await stores.store.update(portfolioId, () => ({ state: told.state, result: undefined }));
  await filledThrough(stores).append(portfolioId, new Map([[numberOf(1).id, series]]));
  for (let at = after(noon, -4 * DAY); at <= noon; at = after(at, 2 * 60 * 60_000)) {
    const snapshot = portfolioOf({ numbers, limit: known(capped(at < noon - 2 * DAY ? 2_000 : 10_000)) });
    await filledThrough(stores).note(
      portfolioId,
      lookNote({ kind: 'seen', at, snapshot }, told.state, after(noon, -4 * DAY)),
    );
  }
  await stores.close();
  return configuration;
}

interface Printed {
  readonly code: number;
  readonly out: string;
  readonly errors: string;
}

async function printed(configuration: Configuration, flags: Partial<HistoryFlags> = {}): Promise<Printed> {
  const out: string[] = [];
  const errors: string[] = [];
  const screen = { isTerminal: false, write: () => undefined, now: () => 0 };
  const deed = printHistory({ days: 4, ...flags }, screen, noon);
  const terminal = { out: (t: string) => out.push(t), error: (t: string) => errors.push(t), width: 80 };
  const code = await deed(configuration, terminal);
  return { code, out: out.join('\n'), errors: errors.join('\n') };
}

describe('tierwatch history', () => {
  it('prints a portfolio and each of its numbers day by day; what is not on record stays empty', async () => {
    const { code, out } = await printed(await filled());
    const lines = out.split('\n');
    expect(code).toBe(0);
    expect(lines).toHaveLength(1 + 4 * 4);
    expect(lines.slice(0, 5)).toEqual([
      'portfolio,number,name,day,zone,total,peak,peak_at,limit,percent,quality',
      'Toko Maju,,,2026-11-19,Asia/Jakarta,,,,2000,,yellow',
      'Toko Maju,,,2026-11-20,Asia/Jakarta,480,490,2026-11-19T17:00:00.000Z,10000,4.9,yellow',
      'Toko Maju,,,2026-11-21,Asia/Jakarta,480,490,2026-11-20T17:00:00.000Z,10000,4.9,yellow',
      'Toko Maju,,,2026-11-22,Asia/Jakarta,240,490,2026-11-21T17:00:00.000Z,10000,4.9,yellow',
    ]);
  });

  it('prints one number as somebody types it, and lets no spreadsheet run its name', async () => {
    const configuration = await filled();
    const { out } = await printed(configuration, { number: '0812-3456-0001', days: 1 });
    expect(out.split('\n')[1]).toBe(
      "Toko Maju,'+6281234560001,'=HYPERLINK(1),2026-11-22,Asia/Jakarta,240,490,2026-11-21T17:00:00.000Z,10000,4.9,green",
    );
    const quoted = await printed(configuration, { number: '0002', days: 1 });
    expect(quoted.out).toContain('"Toko, ""Maju"""');
  });

  it('prints the same as JSON', async () => {
    const { out } = await printed(await filled(), { number: '0001', days: 2, json: true });
    expect(JSON.parse(out)).toEqual({
      rows: [
        expect.objectContaining({ day: '2026-11-21', total: 480, percent: 4.9, number: '+6281234560001' }),
        expect.objectContaining({
          day: '2026-11-22',
          name: '=HYPERLINK(1)',
          quality: 'green',
          limit: 10_000,
        }),
      ],
    });
  });

  it('says which numbers are near when none fits, and leaves with 1', async () => {
    const configuration = await filled();
    const none = await printed(configuration, { number: '+62 899 0000' });
    expect([none.code, none.out]).toEqual([1, '']);
    expect(none.errors).toContain('No number fits "+62 899 0000".');
    const several = await printed(configuration, { number: 'toko' });
    expect(several.errors).toBe(
      'Several numbers fit "toko":\n+6281234560001 =HYPERLINK(1)\n+6281234560002 Toko, "Maju"\n+6281234560003 Toko[2J 3',
    );
    expect((await printed(configuration, { portfolio: 'Nowhere' })).errors).toBe(
      'There is no portfolio "Nowhere".',
    );
  });

  it('hides numbers where they are masked', async () => {
    const { out } = await printed(await filled('maskNumbers: true\n'), { number: '0003', days: 1 });
    expect(out).not.toContain('6281234560003');
    expect(out).toContain('0003');
  });

  it('works beside a bot that holds the store, and before there is any', async () => {
    const configuration = await filled();
    const holding = await openStores({
      url: configuration.storeUrl,
      keeping: configuration.historyKept,
      log: fakeLog(),
    });
    expect((await printed(configuration)).code).toBe(0);
    await holding.close();
    const nothing = configured(settings, {
      ...token,
      STORE_URL: `sqlite://${join(folderWith(), 'none.sqlite')}`,
    });
    const { code, out } = await printed(nothing, { days: 1 });
    expect([code, out.split('\n')[1]]).toEqual([0, 'Toko Maju,,,2026-11-22,Asia/Jakarta,,,,,,unknown']);
  });
});

describe('a line of CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+62', "'+62"],
    ['-1', "'-1"],
    ['@cmd', "'@cmd"],
    ['\t=1', "'\t=1"],
    ['a=b', 'a=b'],
    ['', ''],
    ['a\nb', '"a\nb"'],
    ['=","', `"'="","""`],
  ])('takes %j', (text, wanted) => {
    expect(csvLine([text, 1, null])).toBe(`${wanted},1,`);
  });
});

describe('a progress line', () => {
  const run = (isTerminal: boolean, msPerStep: number): string => {
    let now = 0;
    let text = '';
    const screen = { isTerminal, now: () => now, write: (part: string) => (text += part) };
    const progress = progressOf(50, 'numbers', screen);
    for (let i = 0; i < 50; i += 1) {
      now += msPerStep;
      progress.step();
    }
    progress.end();
    return text;
  };

  it('comes after a second in a terminal, and is wiped at the end', () => {
    expect(run(true, 40)).toMatch(/^\r\u001b\[K25 \/ 50 numbers\r.*\r\u001b\[K$/s);
    expect(run(true, 10)).toBe('');
    expect(run(false, 1_000)).toBe('');
  });
});
