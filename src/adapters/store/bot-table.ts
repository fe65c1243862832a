import { freshBotState, type BotState } from '../../domain/bot-state.js';
import type { Store } from '../../ports.js';
import { botStateFrom } from './bot-document.js';
import { documentTable } from './document-table.js';
import type { Database } from './database.js';
import type { KeyedQueue } from './keyed-queue.js';

interface BotRow {
  readonly updates: number | string;
  readonly state: string;
}

const id = 'bot';

/** The bot's own state in its table, with the promises of the portfolios': durable, in turn, and kept in memory. */
export function botTable(database: Database, turns: KeyedQueue): Pick<Store, 'readBot' | 'updateBot'> {
  const documents = documentTable<typeof id, BotState>(database, turns, 'bot', async () => {
    const row = await database.reading((tables) =>
      tables('bot').where({ id }).first<BotRow | undefined>('updates', 'state'),
    );
    if (row === undefined) return { state: freshBotState, updates: null };
    return { state: botStateFrom(JSON.parse(row.state), database.name), updates: Number(row.updates) };
  });
  return {
    readBot: () => documents.read(id),
    updateBot: (change) =>
      documents.update(id, async (before) => {
        const { state, result } = change(before);
        return { result, written: state === before ? null : { state, text: JSON.stringify(state) } };
      }),
  };
}
