import { afterEach, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.js';
import { graphSource } from '../../src/adapters/graph/graph-source.js';
import { memoryHistory, memoryPreferences, memoryStore } from '../support/fakes/stores.js';
import { responder } from '../../src/app/dispatch.js';
import { outlook } from '../../src/app/outlook.js';
import { poller } from '../../src/app/poll.js';
import { plainText } from '../../src/cards/plain.js';
import type { PortfolioId } from '../../src/domain/snapshot.js';
import type { PortfolioState } from '../../src/domain/state.js';
import { after, DAY, HOUR, MINUTE, type Instant } from '../../src/domain/time.js';
import { noSignals } from '../../src/domain/signals/window.js';
import type { History, PortfolioPlan, Store } from '../../src/ports.js';
import { startSimulator } from '../../src/simulator/server.js';
import { demoAccount, demoMoments, demoStory } from '../../src/simulator/stories/demo.js';
import { somebody } from '../support/asking.js';
import { fakeClock } from '../support/fakes/clock.js';
import { causesIn } from '../support/fakes/signals.js';
import { fakeLog } from '../support/fakes/log.js';
import { noon } from '../support/looks.js';
import { phones } from '../support/reading.js';
import { portfolio2025 } from '../support/rulebooks.js';
import { judgingOf, routeOf } from '../support/story.js';

let close = (): Promise<void> => Promise.resolve();
afterEach(() => close());

const plan: PortfolioPlan = {
  id: demoAccount.portfolioId as PortfolioId,
  name: 'Toko Maju',
  business: demoAccount.portfolioId,
  wabas: [],
  rulebook: 'portfolio-2025',
  aliases: {},
};

/** A bot whose clock is wrong by so much, and what it is asked. */
interface Bot {
  readonly store: Store;
  readonly history: History;
  looks(): Promise<void>;
  /** The answer to a line such as `/quota 7890`. */
  hears(line: string): Promise<string>;
}

/** Watches the demo's shop, whose Meta has the right time. */
async function botWith(wrong: number, rightNow: () => Instant): Promise<Bot> {
  const clock = { now: () => after(rightNow(), wrong) };
  const log = fakeLog();
  const history = memoryHistory();
  const store = memoryStore(history);
  const simulator = await startSimulator({ story: demoStory(noon), now: rightNow });
  const graph = graphSource({
    baseUrl: simulator.url,
    tokenOf: () => ({ token: demoAccount.token, label: 'main' }),
    appSecret: demoAccount.appSecret,
    clock,
    log,
  });
  const before = close;
  close = async () => {
    await before();
    graph.close();
    await simulator.close();
  };
  const telling = { routes: [routeOf()], escalateTo: null };
  const looking = poller({
    plans: [plan],
    graph,
    store,
    history,
    counted: () => Promise.resolve(null),
    signals: () => Promise.resolve(noSignals),
    clock,
    log,
    judging: () => judgingOf(telling),
  });
  const rulebookOf = (): typeof portfolio2025 => portfolio2025;
  const answers = responder({
    ...telling,
    commands,
    plans: [plan],
    rulebookOf,
    store,
    history,
    counted: () => Promise.resolve(null),
    outlook: outlook({ history, clock, rulebookOf }),
    causes: causesIn(history),
    preferences: memoryPreferences(),
    phoneBook: phones,
    clock,
    log,
    defaultLocale: 'en',
    defaultZone: 'Asia/Jakarta',
    prefix: '',
    may: () => true,
    isMasked: () => false,
    look: (id) => looking.poll(id),
    refreshAfter: MINUTE,
    onQueued: () => undefined,
  });
  return {
    store,
    history,
    async looks() {
      await looking.poll(plan.id);
    },
    async hears(line) {
      const [, command = '', text = ''] = /^\/(\S*)\s*(.*)$/s.exec(line) ?? [];
      return plainText((await answers.answer({ command, text, options: {}, asker: somebody })).card);
    },
  };
}

/** What the last look found of usage, when the limit is reached among it. */
function usageFound(state: PortfolioState | null | undefined): unknown {
  return state?.verdicts.flatMap((verdict) =>
    verdict.kind === 'firing' && verdict.finding.rule === 'usage' ? [verdict.finding.facts] : [],
  );
}

const questions = [
  '/quota 7890',
  '/can-send 7890 3000',
  '/can-send 7890 90',
  '/tier',
  '/history',
  '/history 7890',
  '/numbers',
];

describe.each([
  ['two days ahead', 2 * DAY],
  ['two days behind', -2 * DAY],
  ['three hours behind', -3 * HOUR],
])('a bot whose clock is %s', (_how, wrong) => {
  it('answers and records what one with the right time does', async () => {
    const right = fakeClock(noon);
    const bots = [await botWith(0, () => right.now()), await botWith(wrong, () => right.now())] as const;
    for (let hours = -28; hours <= 4; hours += 1) {
      right.set(after(noon, hours * HOUR));
      for (const bot of bots) await bot.looks();
    }
    right.set(after(noon, demoMoments.promoRed + 5 * MINUTE));
    for (const bot of bots) await bot.looks();
    right.move(3 * MINUTE);
    for (const question of questions) {
      const [truth, told] = await Promise.all(bots.map((bot) => bot.hears(question)));
      expect(told, question).toBe(truth);
    }
    const span = { from: after(noon, -9 * DAY), to: after(noon, 9 * DAY) };
    const [truth, told] = await Promise.all(bots.map((bot) => bot.history.notes(plan.id, null, span)));
    expect(told?.counted).toEqual(truth?.counted);
    expect(told?.steps).toEqual(truth?.steps);
    expect(await bots[1].history.read(plan.id, span)).toEqual(await bots[0].history.read(plan.id, span));
    const [saved, wronged] = await Promise.all([bots[0].store.read(plan.id), bots[1].store.read(plan.id)]);
    expect(wronged?.recorded).toEqual(saved?.recorded);
    expect(usageFound(wronged)).toEqual(usageFound(saved));
  });
});
