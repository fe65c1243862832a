import { describe, expect, it } from 'vitest';
import { metrics } from '../../../src/adapters/metrics/metrics.js';
import { freshBotState, type BotState } from '../../../src/domain/bot-state.js';
import { withCounted } from '../../../src/domain/joined-usage.js';
import type { LedgerFigure } from '../../../src/domain/ledger/figure.js';
import { withNotification } from '../../../src/domain/outbox.js';
import { known, unknown } from '../../../src/domain/reading.js';
import type { PortfolioSnapshot } from '../../../src/domain/snapshot.js';
import { MINUTE, after } from '../../../src/domain/time.js';
import { countedOf } from '../../support/counted.js';
import { fakeClock } from '../../support/fakes/clock.js';
import { noon, numberOf, portfolioId, portfolioOf, usageOf } from '../../support/looks.js';
import { routeOf, story } from '../../support/story.js';

/** The lines about what waits, and since when. */
async function waitingIn(botState: BotState | null): Promise<readonly string[]> {
  const told = story();
  told.down = ['slack:C1'];
  told.sees({ numbers: [numberOf(1, { quality: 'red' })] });
  const { text } = await metrics({
    clock: fakeClock(after(noon, MINUTE)),
    states: () => Promise.resolve([told.state]),
    botState: () => Promise.resolve(botState),
    routes: () => ['slack:C1', 'slack:C2'],
  }).page();
  return text
    .split('\n')
    .filter((line) => /^tierwatch_(notifications_waiting|oldest_notification)/.test(line));
}

async function usageLines(
  figure: LedgerFigure | null,
  usage: PortfolioSnapshot['usage'],
): Promise<readonly string[]> {
  const told = story();
  told.sees(withCounted(portfolioOf({ usage }), figure));
  const { text } = await metrics({
    clock: fakeClock(noon),
    states: () => Promise.resolve([told.state]),
    botState: () => Promise.resolve(null),
    routes: () => [],
  }).page();
  return text.split('\n').filter((line) => /^tierwatch_(usage_percent|people_reached)/.test(line));
}

it('the page of metrics takes no samples between two scrapes, and tells nothing that is worked out of samples', async () => {
  const { text } = await metrics({
    clock: fakeClock(noon),
    states: () => Promise.resolve([]),
    botState: () => Promise.resolve(null),
    routes: () => [],
  }).page();
  const lags = [...text.matchAll(/^tierwatch_nodejs_eventloop_lag_(\w+) /gm)].map(([, name]) => name);
  expect(lags).toEqual(['seconds']);
});

describe('usage', () => {
  const begun = countedOf(2_100, noon, { accuracy: 'at-least', atMost: null });
  const labels = `portfolio="${portfolioId}"`;

  it('is told with both bounds of the people counted, of which an unknown one is absent', async () => {
    expect(await usageLines(countedOf(6_120), known(usageOf(6_800)))).toEqual([
      `tierwatch_usage_percent{${labels}} 61.199999999999996`,
      `tierwatch_people_reached{${labels},bound="at_least"} 6120`,
      `tierwatch_people_reached{${labels},bound="at_most"} 6120`,
    ]);
    expect(await usageLines(begun, known(usageOf(6_800)))).toEqual([
      `tierwatch_usage_percent{${labels}} 68`,
      `tierwatch_people_reached{${labels},bound="at_least"} 2100`,
    ]);
  });

  it('has no percentage where no upper bound is known, and no people where nobody was counted', async () => {
    expect(await usageLines(begun, unknown('refused'))).toEqual([
      `tierwatch_people_reached{${labels},bound="at_least"} 2100`,
    ]);
    expect(await usageLines(null, unknown('refused'))).toEqual([]);
  });
});

describe('what waits to be said', () => {
  const parked = (portfolio: string): string =>
    `tierwatch_notifications_waiting{portfolio="${portfolio}",parked="true"} 0`;

  it('is told of each portfolio, and without a portfolio of the bot itself', async () => {
    const body = { kind: 'dropped', count: 1, oldest: noon } as const;
    const wish = { owner: 'bot', route: routeOf({ id: 'slack:C2' }), body, now: noon } as const;
    const bot = { ...freshBotState, outbox: withNotification(freshBotState.outbox, wish) };
    expect((await waitingIn(bot)).toSorted()).toEqual(
      [
        `tierwatch_notifications_waiting{portfolio="${portfolioId}",parked="false"} 1`,
        parked(portfolioId),
        'tierwatch_notifications_waiting{parked="false"} 1',
        'tierwatch_notifications_waiting{parked="true"} 0',
        'tierwatch_oldest_notification_age_seconds{route="slack:C1"} 60',
        'tierwatch_oldest_notification_age_seconds{route="slack:C2"} 60',
      ].toSorted(),
    );
  });

  it('is not told of a bot whose state nobody could read yet', async () => {
    expect((await waitingIn(null)).filter((line) => line.includes('waiting{parked'))).toEqual([]);
  });
});
