import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HALF_HOUR, HOUR, MINUTE } from '../../src/domain/time.js';
import { withNumber } from '../../src/simulator/edits.js';
import { demoAccount, demoMoments, demoStory } from '../../src/simulator/stories/demo.js';
import type { SimChange, Story } from '../../src/simulator/story.js';
import { discordFault } from '../support/discord/faults.js';
import { HOME_CHANNEL as DISCORD } from '../support/discord/guild.js';
import type { DiscordMessage } from '../support/discord/model.js';
import { built } from '../support/e2e/built.js';
import { start } from '../support/e2e/program.js';
import { filesIn, secretIn } from '../support/e2e/secrets.js';
import { openShop } from '../support/e2e/shop.js';
import { setStage, type Stage } from '../support/e2e/stage.js';
import { folderWith } from '../support/folder.js';
import { objectsFrom, stringFrom } from '../support/loopback/json.js';
import { slackFault } from '../support/slack/faults.js';
import type { SlackMessage } from '../support/slack/model.js';
import { HOME_CHANNEL as SLACK } from '../support/slack/workspace.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const settings = `portfolios:
  - name: Toko Maju
    id: "${demoAccount.portfolioId}"
routes:
  - to: slack:${SLACK}
    timezone: Asia/Jakarta
  - to: discord:${DISCORD}
    locale: id
    timezone: Asia/Jakarta
