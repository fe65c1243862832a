import { beforeAll, describe, expect, it } from 'vitest';
import { alertCard } from '../../src/cards/alert.js';
import { canSendCard } from '../../src/cards/can-send.js';
import { channelBrokenCard } from '../../src/cards/delivery-news.js';
import { numbersCard } from '../../src/cards/numbers.js';
import { plainLine, plainText } from '../../src/cards/plain.js';
import { quotaCard } from '../../src/cards/quota.js';
import { tierCard } from '../../src/cards/tier.js';
import { canSend } from '../../src/domain/can-send.js';
import { known } from '../../src/domain/reading.js';
import type { PortfolioSnapshot } from '../../src/domain/snapshot.js';
import type { PortfolioState } from '../../src/domain/state.js';
import { after, HOUR } from '../../src/domain/time.js';
import { wordsOf, type Words } from '../../src/words/index.js';
import { asking } from '../support/asking.js';
import { capped, gapOf, noon, numberOf, usageOf, wabaOf } from '../support/looks.js';
import { readerOf } from '../support/reading.js';
import { everythingSaid } from '../support/said/everything.js';
import { story } from '../support/story.js';

function seen(...looks: readonly Partial<PortfolioSnapshot>[]): PortfolioState {
  const told = story();
  for (const look of looks) told.sees(look);
  return told.state;
}

const four = [1, 2, 3, 4].map((index) => numberOf(index));
const leadOf = (state: PortfolioState): string => plainLine(numbersCard([state], 1, readerOf()).lead);

function quotaOf(state: PortfolioState, words: Words = wordsOf.en): string {
  const snapshot = state.sight?.snapshot;
  const number = snapshot?.numbers[0];
  if (!snapshot || !number) throw new Error('Nothing was seen.');
  const view = { state, snapshot, number, scope: 'portfolio', reachedAt: null, note: null } as const;
  return plainText(quotaCard(view, readerOf({ words })));
}

describe('what is under a heading', () => {
  let texts: readonly string[] = [];
  beforeAll(async () => {
    texts = [...(await everythingSaid('en')), ...(await everythingSaid('id'))];
  }, 60_000);

  it('stands there in a terminal too, where nobody sees buttons', () => {
    const lines = texts.map((text) => text.split('\n'));
    const alone = lines.filter((all) =>
      all.some((line, i) => line.endsWith(':') && !all[i + 1]?.startsWith('•')),
    );
    expect(alone.map((all) => all.join('\n'))).toEqual([]);
  });

  it('is never something that nobody typed', () => {
    expect(texts.filter((text) => text.includes('“”'))).toEqual([]);
  });
});

describe("a number's part", () => {
  const used = (index: number, recipients: number) => numberOf(index, { usage: known(usageOf(recipients)) });
  const state = seen({ numbers: [used(1, 4_300), used(2, 5_700)], usage: known(usageOf(10_000)) });

  it('is a part of what is used, and is not read as one of the limit', () => {
    expect(quotaOf(state)).toContain('Used by this number: at most 4,300, 43 % of all usage');
    expect(quotaOf(state, wordsOf.id)).toContain(
      'Dipakai nomor ini: paling banyak 4.300, 43 % dari seluruh pemakaian',
    );
  });
});

