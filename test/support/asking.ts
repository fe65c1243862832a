import { memoryHistory, memoryPreferences, memoryStore } from './fakes/stores.js';
import { responder, type ResponderOptions } from '../../src/app/dispatch.js';
import { outlook } from '../../src/app/outlook.js';
import { rememberedOutlook } from '../../src/app/remembered-outlook.js';
import { plainText } from '../../src/cards/plain.js';
import type { Reply } from '../../src/cards/card.js';
import { commands } from '../../commands/index.js';
import type { CountedHour } from '../../src/domain/signals/counted-hour.js';
import type { PortfolioId, PortfolioSnapshot } from '../../src/domain/snapshot.js';
import type { PortfolioState } from '../../src/domain/state.js';
import { after, MINUTE } from '../../src/domain/time.js';
import type { Asker, PortfolioPlan, Preferences, Responder, Store } from '../../src/ports.js';
import type { FilledHistory } from './filled-history.js';
import { fakeClock, type FakeClock } from './fakes/clock.js';
import { causesIn } from './fakes/signals.js';
import { fakeLog, type FakeLog } from './fakes/log.js';
import { noon, portfolioId } from './looks.js';
import { phones } from './reading.js';
import { portfolio2025 } from './rulebooks.js';
import { routeOf, story, type Story } from './story.js';

/** A bot that can be asked, with all that it knows in memory. */
export interface Asking {
  readonly responder: Responder;
  readonly store: Store;
  readonly history: FilledHistory;
  readonly preferences: Preferences;
  readonly clock: FakeClock;
  readonly log: FakeLog;
  /** Portfolios that were looked at afresh, in order. */
  readonly looks: readonly PortfolioId[];
  readonly told: Story;
  /** The reply to a line as somebody types it, like `/quota 7890`. */
  ask(line: string, asker?: Partial<Asker>): Promise<Reply>;
  /** The same as plain text. */
  hear(line: string, asker?: Partial<Asker>): Promise<string>;
  state(): Promise<PortfolioState>;
}

export const somebody: Asker = {
  platform: 'slack',
  user: 'U1',
  name: null,
  channel: 'C1',
  groups: [],
  language: 'en-GB',
};

export const tokoMaju: PortfolioPlan = {
  id: portfolioId,
  name: 'Toko Maju',
  business: null,
  wabas: [],
  rulebook: 'portfolio-2025',
  aliases: {},
};

/** Builds such a bot that has seen one portfolio three minutes ago; the default's is well. `hours`: what webhooks told. */
export async function asking(
  snapshot: Partial<PortfolioSnapshot> = {},
  more: Partial<ResponderOptions> = {},
  hours: readonly CountedHour[] = [],
): Promise<Asking> {
  const told = story();
  told.sees(snapshot);
  const clock = fakeClock(after(noon, 3 * MINUTE));
  const log = fakeLog();
  const store = more.store ?? memoryStore();
  const history = memoryHistory();
  const preferences = memoryPreferences();
  const looks: PortfolioId[] = [];
  const rulebookOf = (): typeof portfolio2025 => portfolio2025;
  if (!more.store) await store.update(portfolioId, () => ({ state: told.state, result: undefined }));
  const answers = responder({
    commands,
    plans: [tokoMaju],
    rulebookOf,
    routes: [routeOf()],
    escalateTo: null,
    store,
    history,
    counted: () => Promise.resolve(null),
    outlook: rememberedOutlook(outlook({ history, clock, rulebookOf }), clock),
    preferences,
    causes: causesIn(history, hours),
    phoneBook: phones,
    clock,
    log,
    defaultLocale: 'en',
    defaultZone: 'UTC',
    prefix: '',
    may: () => true,
    isMasked: () => false,
    look: (id) => {
      looks.push(id);
      return Promise.resolve();
    },
    refreshAfter: MINUTE,
    onQueued: () => undefined,
    ...more,
  });
  const ask: Asking['ask'] = (line, asker = {}) => {
    const [, command = '', text = ''] = /^\/?(\S*)\s*(.*)$/s.exec(line) ?? [];
    return answers.answer({ command, text, options: {}, asker: { ...somebody, ...asker } });
  };
  return {
    responder: answers,
    store,
    history,
    preferences,
    clock,
    log,
    looks,
    told,
    ask,
    hear: async (line, asker) => plainText((await ask(line, asker)).card),
    async state() {
      return (await store.read(portfolioId)) ?? told.state;
    },
  };
}
