import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfiguration } from '../../config/load.js';
import { printMistake } from '../../config/mistake.js';
import { openStores } from '../../src/stores.js';
import { lookNote } from '../../src/domain/history/look-note.js';
import { recordedSince } from '../../src/domain/history/recorded-usage.js';
import { compose, type Bot } from '../../src/compose.js';
import { filledThrough } from '../support/filled-history.js';
import type { LookNote } from '../../src/domain/history/looks.js';
import type { Locale } from '../../src/domain/route.js';
import type { NumberId } from '../../src/domain/snapshot.js';
import type { PortfolioState } from '../../src/domain/state.js';
import type { Instant } from '../../src/domain/time.js';
import type { Series } from '../../src/domain/usage.js';
import type { Log } from '../../src/ports.js';
import { countPeople } from './counted-people.js';
import { zone } from './shop.js';

/** What a bot knows when it is asked. */
export interface Knowledge {
  readonly state: PortfolioState;
  readonly record: ReadonlyMap<NumberId, Series>;
  /** What its looks left on record beside usage, oldest first. */
  readonly notes?: readonly LookNote[];
  /** The half hours of whose people webhooks told; absent: there are none. */
  readonly people?: Series;
  readonly now: Instant;
  readonly locale: Locale;
}

const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (event, facts) => process.stderr.write(`${event} ${JSON.stringify(facts ?? {})}\n`),
};

function settings({ state, locale }: Knowledge): string {
  return [
    'portfolios:',
    `  - name: ${state.name}`,
    `    id: "${state.portfolio}"`,
    'routes:',
    '  - to: terminal',
    `    locale: ${locale}`,
    `    timezone: ${zone}`,
    '    digest: "0 8 * * *"',
    `language: ${locale}`,
    `timezone: ${zone}`,
    '',
  ].join('\n');
}

/** Puts the whole bot together over a store that holds what it knows, without any network, and lets it speak. */
export async function withBot<T>(knowledge: Knowledge, use: (bot: Bot) => Promise<T>): Promise<T> {
  const { state, record, now, people, notes = [] } = knowledge;
  const folder = await mkdtemp(join(tmpdir(), 'tierwatch-gallery-'));
  try {
    const file = join(folder, 'tierwatch.yaml');
    await writeFile(file, settings(knowledge));
    const url = `sqlite://${join(folder, 'gallery.sqlite')}`;
    const loaded = loadConfiguration({
      file,
      cwd: folder,
      env: { META_ACCESS_TOKEN: 'never-used', META_GRAPH_URL: 'http://127.0.0.1:9', STORE_URL: url },
    });
    if (!loaded.ok) throw new Error(loaded.mistakes.map(printMistake).join('\n'));
    const { configuration } = loaded;
    const stores = await openStores({ url, keeping: configuration.historyKept, log: silent });
    try {
      await stores.store.update(state.portfolio, () => ({ state, result: undefined }));
      const past = filledThrough(stores);
      await past.append(state.portfolio, record);
      for (const note of notes) await past.note(state.portfolio, note);
      if (state.sight !== null) {
        const seen = { kind: 'seen', at: state.sight.at, snapshot: state.sight.snapshot } as const;
        await past.note(state.portfolio, lookNote(seen, state, recordedSince(state)));
      }
      if (people !== undefined) await countPeople(stores.ledger, state.portfolio, people, now);
    } finally {
      await stores.close();
    }
    const bot = await compose(configuration, { clock: { now: () => now }, log: silent, chats: [] });
    try {
      return await use(bot);
    } finally {
      await bot.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