`;

/** Slack is away from here until an hour later. */
const outage = demoMoments.over90 + 24 * MINUTE;

/** The demo's day, in which a second number turns yellow and red while Slack is away. */
function day(begins: number): Story {
  const told = demoStory(begins);
  const turn = (after: number, quality: string): SimChange => ({
    at: begins + after,
    label: `Toko Maju CS turns ${quality.toLowerCase()}.`,
    change: (world) => withNumber(world, demoAccount.careId, { quality }),
  });
  const changes = [...told.changes, turn(outage + 5 * MINUTE, 'YELLOW'), turn(outage + 35 * MINUTE, 'RED')];
  return { ...told, changes: changes.sort((a, b) => a.at - b.at) };
}

// In the past, because Slack dates its messages by the real time.
const begins = Math.floor((Date.now() - 12 * HOUR) / HALF_HOUR) * HALF_HOUR;
let stage: Stage;

beforeAll(async () => {
  stage = await setStage(day(begins), begins, settings);
  stage.passTo(HOUR);
  await stage.start();
});
afterAll(() => stage.close());

/** A text with plain spaces only, wherever a line may not break. */
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');
/** All that a message in Discord says in words. */
const saidIn = ({ content, embeds }: DiscordMessage): string =>
  plain([content, ...embeds.flatMap((one) => [one['title'], one['description']].map(stringFrom))].join(' '));
/** The messages in the channel itself, without what is under them. */
const inSlack = (): readonly SlackMessage[] =>
  stage.shop.slack.messages.list(SLACK).filter((message) => message.threadTs === undefined);
const inDiscord = (): readonly DiscordMessage[] => stage.shop.discord.messages.list(DISCORD);
const underSlack = (root: SlackMessage): readonly string[] =>
  stage.shop.slack.messages.thread(SLACK, root.ts).map((message) => message.text);
const underDiscord = (root: DiscordMessage): readonly string[] =>
  stage.shop.discord.messages.list(root.threadId ?? '-').map(saidIn);

/** The one message in Slack about something. */
function slackAbout(what: string): SlackMessage {
  const [one, ...more] = inSlack().filter((message) => plain(message.text).includes(what));
  if (one === undefined || more.length > 0) throw new Error(`Not one message about ${what}.`);
  return { ...one, text: plain(one.text) };
}

/** The one message in Discord about something. */
function discordAbout(what: string): DiscordMessage {
  const [one, ...more] = inDiscord().filter((message) => saidIn(message).includes(what));
  if (one === undefined || more.length > 0) throw new Error(`Not one message about ${what}.`);
  return one;
}

/** Waits until something is true of both chats. */
async function until(what: string, look: () => boolean, ms = 15_000): Promise<void> {
  const tried = (): true | undefined => {
    try {
      return look() ? true : undefined;
    } catch {
      return undefined;
    }
  };
  // Whichever chat changes last sees it come true.
  await Promise.any([
    stage.shop.slack.until(what, tried, ms),
    stage.shop.discord.until(what, tried, ms),
  ]).catch((error: unknown) => {
    const told = [
      ...inSlack().map((one) => [one.text, ...underSlack(one)].join(' / ')),
      ...inDiscord().map(saidIn),
    ];
    throw new Error(`${String(error)}\n${told.join('\n')}\n${JSON.stringify(stage.log.lines.slice(-6))}`);
  });
}

describe('a day at the shop', () => {
  it('begins with everything green, and nobody is told', async () => {
    await stage.lookAt(1.5 * HOUR);
    const ready = await fetch(`${stage.url()}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([200, '{"ready":true,"missing":[]}']);
    expect([inSlack(), inDiscord()]).toEqual([[], []]);
  });

  it('brings one message in each chat when a number turns yellow', async () => {
    await stage.lookAt(demoMoments.promoYellow);
    await until('a message in both', () => inSlack().length === 1 && inDiscord().length === 1);
    expect(slackAbout('Promo ·').text).toMatch(/Warning.*Quality is medium \(yellow\)/);
    expect(saidIn(discordAbout('Promo ·'))).toMatch(/Waspada.*kuning/);
    await stage.lookAt(demoMoments.promoYellow + 5 * MINUTE);
    expect([inSlack().length, inDiscord().length]).toEqual([1, 1]);
  });

  it('brings another when usage passes 80 percent', async () => {
    await stage.lookAt(demoMoments.over80 + 10 * MINUTE);
    await until('two messages in both', () => inSlack().length === 2 && inDiscord().length === 2);
    expect(slackAbout('of the limit used').text).toMatch(/8\d % of the limit used/);
  });

  it('edits the message and adds to its thread when the number turns red', async () => {
    await stage.lookAt(demoMoments.promoRed);
    await until(
      'the log in both',
      () =>
        underSlack(slackAbout('Promo ·')).length === 1 &&
        underDiscord(discordAbout('Promo ·')).length === 1 &&
        slackAbout('Promo ·').text.includes('red'),
    );
    const root = slackAbout('Promo ·');
    expect(root.edits.length).toBeGreaterThan(0);
    expect(root.text).toMatch(/Critical/);
    expect(underSlack(root)[0]).toMatch(/Worse/);
    expect(saidIn(discordAbout('Promo ·'))).toMatch(/Kritis.*merah/);
    expect([inSlack().length, inDiscord().length]).toEqual([2, 2]);
  });

  it('answers questions to the asker alone, in Slack and in Discord', async () => {
    const { slack, discord } = stage.shop;
    const posted = inSlack().length;
    for (const [command, text, says] of [
      ['/quota', '0812-3456-7890', 'Toko Maju Promo'],
      ['/numbers', '', 'Toko Maju'],
      ['/help', '', '/quota'],
    ] as const) {
      const answer = await slack.sendSlash({ command, text }).posted();
      expect(answer[0]?.body).toMatchObject({ response_type: 'ephemeral' });
      expect(JSON.stringify(answer[0]?.body), command).toContain(says);
    }
    for (const [name, options, says] of [
      ['quota', { number: '0812-3456-7890' }, 'Toko Maju Promo'],
      ['numbers', {}, 'Toko Maju'],
      ['help', {}, '/quota'],
    ] as const) {
      const answer = await discord.sendCommand({ name, options, locale: 'id' }).reply();
      expect(answer.flags & 64, name).toBe(64);
      expect(JSON.stringify([answer.content, answer.embeds]), name).toContain(says);
    }
    expect([inSlack().length, inDiscord().length]).toEqual([posted, posted]);
  });

  it('lets one person acknowledge, and tells the next one who was first', async () => {
    const { slack, discord } = stage.shop;
    const root = slackAbout('Promo ·');
    const buttons = [...root.blocks, ...root.attachments.flatMap((one) => objectsFrom(one['blocks']))]
      .flatMap((block) => objectsFrom(block['elements']))
      .filter((element) => stringFrom(element['value']).startsWith('ack '));
    const press = { actionId: stringFrom(buttons[0]?.['action_id']), channelId: SLACK, messageTs: root.ts };
    // The second click comes before the button is gone.
    const clicks = [slack.sendAction(press), slack.sendAction(press)];
    const answers = await Promise.all(
      clicks.map(async (click) => JSON.stringify((await click.posted())[0]?.body)),
    );
    expect(answers.every((answer) => answer.includes('ephemeral'))).toBe(true);
    expect(answers.filter((answer) => answer.includes('was first'))).toHaveLength(1);
    await until('the alert to say so', () => slackAbout('Promo ·').text.includes('Acknowledged'));

    const id = stringFrom(buttons[0]?.['value']).replace('ack ', '');
    const late = await discord.sendCommand({ name: 'ack', options: { id } }).reply();
    expect(saidIn(late)).toContain('sari was first');
  });

  it('goes on in Discord while Slack is away, and tells Slack the truth once it is back', async () => {
    const { slack } = stage.shop;
    const before = { slack: inSlack().length, discord: inDiscord().length };
    const heal = slack.faults.always(/^(chat|conversations)\./, slackFault.refused('service_unavailable'));
    await stage.lookAt(outage + 10 * MINUTE);
    await until('the news in Discord', () => inDiscord().length === before.discord + 1);
    await stage.lookAt(outage + 40 * MINUTE);
    await until('its log in Discord', () => underDiscord(discordAbout('CS ·')).length === 1);
    await until('word of Slack in Discord', () => saidIn(discordAbout('tidak sampai')).includes(SLACK));
    expect(inSlack().length).toBe(before.slack);

    heal();
    await stage.lookAt(outage + HOUR);
    await until('the news in Slack', () => inSlack().length === before.slack + 1);
    await stage.lookAt(outage + HOUR + 5 * MINUTE);
    const late = slackAbout('CS ·');
    expect(late.text).toMatch(/Critical.*Quality is low \(red\)/);
    expect([late.edits, underSlack(late)]).toEqual([[], []]);
    await until('what else was new', () => underSlack(slackAbout('of the limit used')).length === 1);
    await stage.lookAt(outage + HOUR + 6 * MINUTE);
    await until('word that it is over', () => saidIn(discordAbout('kembali sampai')).includes(SLACK));
  });

  it('repeats nothing after a restart, and goes on where it was', async () => {
    const read = (): unknown => [
      inSlack().map((one) => [one.ts, underSlack(one)]),
      inDiscord().map((one) => [one.id, underDiscord(one)]),
    ];
    const before = read();
    await stage.stop();
    await stage.start();
    await stage.lookAt(outage + HOUR + 10 * MINUTE);
    await stage.lookAt(outage + HOUR + 15 * MINUTE);
    expect(read()).toEqual(before);
    const answer = await stage.shop.slack.sendSlash({ command: '/quota', text: '0811-2345-6789' }).posted();
    expect(JSON.stringify(answer[0]?.body)).toContain('Toko Maju CS');
  });

  it('shows how it is by HTTP', async () => {
    const [health, figures] = await Promise.all(
      ['healthz', 'metrics'].map(async (page) => {
        const answer = await fetch(`${stage.url()}/${page}`);
        return [answer.status, await answer.text()] as const;
      }),
    );
    expect(health).toEqual([200, 'ok\n']);
    expect(figures?.[0]).toBe(200);
    expect(figures?.[1]).toMatch(
      new RegExp(`tierwatch_numbers\\{portfolio="${demoAccount.portfolioId}",quality="red"\\} 2`),
    );
    expect(figures?.[1]).toMatch(/tierwatch_usage_percent\{.*\} 9\d/);
  });

  it('left one line in the log for each look, answer and delivery, with how long it took', () => {
    for (const event of ['look.seen', 'question.answered', 'notification.said', 'notification.failed']) {
      const lines = stage.log.lines.filter((line) => line.event === event);
      expect(lines.length, event).toBeGreaterThan(0);
      for (const { facts } of lines) expect(facts, event).toMatchObject({ ms: expect.any(Number) as number });
    }
  });

  it('was well-formed in every word, and gave no secret away', () => {
    const { slack, discord, secrets } = stage.shop;
    expect(slack.problems()).toEqual([]);
    expect(discord.problems()).toEqual([]);
    expect(secretIn(JSON.stringify(stage.log.lines), secrets)).toBeNull();
    for (const [name, text] of filesIn(stage.folder)) expect(secretIn(text, secrets), name).toBeNull();
    const said = JSON.stringify([slack.messages.list(), slack.ephemerals, discord.messages.list()]);
    expect(secretIn(said, secrets)).toBeNull();
  });
});

