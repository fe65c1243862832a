import { afterEach, describe, expect, it, vi } from 'vitest';
import { HALF_HOUR, HOUR, MINUTE } from '../../src/domain/time.js';
import { demoAccount } from '../../src/simulator/stories/demo.js';
import { HOME_CHANNEL as DISCORD } from '../support/discord/guild.js';
import { secretIn } from '../support/e2e/secrets.js';
import { standingStory } from '../support/e2e/shop.js';
import { setStage, type Stage } from '../support/e2e/stage.js';
import { slackFault } from '../support/slack/faults.js';
import { HOME_CHANNEL as SLACK } from '../support/slack/workspace.js';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 90_000 });

const operator = {
  platform: 'terminal',
  user: 'operator',
  name: null,
  channel: null,
  groups: [],
  language: null,
  isOperator: true,
} as const;

const patience = 40_000;
const toSlack = `  - to: slack:${SLACK}\n`;
const toDiscord = `  - to: discord:${DISCORD}\n`;
const settings = (routes: string, more = ''): string => `portfolios:
  - name: Toko Maju
    id: "${demoAccount.portfolioId}"
routes:
${routes}${more}`;

// In the past, because Slack dates its messages by the real time.
const begins = Math.floor((Date.now() - 12 * HOUR) / HALF_HOUR) * HALF_HOUR;

let stage: Stage;
afterEach(() => stage.close());

/** Opens a shop with a red number, whose bot tells it in Slack alone. */
async function open(): Promise<void> {
  const story = standingStory(begins, { [demoAccount.careId]: { quality: 'RED' } });
  stage = await setStage(story, begins, settings(toSlack));
  stage.passTo(HOUR);
  await stage.start();
  await stage.shop.slack.until('the alert', () => stage.shop.slack.messages.list(SLACK)[0], patience);
}

const inSlack = (): number => stage.shop.slack.messages.list(SLACK).length;
const inDiscord = (): number => stage.shop.discord.messages.list(DISCORD).length;
const events = (): readonly string[] => stage.log.lines.map(({ event }) => event);
const asked = (method: string): number =>
  stage.shop.slack.requests.filter((request) => request.method === method).length;

/** What `/numbers` answers in both chats. */
async function answers(): Promise<readonly string[]> {
  const { slack, discord } = stage.shop;
  const [inOne, inOther] = await Promise.all([
    slack.sendSlash({ command: '/numbers' }).posted(1, patience),
    discord.sendCommand({ name: 'numbers' }).reply(patience),
  ]);
  return [JSON.stringify(inOne[0]?.body), JSON.stringify(inOther.embeds)];
}

/** Somebody acknowledges the alert; its id. */
async function acknowledged(): Promise<string> {
  const [incident] = (await stage.bot().states()).flatMap(({ incidents }) => incidents);
  const text = incident?.id ?? '';
  await stage.bot().responder.answer({ command: 'ack', text, options: {}, asker: operator });
  return text;
}

