import { describe, expect, it } from 'vitest';
import type { ResponderOptions } from '../../src/app/dispatch.js';
import { StoreError } from '../../src/ports.js';
import { asking, type Asking } from '../support/asking.js';
import { cityWith, look, sending, statesOf, type City } from '../support/city.js';
import { fakeChat, type FakeChat } from '../support/fakes/chat.js';
import { routeOf } from '../support/story.js';

const route = routeOf();

interface Asked extends Asking {
  readonly city: City<FakeChat>;
  /** The key of the message that five of six alerts share. */
  readonly key: string;
  /** Who takes care of the alert of each shop, in their order. */
  takers(): Promise<readonly (string | null | undefined)[]>;
}

/** Six shops with an alert each: the first is told alone, the others share a message. */
async function sixAlerts(more: Partial<ResponderOptions> = {}): Promise<Asked> {
  const city = cityWith(6, fakeChat('slack', 40), route);
  await look(city, () => 'red');
  await sending(city).deliverDue();
  const { plans, store, clock } = city;
  const bot = await asking({}, { plans, store, clock, routes: [route], ...more });
  const [, shared] = city.chat.messages;
  const [action] = shared?.card.actions ?? [];
  expect(action?.command).toMatch(/^ack /);
  return {
    ...bot,
    city,
    key: action?.command.slice('ack '.length) ?? '',
    takers: async () =>
      (await statesOf(city)).map(({ incidents }) => incidents.map((one) => one.acknowledged?.by ?? null)[0]),
  };
}

const audited = ({ log }: Asking): readonly (readonly unknown[])[] =>
  log.lines.flatMap(({ event, facts }) =>
    event === 'audit' && 'portfolio' in facts && 'done' in facts && 'why' in facts
      ? [[facts.portfolio, facts.done, facts.why]]
      : [],
  );

describe('the button of a message that alerts share', () => {
  it('acknowledges every open alert of it and no other, with a line in the log for each portfolio', async () => {
    const bot = await sixAlerts();
    expect(await bot.hear(`/ack ${bot.key}`)).toContain('🟠 5 alerts acknowledged');
    const sari = 'slack:U1';
    expect(await bot.takers()).toEqual([null, sari, sari, sari, sari, sari]);
    expect(audited(bot)).toEqual([1, 2, 3, 4, 5].map((shop) => [`shop-${shop}`, true, null]));
  });

  it('is gone once nobody is left to take care of, and the message says of each who that is not', async () => {
    const bot = await sixAlerts();
    await bot.ask(`/ack ${bot.key}`);
    await sending(bot.city).deliverDue();
    const [, shared] = bot.city.chat.messages;
    expect(shared?.edits).toBe(1);
    expect(shared?.card.tone).toBe('acknowledged');
    expect(shared?.card.actions.map(({ command }) => command)).toEqual(['incidents']);
  });

  it('leaves to whoever was first what they took, and tells the second who that was', async () => {
    const bot = await sixAlerts();
    const [third] = (await statesOf(bot.city))[3]?.incidents ?? [];
    await bot.ask(`/ack ${third?.id ?? ''}`, { name: 'Budi' });
    expect(await bot.hear(`/ack ${bot.key}`, { name: 'Sari' })).toContain('4 alerts acknowledged');
    expect(await bot.takers()).toEqual([null, 'Sari', 'Sari', 'Budi', 'Sari', 'Sari']);
    expect(await bot.hear(`/ack ${bot.key}`, { name: 'Tono' })).toMatch(/Already acknowledged[^]*was first/);
    expect(audited(bot).slice(-5)).toEqual(
      [1, 2, 3, 4, 5].map((shop) => [`shop-${shop}`, false, 'already-acknowledged']),
    );
  });

  it('says how many it left to others: those that one may not act on, and those that one may not see', async () => {
    const bot = await sixAlerts({
      may: (_asker, right, id) => (right === 'ask' ? id !== 'shop-5' : id !== 'shop-5' && id !== 'shop-4'),
    });
    const said = await bot.hear(`/ack ${bot.key}`);
    expect(said).toContain('3 alerts acknowledged');
    expect(said).toContain('2 more are left as they were: you may not acknowledge them.');
    expect(await bot.takers()).toEqual([null, 'slack:U1', 'slack:U1', 'slack:U1', null, null]);
    expect(audited(bot).toSorted()).toEqual([
      ['shop-1', true, null],
      ['shop-2', true, null],
      ['shop-3', true, null],
      ['shop-4', false, 'may-not-act'],
      ['shop-5', false, 'may-not-ask'],
    ]);
  });

  it('does nothing for whoever may act on none of them', async () => {
    const bot = await sixAlerts({ may: (_asker, right) => right === 'ask' });
    expect(await bot.hear(`/ack ${bot.key}`)).toContain('Not allowed here');
    expect(await bot.takers()).toEqual([null, null, null, null, null, null]);
    expect(audited(bot)).toEqual([1, 2, 3, 4, 5].map((shop) => [`shop-${shop}`, false, 'may-not-act']));
  });

  it('tells whoever may see none of them that there is no such alert', async () => {
    const bot = await sixAlerts({ may: (_asker, _right, id) => id === 'shop-0' });
    expect(await bot.hear(`/ack ${bot.key}`)).toContain(`No open alert “${bot.key}”`);
    expect(audited(bot)).toEqual([1, 2, 3, 4, 5].map((shop) => [`shop-${shop}`, false, 'may-not-ask']));
  });

  it('says so when all are over, and when no message has this key', async () => {
    const bot = await sixAlerts();
    for (let i = 0; i < 2; i++) await look(bot.city, () => 'green');
    expect(await bot.hear(`/ack ${bot.key}`)).toContain('All 5 are over.');
    expect(await bot.hear('/ack tw-zzzzzzz-1j')).toContain('No open alert “tw-zzzzzzz-1j”');
    expect(audited(bot).map(([, done, why]) => [done, why])).toEqual([
      [false, 'already-over'],
      [false, 'not-found'],
    ]);
  });

  it('keeps what was acknowledged before the store failed, and tells of the failure', async () => {
    const memory = await sixAlerts();
    const failing = {
      ...memory.city.store,
      update: ((id, change) =>
        id === 'shop-3'
          ? Promise.reject(new StoreError('unreachable', 'away'))
          : memory.city.store.update(id, change)) satisfies typeof memory.city.store.update,
    };
    const { plans, clock } = memory.city;
    const bot = await asking({}, { plans, clock, routes: [route], store: failing });
    await bot.ask(`/ack ${memory.key}`);
    expect(await memory.takers()).toEqual([null, 'slack:U1', 'slack:U1', null, null, null]);
    expect(audited(bot)).toEqual([
      ['shop-1', true, null],
      ['shop-2', true, null],
      ['shop-3', false, 'store'],
    ]);
  });
});
