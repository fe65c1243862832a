import { afterEach, describe, expect, it, vi } from 'vitest';
import { HALF_HOUR, HOUR, MINUTE } from '../../src/domain/time.js';
import { demoAccount } from '../../src/simulator/stories/demo.js';
import { discordFault } from '../support/discord/faults.js';
import { HOME_CHANNEL as DISCORD } from '../support/discord/guild.js';
import { standingStory } from '../support/e2e/shop.js';
import { setStage, type Stage } from '../support/e2e/stage.js';
import { objectFrom, stringFrom } from '../support/loopback/json.js';
import { slackFault } from '../support/slack/faults.js';
import { HOME_CHANNEL as SLACK } from '../support/slack/workspace.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const toSlack = `  - to: slack:${SLACK}\n    timezone: Asia/Jakarta\n`;
const toDiscord = `  - to: discord:${DISCORD}\n    locale: id\n    timezone: Asia/Jakarta\n`;
const settings = (routes: string): string => `portfolios:
  - name: Toko Maju
    id: "${demoAccount.portfolioId}"
routes:
${routes}`;

// In the past, because Slack dates its messages by the real time.
const begins = Math.floor((Date.now() - 12 * HOUR) / HALF_HOUR) * HALF_HOUR;

let stage: Stage;
afterEach(() => stage.close());

/** Opens a shop with a red number, whose bot tells it on these routes. */
async function open(routes: string): Promise<void> {
  const story = standingStory(begins, { [demoAccount.careId]: { quality: 'RED' } });
  stage = await setStage(story, begins, settings(routes));
}

const postsIn = { slack: /^chat\./, discord: /^(POST|PATCH) .*\/messages/ };
const slackIs503 = (): (() => void) =>
  stage.shop.slack.faults.always(postsIn.slack, slackFault.serverError(503));
const discordIs503 = (): (() => void) =>
  stage.shop.discord.faults.always(postsIn.discord, discordFault.serverError(503));

/** The messages in Discord as they read now. */
const inDiscord = (): readonly string[] =>
  stage.shop.discord.messages
    .list(DISCORD)
    .map(({ content, embeds }) => `${content} ${stringFrom(objectFrom(embeds[0])['title'])}`);
const inSlack = (): readonly string[] => stage.shop.slack.messages.list(SLACK).map(({ text }) => text);

async function ready(): Promise<{ readonly ready: boolean; readonly missing: readonly string[] }> {
  const answer = await fetch(`${stage.url()}/readyz`);
  return (await answer.json()) as { ready: boolean; missing: readonly string[] };
}

/** The age of the oldest notification that waits on a route, in whole minutes. */
async function oldestOn(route: string): Promise<number | null> {
  const text = await (await fetch(`${stage.url()}/metrics`)).text();
  const [, age] =
    new RegExp(`^tierwatch_oldest_notification_age_seconds\\{route="${route}"\\} (\\S+)$`, 'm').exec(text) ??
    [];
  return age === undefined ? null : Math.round(Number(age) / 60);
}

/** Looks each minute from one to another, and sends what waits; what `each` says after every minute. */
async function minutes<T>(from: number, to: number, each: () => T): Promise<readonly T[]> {
  const said: T[] = [];
  for (let minute = from; minute <= to; minute += 1) {
    await stage.lookAt(HOUR + minute * MINUTE);
    await stage.delivers();
    said.push(each());
  }
  return said;
}

const notDelivered = (route: string): string =>
  `messages for ${route} do not arrive, and no other route could be told`;

describe('while Slack answers 503 for 25 minutes', () => {
  it('Discord hears of it after ten minutes, once, and the heart beats on; then it hears that it is over', async () => {
    await open(toSlack + toDiscord);
    stage.passTo(HOUR);
    await stage.start();
    const heal = slackIs503();
    const said = await minutes(0, 25, () => inDiscord().length);
    const told = said.findIndex((count) => count === 2);
    expect(said.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 1));
    expect(told).toBe(10);
    expect(said.at(-1)).toBe(2);
    expect(inDiscord()[1]).toContain('Peringatan tidak sampai ke sebuah kanal');
    const beats = stage.beats.length;
    expect(beats).toBe(27);
    expect(await ready()).toEqual({ ready: true, missing: [] });
    expect(await oldestOn(`slack:${SLACK}`)).toBe(25);
    expect(await oldestOn(`discord:${DISCORD}`)).toBe(0);
    console.info(`Slack at 503: told after ${told} min, 0 of 26 heartbeats withheld`);

    heal();
    await minutes(31, 33, () => undefined);
    await vi.waitFor(() => expect(inDiscord()[1]).toContain('Peringatan kembali sampai ke kanal'));
    expect(inDiscord()).toHaveLength(2);
    expect(inSlack()).toHaveLength(1);
    expect(await oldestOn(`slack:${SLACK}`)).toBe(0);
  });
});

describe('while Slack and Discord answer 503 for 25 minutes', () => {
  it('the heart does not beat once alerts have waited for ten minutes, and /readyz says why', async () => {
    await open(toSlack + toDiscord);
    stage.passTo(HOUR);
    await stage.start();
    const heals = [slackIs503(), discordIs503()];
    const beats = await minutes(0, 25, () => stage.beats.length);
    const last = beats.indexOf(beats.at(-1) ?? 0);
    expect(last).toBeGreaterThanOrEqual(9);
    expect(last).toBeLessThanOrEqual(11);
    expect(await ready()).toEqual({
      ready: false,
      missing: [notDelivered(`slack:${SLACK}`), notDelivered(`discord:${DISCORD}`)],
    });
    console.info(`both at 503: ${25 - last} of 26 heartbeats withheld, from minute ${last + 1} on`);

    for (const heal of heals) heal();
    await minutes(31, 34, () => undefined);
    await vi.waitFor(() => {
      for (const told of [inSlack(), inDiscord()]) {
        expect(told.filter((one) => one.includes('CS'))).toHaveLength(1);
        // Each may have heard of the other's trouble first, and then that it was over.
        expect(told.join(' ')).not.toMatch(/do not arrive|tidak sampai/);
      }
    });
    await minutes(35, 35, () => undefined);
    expect(await ready()).toEqual({ ready: true, missing: [] });
    expect(stage.beats.length).toBeGreaterThan(beats.at(-1) ?? 0);
  });
});

describe('when the only channel refuses for good', () => {
  it('the heart does not beat from the tenth minute on, nor after a restart, and beats again once it is mended', async () => {
    await open(toSlack);
    stage.passTo(HOUR);
    await stage.start();
    const heal = stage.shop.slack.faults.always(postsIn.slack, slackFault.refused('channel_not_found'));
    const beats = await minutes(0, 25, () => stage.beats.length);
    const last = beats.indexOf(beats.at(-1) ?? 0);
    expect(last).toBe(9);
    expect(await ready()).toEqual({ ready: false, missing: [notDelivered(`slack:${SLACK}`)] });
    console.info(`one route, refused: ${25 - last} of 26 heartbeats withheld, from minute ${last + 1} on`);

    await stage.stop();
    await stage.start();
    await minutes(26, 27, () => undefined);
    expect(stage.beats.length).toBe(beats.at(-1));
    heal();
    await minutes(45, 46, () => undefined);
    await vi.waitFor(() => expect(inSlack()).toHaveLength(1));
    await minutes(47, 47, () => undefined);
    expect(await ready()).toEqual({ ready: true, missing: [] });
    expect(stage.beats.length).toBeGreaterThan(beats.at(-1) ?? 0);
  });
});
