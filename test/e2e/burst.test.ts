import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { HALF_HOUR, HOUR, MINUTE } from '../../src/domain/time.js';
import { withNumber } from '../../src/simulator/edits.js';
import { demoAccount } from '../../src/simulator/stories/demo.js';
import { flatIds, flatStory } from '../../src/simulator/stories/flat.js';
import type { Story } from '../../src/simulator/story.js';
import type { World } from '../../src/simulator/world.js';
import { HOME_CHANNEL as DISCORD } from '../support/discord/guild.js';
import { setStage, type Stage } from '../support/e2e/stage.js';
import { isObject, objectsFrom, stringFrom, type JsonObject } from '../support/loopback/json.js';
import type { SlackMessage } from '../support/slack/model.js';
import { HOME_CHANNEL as SLACK } from '../support/slack/workspace.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const shops = 40;
const begins = Math.floor((Date.now() - 12 * HOUR) / HALF_HOUR) * HALF_HOUR;

/** Forty shops, each a portfolio; all of them turn red an hour later, and are well again an hour after that. */
function bigStory(): Story {
  const told = flatStory({ portfolios: shops, wabasPerPortfolio: 1, numbersPerWaba: 2, startMs: begins });
  const turned = (quality: string) => (world: World) =>
    Array.from({ length: shops }, (_, i) => flatIds.number(i, 0, 1)).reduce(
      (changed, id) => withNumber(changed, id, { quality }),
      world,
    );
  const { start } = told;
  return {
    ...told,
    start: {
      ...start,
      app: { ...start.app, secret: demoAccount.appSecret },
      tokens: start.tokens.map((token) => ({ ...token, value: demoAccount.token })),
    },
    changes: [
      { at: begins + HOUR, label: 'All turn red.', change: turned('RED') },
      { at: begins + 2 * HOUR, label: 'All are well.', change: turned('GREEN') },
    ],
  };
}

const settings = `portfolios:
${Array.from({ length: shops }, (_, i) => `  - { name: Shop ${i}, id: "${flatIds.portfolio(i)}" }`).join('\n')}
routes:
  - to: slack:${SLACK}
  - to: discord:${DISCORD}
    locale: id
`;

let stage: Stage;
beforeAll(async () => {
  stage = await setStage(bigStory(), begins, settings);
  await stage.start();
  await stage.lookAt(MINUTE);
});
afterAll(() => stage.close());

const inSlack = (): readonly SlackMessage[] =>
  stage.shop.slack.messages.list(SLACK).filter(({ threadTs }) => threadTs === undefined);
const shopsIn = (said: unknown): readonly string[] => [
  ...new Set([...JSON.stringify(said).matchAll(/Shop \d+\b/g)].map(([name]) => name)),
];

function menuIn({ blocks, attachments }: SlackMessage): JsonObject {
  const all = [...blocks, ...attachments.flatMap((one) => objectsFrom(one['blocks']))];
  const menu = all
    .flatMap((block) => objectsFrom(block['elements']))
    .find((element) => element['type'] === 'static_select');
  if (menu === undefined) throw new Error('There is no menu.');
  return menu;
}

it('forty alerts of one look are told in no more messages than a channel takes in four seconds, each once', async () => {
  const { slack, discord } = stage.shop;
  await stage.lookAt(HOUR + MINUTE);
  await stage.delivers();
  await stage.delivers();
  const told = inSlack().map((message) => shopsIn([message.blocks, message.attachments]));
  expect(told.flat().toSorted()).toEqual(Array.from({ length: shops }, (_, i) => `Shop ${i}`).toSorted());
  expect(told.length).toBeLessThanOrEqual(4);
  const onDiscord = discord.messages.list(DISCORD).map(({ content, embeds }) => shopsIn([content, embeds]));
  expect(new Set(onDiscord.flat()).size).toBe(shops);
  expect(slack.problems()).toEqual([]);
  expect(discord.problems()).toEqual([]);
});

it('one of forty alerts can be taken care of from the message that names it', async () => {
  const { slack } = stage.shop;
  const joined = inSlack().find((message) => shopsIn(message.attachments).length > 10) ?? expect.fail();
  const menu = menuIn(joined);
  const option = objectsFrom(menu['options'])[3] ?? expect.fail();
  const name = /Shop \d+/.exec(stringFrom(isObject(option['text']) ? option['text']['text'] : ''))?.[0] ?? '';
  const chosen = slack.sendAction({
    actionId: stringFrom(menu['action_id']),
    value: stringFrom(option['value']),
    messageTs: joined.ts,
  });
  const [detail] = await chosen.posted(1, 5_000);
  const { body } = detail ?? expect.fail();
  expect(shopsIn(body)).toEqual([name]);
  const attached = objectsFrom(body['attachments']).flatMap((one) => objectsFrom(one['blocks']));
  const buttons = [...objectsFrom(body['blocks']), ...attached]
    .flatMap((block) => objectsFrom(block['elements']))
    .filter((element) => element['type'] === 'button');
  expect(buttons.length).toBeGreaterThanOrEqual(2);
  const id = stringFrom(option['value']).replace(/^incidents /, '');
  const acknowledged = slack.sendSlash({ command: '/ack', text: id });
  await acknowledged.posted(1, 5_000);
  await vi.waitFor(
    () => {
      const now = slack.messages.find(SLACK, joined.ts) ?? expect.fail();
      expect(JSON.stringify(now.attachments)).toContain(`🟠 ${name}`);
    },
    { timeout: 10_000 },
  );
  expect(slack.problems()).toEqual([]);
});

it('the same messages show that all forty alerts are over', async () => {
  const { slack, discord } = stage.shop;
  const before = inSlack().length;
  await stage.lookAt(2 * HOUR + MINUTE);
  await stage.lookAt(2 * HOUR + 6 * MINUTE);
  await vi.waitFor(
    () => {
      for (const message of inSlack())
        expect(JSON.stringify([message.blocks, message.attachments])).not.toContain('🔴');
    },
    { timeout: 20_000 },
  );
  expect(inSlack()).toHaveLength(before);
  expect(slack.problems()).toEqual([]);
  expect(discord.problems()).toEqual([]);
});
