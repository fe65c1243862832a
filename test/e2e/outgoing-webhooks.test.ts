import { afterEach, describe, expect, it, vi } from 'vitest';
import { HALF_HOUR, HOUR, MINUTE } from '../../src/domain/time.js';
import { withNumber } from '../../src/simulator/edits.js';
import { demoAccount, demoStory } from '../../src/simulator/stories/demo.js';
import type { Story } from '../../src/simulator/story.js';
import { built } from '../support/e2e/built.js';
import { run, start, type Running } from '../support/e2e/program.js';
import { secretIn } from '../support/e2e/secrets.js';
import { openShop, standingStory, type Shop } from '../support/e2e/shop.js';
import { setStage, type Stage } from '../support/e2e/stage.js';
import { folderWith } from '../support/folder.js';
import type { Taken } from '../support/webhook-receiver.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const settings = `portfolios:
  - name: Toko Maju
    id: "${demoAccount.portfolioId}"
routes:
  - to: webhook:oncall
    locale: id
    timezone: Asia/Jakarta
maskNumbers: true
`;
const begins = Math.floor((Date.now() - 12 * HOUR) / HALF_HOUR) * HALF_HOUR;

/** Nothing happens but that a number turns red, and green again an hour later. */
function redForAnHour(): Story {
  const turns = (at: number, quality: string): Story['changes'][number] => ({
    at: begins + at,
    label: `Toko Maju CS turns ${quality.toLowerCase()}.`,
    change: (world) => withNumber(world, demoAccount.careId, { quality }),
  });
  return {
    ...demoStory(begins),
    changes: [turns(HOUR + 5 * MINUTE, 'RED'), turns(2 * HOUR + 5 * MINUTE, 'GREEN')],
  };
}

const types = (taken: readonly Taken[]): readonly string[] => taken.map(({ event }) => event.type);

describe('a program that is told', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  async function open(): Promise<void> {
    stage = await setStage(redForAnHour(), begins, settings);
    stage.passTo(HOUR);
    await stage.start();
    await vi.waitFor(async () => expect((await fetch(`${stage.url()}/readyz`)).status).toBe(200), 20_000);
  }

  /** Looks every five minutes and sends what waits. */
  async function minutes(from: number, to: number): Promise<void> {
    for (let minute = from; minute <= to; minute += 5) {
      await stage.lookAt(HOUR + minute * MINUTE);
      await stage.delivers();
    }
  }

  it('hears an alert through its life, signed, once and in order', async () => {
    await open();
    const { receiver } = stage.shop;
    await minutes(6, 16);
    await minutes(66, 81);
    expect(receiver.problems).toEqual([]);
    const [opened, ...later] = receiver.taken;
    expect(opened?.event).toMatchObject({
      type: 'alert.opened',
      data: {
        channel: 'oncall',
        portfolio: { name: 'Toko Maju' },
        severity: 'critical',
        state: 'open',
        reasons: [{ reason: 'opened' }],
        incidents: [{ rule: 'quality', state: 'open', subject: { kind: 'number', id: demoAccount.careId } }],
      },
    });
    // In the language of the route, and as its readers may see numbers.
    expect(opened?.event.data.text).toContain('Kritis: Toko Maju CS');
    expect(JSON.stringify(opened?.event)).not.toMatch(/\+?62\d{9}/);
    const last = later.findLast(({ event }) => event.type === 'alert.updated');
    expect(last?.event.data).toMatchObject({
      state: 'resolved',
      severity: null,
      replaces: opened?.id,
      alert: opened?.event.data.alert,
    });
    expect(later.map(({ event }) => event.data.alert)).toEqual(later.map(() => opened?.event.data.alert));
    expect(types(later)).toContain('alert.log');
    expect(new Set(receiver.ids).size).toBe(receiver.ids.length);
    const times = receiver.taken.map(({ event }) => event.timestamp);
    expect(times).toEqual([...times].sort());
  });

  it('that takes a message and breaks the line hears it once, with one id', async () => {
    await open();
    const { receiver } = stage.shop;
    receiver.meets('lost');
    await minutes(6, 11);
    await minutes(12, 12);
    expect(types(receiver.taken)[0]).toBe('alert.opened');
    expect(receiver.ids.slice(0, 2)).toEqual([receiver.ids[0], receiver.ids[0]]);
    expect(types(receiver.taken).filter((type) => type === 'alert.opened')).toHaveLength(1);
    expect(receiver.problems).toEqual([]);
  });

  it('that is away for half an hour hears afterwards what is so then', async () => {
    await open();
    const { receiver } = stage.shop;
    receiver.refuses(503);
    await minutes(6, 36);
    expect(receiver.taken).toEqual([]);
    expect(receiver.requests.length).toBeGreaterThan(2);
    receiver.refuses(null);
    await minutes(41, 51);
    const [opened] = receiver.taken;
    expect([opened?.event.type, opened?.event.data.state]).toEqual(['alert.opened', 'open']);
    await minutes(96, 106);
    const ofIt = receiver.taken.filter(({ event }) => event.data.alert === opened?.event.data.alert);
    expect(types(ofIt)).toEqual(['alert.opened', 'alert.updated', 'alert.log']);
    expect(ofIt.at(-1)?.event.data.state).toBe('resolved');
    expect(receiver.problems).toEqual([]);
  });
});

describe('a bot that is killed after it told a program, and before it noted that', () => {
  let shop: Shop;
  let bot: Running;
  afterEach(async () => {
    bot.signal('SIGKILL');
    await bot.ended;
    await shop.close();
  });

  it('tells it again with the same id', async () => {
    const story = standingStory(Date.now() - 2 * HOUR, { [demoAccount.careId]: { quality: 'RED' } });
    shop = await openShop(story, () => Date.now());
    const { receiver } = shop;
    const folder = folderWith({ 'tierwatch.yaml': settings });
    const place = { folder, env: { ...shop.env, PORT: '0' } };
    receiver.meets('held');
    bot = start(built('main'), [], place);
    await receiver.until('the alert', (taken) => taken.length === 1, 60_000);
    bot.signal('SIGKILL');
    const before = await bot.ended;
    bot = start(built('main'), [], place);
    await vi.waitFor(() => expect(receiver.ids.length).toBeGreaterThan(1), 60_000);
    expect(receiver.ids[1]).toBe(receiver.ids[0]);
    bot.signal('SIGTERM');
    const { code, out, err } = await bot.ended;
    expect(code).toBe(0);
    expect(receiver.taken.filter(({ event }) => event.type === 'alert.opened')).toHaveLength(1);
    expect(receiver.problems).toEqual([]);
    expect(secretIn(before.out + before.err + out + err, shop.secrets)).toBeNull();
  });
});

describe('the command line', () => {
  it('checks that somebody answers without telling anything, and tells a test alert', async () => {
    const shop = await openShop(standingStory(Date.now() - 2 * HOUR), () => Date.now());
    const place = { folder: folderWith({ 'tierwatch.yaml': settings }), env: shop.env };
    const checked = await run(built('cli'), ['check'], place);
    expect(checked.out).toMatch(/^ok {3}Webhook, oncall: Somebody answers at its address \(HTTP 405\)/m);
    expect(shop.receiver.requests).toEqual(['HEAD']);
    const tested = await run(built('cli'), ['alert-test'], place);
    expect(tested.code).toBe(0);
    expect(types(shop.receiver.taken)).toEqual(['test']);
    expect(secretIn(checked.out + checked.err + tested.out + tested.err, shop.secrets)).toBeNull();
    await shop.close();
  });
});
