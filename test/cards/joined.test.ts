import { expect, it } from 'vitest';
import { renderCard } from '../../src/adapters/discord/embed.js';
import { slackMessage } from '../../src/adapters/slack/blocks.js';
import { JOINED_ALERTS } from '../../src/adapters/slack/limits.js';
import { MENU } from '../../src/adapters/discord/limits.js';
import type { Card } from '../../src/cards/card.js';
import { joinedCard } from '../../src/cards/joined.js';
import type { AlertView } from '../../src/cards/storm.js';
import { fingerprint } from '../../src/domain/fingerprint.js';
import type { PortfolioState } from '../../src/domain/state.js';
import { locales, wordsOf } from '../../src/words/index.js';
import { discordProblems } from '../support/discord/payload-check.js';
import { numberOf } from '../support/looks.js';
import { readerOf } from '../support/reading.js';
import { slackProblems } from '../support/slack/payload-check.js';
import { story } from '../support/story.js';

const key = 'tw-k3f9a2b-1j';

/** The alert of a portfolio in which the number of that name is red. */
function redIn(portfolio: string, number: string): AlertView {
  const told = story();
  told.sees({ numbers: [numberOf(1, { name: number, quality: 'red' })] });
  const id = fingerprint(`${portfolio} ${number}`);
  const incidents = told.state.incidents.map((one) => ({ ...one, id }));
  const state: PortfolioState = { ...told.state, name: portfolio, incidents };
  return { state, incidents, thread: id };
}

function many(count: number, portfolio: string, number: string): readonly AlertView[] {
  return Array.from({ length: count }, (_, i) => redIn(`${i} ${portfolio}`, `${i} ${number}`));
}

const rowsOf = (card: Card): number =>
  card.sections.flatMap((section) => (section.kind === 'table' ? section.rows : [])).length;

const nasty = '<!channel> @everyone *[x](http://evil)* 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀';

it.each(locales)(
  'a joined card names as many alerts as a message of Slack may hold, however long the names (%s)',
  (locale) => {
    const card = joinedCard(key, many(JOINED_ALERTS, nasty, nasty), readerOf({ words: wordsOf[locale] }));
    const message = slackMessage(card ?? expect.fail(), 'S0123456789');
    expect(slackProblems({ ...message }, { userTexts: [nasty] })).toEqual([]);
    const blocks = message.attachments.flatMap((one) => one.blocks ?? []);
    const table = blocks.find((block) => 'rows' in block);
    expect(table !== undefined && 'rows' in table ? table.rows : []).toHaveLength(JOINED_ALERTS + 1);
    const [button, menu] = message.blocks.flatMap((block) =>
      block.type === 'actions' ? block.elements : [],
    );
    expect(button).toMatchObject({ type: 'button', value: `ack ${key}` });
    expect(menu !== undefined && 'options' in menu ? menu.options : []).toHaveLength(JOINED_ALERTS);
  },
);

it.each(locales)(
  'a joined card names as many alerts as a message of Discord may hold, however long the names (%s)',
  (locale) => {
    const long = 'A name as long as a name may be in a shop';
    const card =
      joinedCard(key, many(MENU.options, long, long), readerOf({ words: wordsOf[locale] })) ?? expect.fail();
    const { body } = renderCard(card, { kind: 'notice', role: null });
    expect(discordProblems({ ...body })).toEqual([]);
    const said = JSON.stringify(body.embeds);
    for (let i = 0; i < MENU.options; i++) expect(said).toContain(`${i} A name`);
  },
);

it('a joined card offers to acknowledge all as long as somebody takes care of none or some of them', () => {
  const [first, second] = many(2, 'Shop', 'Promo');
  const views = [first ?? expect.fail(), second ?? expect.fail()];
  const taken = (view: AlertView): AlertView => ({
    ...view,
    incidents: view.incidents.map((one) => ({
      ...one,
      state: 'acknowledged' as const,
      acknowledged: { by: 'sari', at: one.openedAt },
    })),
  });
  const commandsOf = (all: readonly AlertView[]): readonly string[] =>
    (joinedCard(key, all, readerOf()) ?? expect.fail()).actions.map(({ command }) => command);
  expect(commandsOf(views)).toEqual([`ack ${key}`, 'incidents']);
  expect(commandsOf([taken(views[0] ?? expect.fail()), views[1] ?? expect.fail()])).toEqual([
    `ack ${key}`,
    'incidents',
  ]);
  expect(commandsOf(views.map(taken))).toEqual(['incidents']);
});

it('a joined card leaves the menu out once all are over, and is not there when nothing is left', () => {
  const [view] = many(1, 'Shop', 'Promo');
  const { incidents, ...rest } = view ?? expect.fail();
  const ended = incidents.map((one) => ({ ...one, state: 'resolved' as const, endedAt: one.openedAt }));
  const card = joinedCard(key, [{ ...rest, incidents: ended }], readerOf());
  expect(card).toMatchObject({ tone: 'good', actions: [] });
  expect(rowsOf(card ?? expect.fail())).toBe(1);
  expect(joinedCard(key, [{ ...rest, incidents: [] }], readerOf())).toBeNull();
});