describe('the bot as a process', () => {
  it('stops cleanly on SIGTERM with a message on its way, and goes on where it was', async () => {
    const now = Date.now();
    const shop = await openShop(demoStory(now - demoMoments.promoRed - HOUR), () => Date.now());
    try {
      const folder = folderWith({ 'tierwatch.yaml': settings });
      const bot = start(built('main'), [], { folder, env: shop.env });
      const stopping = bot.says(/"event":"stopping"/);
      shop.slack.faults.always('chat.postMessage', slackFault.held(stopping));
      shop.discord.faults.always(/POST .*messages$/, discordFault.held(stopping));
      const [, url = ''] = await bot.says(/"http":"(http:[^"]+)"/);
      await shop.slack.until('a message on its way', () => shop.slack.messages.list()[0], 20_000);
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
      await shop.discord.until('a message on its way', () => shop.discord.messages.list()[0], 20_000);
      bot.signal('SIGTERM');
      const ended = await bot.ended;
      // It would leave with 1 after 9.5 s.
      expect(ended.code).toBe(0);
      expect(secretIn(ended.out + ended.err, shop.secrets)).toBeNull();

      const told = [shop.slack.messages.list().length, shop.discord.messages.list().length];
      shop.slack.faults.clear();
      shop.discord.faults.clear();
      const again = start(built('main'), [], { folder, env: shop.env });
      await shop.slack.until(
        'the rest',
        () => (shop.slack.messages.list().length === 2 ? true : undefined),
        20_000,
      );
      await shop.discord.until(
        'the rest',
        () => (shop.discord.messages.list().length === 2 ? true : undefined),
        20_000,
      );
      again.signal('SIGTERM');
      expect((await again.ended).code).toBe(0);
      expect(told).toEqual([1, 1]);
      expect(shop.slack.messages.list()).toHaveLength(2);
      expect(shop.discord.messages.list()).toHaveLength(2);
    } finally {
      await shop.close();
    }
  });
});