describe('a sign of trouble above numbers that are well', () => {
  it.each([
    ['used limit', seen({ numbers: four, usage: known(usageOf(9_300)) }), '93 % of the limit used'],
    [
      'account',
      seen({ numbers: four, wabas: [wabaOf({ reviewStatus: 'REJECTED' })] }),
      'Toko Maju ID · Meta rejected the account',
    ],
    [
      'token',
      seen({
        numbers: four,
        tokens: [{ label: 'main', valid: false, expiresAt: known(null), scopes: [] }],
      }),
      'main · Access token no longer works',
    ],
    [
      'number that has just recovered',
      seen({ numbers: [numberOf(1, { quality: 'red' }), ...four.slice(1)] }, { numbers: four }),
      'Toko 1 · Quality is low (red)',
    ],
    [
      'account that refuses to be seen',
      seen({ numbers: four, gaps: [gapOf({ problem: 'forbidden' })] }),
      'Toko Maju ID · We cannot see all: access refused',
    ],
  ])('names its cause: %s', (_, state, cause) => {
    expect(numbersCard([state], 1, readerOf()).tone).not.toBe('good');
    expect(leadOf(state)).toBe(`All 4 numbers are well, but: ${cause}`);
  });

  it('names it beside numbers that are not well', () => {
    const numbers = [numberOf(1, { quality: 'yellow' }), ...four.slice(1)];
    expect(leadOf(seen({ numbers, usage: known(usageOf(10_100)) }))).toBe(
      '1 of 4 numbers needs attention · The limit may be used up',
    );
  });

  it('names what is not known', () => {
    const state = seen({ numbers: four, limit: { known: false, why: 'refused' } });
    expect(leadOf(state)).toBe('All 4 numbers are well, but: limit unknown: Meta refused to tell us');
    const blind = story();
    blind.sees({ numbers: four });
    blind.isBlind('forbidden');
    expect(leadOf(blind.state)).toBe(
      'How all 4 numbers are doing is unknown · We cannot see: access refused',
    );
  });

  it('names it on the page of a single number', () => {
    expect(quotaOf(seen({ numbers: four, usage: known(usageOf(9_300)) }))).toContain(
      'Needs attention: 93 % of the limit used',
    );
    expect(quotaOf(seen({ numbers: four }))).not.toContain('Needs attention');
  });

  it('is not green where there is nothing to be well', () => {
    const card = numbersCard([seen({ numbers: [] })], 1, readerOf());
    expect([card.tone, plainLine(card.lead)]).toEqual(['unknown', 'No number is watched.']);
  });
});

describe('what is over', () => {
  it('is not told in a digest as if it were so', async () => {
    const red = { numbers: [numberOf(1, { quality: 'red' })] };
    const well = { numbers: [numberOf(1)] };
    const bot = await asking(red);
    for (let look = 0; look < 3; look += 1) bot.told.sees(well);
    await bot.store.update(bot.told.state.portfolio, () => ({ state: bot.told.state, result: null }));
    const text = await bot.hear('/digest');
    expect(text).toContain('• Toko 1 · Quality · over after');
    expect(text).not.toContain('Quality is');
  });
});

describe('a figure', () => {
  it('of none is none, not at most none', () => {
    expect(leadOf(seen({ numbers: four }))).not.toContain('at most 0');
    expect(quotaOf(seen({ numbers: four }))).toContain('10,000 left · 0 of 10,000 used');
  });

  it('tells no pace towards a limit that may be reached already', () => {
    const told = story();
    told.sees({
      usage: known(usageOf(10_500)),
      series: [{ at: after(noon, -HOUR), recipients: 10_500 }],
    });
    const { state } = told;
    const alert = alertCard({ state, incidents: state.incidents, thread: 't1' }, readerOf());
    expect(plainText(alert)).not.toContain('At this pace');
  });
});

describe('a question that lacks something', () => {
  it('about a broadcast asks for the number, and offers the whole command', async () => {
    const bot = await asking({ numbers: four });
    const { card } = await bot.ask('/can-send 3000');
    expect([card.title, plainLine(card.lead)]).toEqual([
      'Which number?',
      'Choose one, or type it like this: /can-send +62 812-3456-7890 3000',
    ]);
    expect(card.actions[0]?.command).toBe('can-send +6281234560001 3000');
    expect(await bot.hear('/can-send 3000', { language: 'id' })).toContain('Nomor yang mana?');
  });

  it('about an alert lists the open ones with their ids', async () => {
    const bot = await asking({ numbers: [numberOf(1, { quality: 'red' })] });
    const { incidents } = await bot.state();
    const text = await bot.hear('/ack');
    expect(text).toContain('Which alert?');
    expect(text).toContain(`Toko 1 · Quality is low (red) · 12:00 WIB · ${incidents[0]?.id ?? 'none'}`);
    expect(await (await asking()).hear('/ack')).toContain('No open alerts.');
  });

  it('with a mistyped command names the one that is like it', async () => {
    const bot = await asking();
    expect(await bot.hear('/qouta')).toContain('There is no command “qouta”. Did you mean /quota?');
    expect(await bot.hear('/tingkata')).toContain('Did you mean /tier?');
    expect((await bot.ask('/qouta')).card.actions[0]?.command).toBe('quota');
    expect(await bot.hear('/zzzzzz')).toContain('Type /help to see what you can ask.');
    expect(await bot.hear('/quota tierr')).toContain('Did you mean /tier?');
  });

  it('for a page that is not there says how many there are', async () => {
    expect(await (await asking()).hear('/numbers 9')).toContain('There is only one page.');
  });
});

