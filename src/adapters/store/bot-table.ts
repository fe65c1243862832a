import { freshBotState, type BotState } from '../../domain/bot-state.js';
import type { Store } from '../../ports.js';
import { botStateFrom } from './bot-document.js';
import type { SqliteFile } from './sqlite-file.js';
import type { Turns } from './turns.js';

/** What is known to be on disk. */
interface Saved {
  readonly state: BotState;
  /** How often the document was updated; null: there is none. */
  readonly updates: number | null;
}

const id = 'bot';

/** The bot's own state in its table, with the promises of the portfolios': durable, in turn, and kept in memory. */
export function botTable(file: SqliteFile, turns: Turns): Pick<Store, 'readBot' | 'updateBot'> {
  let saved: Saved | null = null;

  const load = (): Promise<Saved> =>
    file.reading(async (tables) => {
      const row = await tables('bot')
        .where({ id })
        .first<{ readonly updates: number | string; readonly state: string } | undefined>('updates', 'state');
      if (row === undefined) return { state: freshBotState, updates: null };
      return { state: botStateFrom(JSON.parse(row.state), file.path), updates: Number(row.updates) };
    });
  const current = async (): Promise<Saved> => {
    if (saved) return saved;
    const loaded = await load();
    // Another process may write while we only look.
    if (file.access === 'write') saved = loaded;
    return loaded;
  };
  /** Whether it was written; not when the document is no longer the one that was changed. */
  const write = ({ updates }: Saved, next: BotState): Promise<boolean> =>
    file.writing(async (tables) => {
      const state = JSON.stringify(next);
      if (updates === null) await tables('bot').insert({ id, updates: 0, state }).onConflict('id').ignore();
      const before = updates ?? 0;
      return (
        (await tables('bot')
          .where({ id, updates: before })
          .update({ updates: before + 1, state })) > 0
      );
    });

  return {
    readBot: async () => saved?.state ?? turns.take(id, async () => (await current()).state),
    updateBot: (change) =>
      turns.take(id, async () => {
        for (;;) {
          const before = await current();
          const { state, result } = change(before.state);
          if (state === before.state) return result;
          // Until it is written, nothing is known: whether anything is on disk is not told for every trouble.
          saved = null;
          if (!(await write(before, state))) continue;
          saved = { state, updates: (before.updates ?? 0) + 1 };
          return result;
        }
      }),
  };
}