describe('settings that are read again', () => {
  it('tell a new route of what is open, the old one nothing twice, and leave the lines to the chats alone', async () => {
    await open();
    const identifies = stage.shop.discord.gateway.identifies();
    const outcome = await stage.reload(settings(toSlack + toDiscord));
    expect(outcome).toMatchObject({ kind: 'taken', changes: [{ say: `discord:${DISCORD} added` }] });
    await stage.lookAt(HOUR + 5 * MINUTE);
    await stage.shop.discord.until('the alert', () => stage.shop.discord.messages.list(DISCORD)[0], patience);
    await stage.delivers();
    expect([inSlack(), inDiscord()]).toEqual([1, 1]);
    expect([asked('apps.connections.open'), stage.shop.discord.gateway.identifies()]).toEqual([
      1,
      identifies,
    ]);
    for (const answer of await answers()) expect(answer).toContain('Toko Maju');
    expect(
      (await fetch(`${stage.url()}/metrics`).then((page) => page.text())).match(/route="discord/),
    ).toBeTruthy();
    expect(secretIn(JSON.stringify(stage.log.lines), stage.shop.secrets)).toBeNull();
  });

  it('change nothing while anything in them is wrong, and say what by file and line', async () => {
    await open();
    const outcome = await stage.reload(`${settings(toSlack)}language: klingon\n`);
    expect(outcome).toMatchObject({
      kind: 'refused',
      why: [expect.stringMatching(/tierwatch\.yaml:6 language: /)],
    });
    expect(await stage.reload('portfolios:\n  - name: "Toko')).toMatchObject({ kind: 'refused' });
    expect(events().filter((event) => event === 'settings.refused')).toHaveLength(2);
    for (const answer of await answers()) expect(answer).toContain('Toko Maju');
    await stage.lookAt(HOUR + 5 * MINUTE);
    expect((await fetch(`${stage.url()}/readyz`)).status).toBe(200);
    expect(inSlack()).toBe(1);
  });

  it('that say the same begin nothing anew', async () => {
    await open();
    const looks = events().filter((event) => event === 'look.seen').length;
    expect(await stage.reload(`# the same\n${settings(toSlack)}`)).toEqual({ kind: 'unchanged' });
    expect(events().filter((event) => event === 'look.seen')).toHaveLength(looks);
  });

  it('open the chats anew where their commands are to be called otherwise, without a word twice', async () => {
    await open();
    const { slack, discord } = stage.shop;
    const identifies = discord.gateway.identifies();
    await stage.reload(settings(toSlack, 'commandPrefix: wa-\n'));
    await discord.until('a new line', () => discord.gateway.identifies() > identifies || undefined, patience);
    await vi.waitFor(() => expect(asked('apps.connections.open')).toBe(2), patience);
    await Promise.all([slack.connected(patience), discord.gateway.connected(patience)]);
    await vi.waitFor(async () => expect((await fetch(`${stage.url()}/readyz`)).status).toBe(200), patience);
    const answer = await slack.sendSlash({ command: '/wa-numbers' }).posted(1, patience);
    expect(JSON.stringify(answer[0]?.body)).toContain('Toko Maju');
    const reply = await discord.sendCommand({ name: 'wa-numbers' }).reply(patience);
    expect(JSON.stringify(reply.embeds)).toContain('Toko Maju');
    expect([slack.connections(), discord.gateway.connections()]).toEqual([1, 1]);
    expect(inSlack()).toBe(1);
  });

  it('let a look that is under way end by those before, while people are answered by the new ones', async () => {
    await open();
    stage.shop.meta.setFaults([{ kind: 'late', ms: 2_000 }]);
    const under = stage.lookAt(HOUR + 5 * MINUTE);
    await vi.waitFor(
      () => expect(stage.shop.meta.calls.at(-1)?.at).toBe(begins + HOUR + 5 * MINUTE),
      patience,
    );
    const seen = events().filter((event) => event === 'look.seen').length;
    await stage.reload(settings(toSlack + toDiscord, 'maskNumbers: true\n'));
    expect(events().filter((event) => event === 'look.seen')).toHaveLength(seen);
    for (const answer of await answers()) expect(answer).toContain('•');
    await under;
    stage.shop.meta.setFaults([]);
    await stage.shop.discord.until('the alert', () => stage.shop.discord.messages.list(DISCORD)[0], patience);
    expect(events().filter((event) => event === 'look.blind' || event === 'round.failed')).toEqual([]);
    expect([inSlack(), inDiscord()]).toEqual([1, 1]);
  });

  it('wait for what is on its way to a chat, so that it is not sent again', async () => {
    await open();
    let arrive = (): void => undefined;
    const { slack } = stage.shop;
    slack.faults.next('chat.update', slackFault.held(new Promise<void>((resolve) => (arrive = resolve))));
    const before = asked('chat.update');
    const id = await acknowledged();
    await vi.waitFor(() => expect(asked('chat.update')).toBe(before + 1), patience);
    const reloaded = stage.reload(settings(toSlack, 'language: id\n'));
    for (const answer of await answers()) expect(answer).toContain('Toko Maju');
    arrive();
    await reloaded;
    await stage.delivers();
    expect(asked('chat.update')).toBe(before + 1);
    expect((await stage.bot().states()).flatMap(({ incidents }) => incidents)).toContainEqual(
      expect.objectContaining({ id, state: 'acknowledged' }),
    );
  });

  it('give way to a stop that comes while they are taken over', async () => {
    await open();
    const { slack } = stage.shop;
    slack.faults.next('chat.update', slackFault.held(new Promise<void>(() => undefined)));
    await acknowledged();
    await vi.waitFor(() => expect(asked('chat.update')).toBeGreaterThan(0), patience);
    const reloaded = stage.reload(settings(toSlack + toDiscord));
    await vi.waitFor(
      () => expect(events().filter((event) => event === 'stage.settings')).toHaveLength(1),
      patience,
    );
    await stage.stop();
    expect(await reloaded).toEqual({ kind: 'stopping' });
    expect(inDiscord()).toBe(0);
  });
});