describe('a wish that is not granted', () => {
  it('is not called done: a silence of three weeks', async () => {
    const bot = await asking({ numbers: four });
    expect(await bot.hear('/silence 0001 21d')).toBe('⚪ Not silenced\nAt most 7 days; every silence ends.');
  });

  it('is told of what it was about: nothing by that name', async () => {
    const bot = await asking({ numbers: four });
    expect(await bot.hear('/silence kasir 1h')).toContain('Nothing is called “kasir”');
  });
});

describe('a broadcast', () => {
  const broadcast = (used: number, recipients: number, hoursAgo = 20): string => {
    const series = [{ at: after(noon, -hoursAgo * HOUR), recipients: used }];
    const state = seen({ usage: known(usageOf(used)), series });
    const number = numberOf(1);
    const capacity = { limit: known(capped(10_000)), usage: known(usageOf(used)), series };
    const answer = canSend(recipients, capacity, noon);
    return plainText(canSendCard({ state, number, recipients, answer }, readerOf()));
  };

  it('in two parts does not come "after tomorrow"', () => {
    const text = broadcast(8_000, 3_000, 1);
    expect(text).toContain('2,000 now, the rest from tomorrow 11:30 WIB on.');
    expect(text).not.toContain('after tomorrow');
  });

  it('that fits as a whole later does not say that only the first of them do', () => {
    expect(broadcast(10_000, 3_000)).toContain('Not now: all of them fit from 16:30 WIB on.');
    expect(broadcast(10_000, 3_000)).toContain('Free now: perhaps none');
  });

  it('larger than the limit does not go "from never"', () => {
    expect(broadcast(0, 12_000)).toContain('All at once: never, that is more than the limit');
  });
});

describe('a condition of the next tier', () => {
  it('that a short record cannot tell is no upper bound', () => {
    const nextTier = {
      verdict: 'unknown',
      next: capped(100_000),
      criteria: [
        { name: 'used', met: null, need: 5_000, days: 7, used: 1_920, accuracy: 'at-most', certain: false },
      ],
      heldBack: [],
      dueAt: null,
      dueKind: 'within',
      overdue: false,
      onPaceFor: null,
      planPerDay: null,
      countdowns: [],
    } as const;
    const state = seen({});
    const forecast = {
      owner: { kind: 'portfolio', id: state.portfolio, label: 'Toko Maju' },
      nextTier,
      capacity: { limit: known(capped(10_000)) },
    };
    const text = plainText(tierCard(state, [forecast as never], readerOf()));
    expect(text).toContain('5,000 people in 7 days, 1,920 on record so far · not known');
  });
});

describe('what to do next', () => {
  it('is what the chat itself says, not a guess at the channel', () => {
    const refused = { chat: 'Slack', reason: 'token-refused', setting: 'SLACK_BOT_TOKEN' } as const;
    const text = plainText(channelBrokenCard('slack:C1', refused, readerOf()));
    expect(text).toContain("Slack does not accept the bot's token. Check SLACK_BOT_TOKEN.");
    expect(text).not.toContain('member');
    expect(plainText(channelBrokenCard('slack:C1', undefined, readerOf()))).toContain('member');
  });

  it('does not say that nothing was ever seen of an account of which a part is hidden', () => {
    const state = seen({}, { gaps: [gapOf({ part: 'usage', problem: 'forbidden' })] });
    const card = alertCard({ state, incidents: state.incidents, thread: 't1' }, readerOf());
    expect(plainLine(card.lead)).toBe(
      'Its usage cannot be seen. Until it can, no alert about that can come.',
    );
  });
});
