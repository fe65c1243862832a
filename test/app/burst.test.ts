import { describe, expect, it } from 'vitest';
import { acknowledge } from '../../src/domain/attend.js';
import type { Card } from '../../src/cards/card.js';
import { reconcile } from '../../src/domain/reconcile.js';
import type { Quality } from '../../src/domain/snapshot.js';
import { MINUTE, SECOND } from '../../src/domain/time.js';
import { DeliveryError } from '../../src/ports.js';
import { cityWith, look, sending, statesOf, type City } from '../support/city.js';
import { fakeChat, type FakeChat } from '../support/fakes/chat.js';
import { Death, mortal } from '../support/mortal.js';
import { textsOf } from '../support/reading.js';
import { routeOf } from '../support/story.js';

const route = routeOf();

function cityOf(shops: number, joins = 40): City<FakeChat> {
  return cityWith(shops, fakeChat('slack', joins), route);
}

const red = (): Quality => 'red';
const green = (): Quality => 'green';

/** The shops that a message names, in its order. */
function named(card: Card): readonly string[] {
  const text = textsOf(card).join('\n');
  return [...new Set([...text.matchAll(/Shop \d+\b/g)].map(([name]) => name))];
}

function rootsIn({ chat }: City<FakeChat>): readonly FakeChat['messages'][number][] {
  return chat.messages.filter(({ under }) => under === null);
}

const waitingIn = async (city: City): Promise<number> =>
  (await statesOf(city)).flatMap(({ outbox }) => outbox.notifications).length;

function tableOf(card: Card): readonly (readonly string[])[] {
  return card.sections.flatMap((section) => (section.kind === 'table' ? section.rows : []));
}

describe('a few alerts', () => {
  it('each get a message of their own, the worst first', async () => {
    const city = cityOf(4);
    await look(city, (shop) => (shop === 2 ? 'red' : 'yellow'));
    await sending(city).deliverDue();
    expect(rootsIn(city).map(({ card }) => named(card))).toEqual([
      ['Shop 2'],
      ['Shop 0'],
      ['Shop 1'],
      ['Shop 3'],
    ]);
  });
});

describe('many alerts', () => {
  it('are told in two messages: the worst alone, then the others, the worst first, each with a choice', async () => {
    const city = cityOf(40);
    await look(city, (shop) => (shop % 10 === 7 ? 'red' : 'yellow'));
    await sending(city).deliverDue();
    const [first, second, ...more] = rootsIn(city);
    expect(more).toEqual([]);
    expect(named(first?.card ?? expect.fail())).toEqual(['Shop 7']);
    const { card } = second ?? expect.fail();
    const names = tableOf(card).map(([portfolio]) => portfolio);
    expect(names).toHaveLength(39);
    expect(names.slice(0, 4)).toEqual(['🔴 Shop 17', '🔴 Shop 27', '🔴 Shop 37', '🟡 Shop 0']);
    const [, choice] = card.actions;
    const incidents = (await statesOf(city)).flatMap((state) => state.incidents.map(({ id }) => id));
    expect(choice?.menu?.options.map(({ value }) => value).toSorted()).toEqual(
      incidents.filter((id) => !first?.card.actions.some(({ command }) => command.includes(id))).toSorted(),
    );
    expect(await waitingIn(city)).toBe(0);
  });

  it('are as many to a message as it can name', async () => {
    const city = cityOf(30, 10);
    await look(city, red);
    await sending(city).deliverDue();
    expect(rootsIn(city).map(({ card }) => named(card).length)).toEqual([1, 10, 10, 9]);
  });

  it('each get a message of their own where none can name several', async () => {
    const city = cityOf(6, 1);
    await look(city, red);
    await sending(city).deliverDue();
    expect(rootsIn(city).map(({ card }) => named(card))).toHaveLength(6);
  });

  it('are edited together as they end, and each has its line in the thread that says whose it is', async () => {
    const city = cityOf(8);
    await look(city, red);
    const send = sending(city);
    await send.deliverDue();
    const joined = rootsIn(city)[1] ?? expect.fail();
    for (let i = 0; i < 2; i++) await look(city, (shop) => (shop < 4 ? 'green' : 'red'));
    await send.deliverDue();
    const after = city.chat.messages.find(({ id }) => id === joined.id) ?? expect.fail();
    expect(after.edits).toBe(1);
    expect(tableOf(after.card)).toHaveLength(7);
    expect(after.card.tone).toBe('critical');
    const lines = city.chat.messages.filter(({ under }) => under === joined.id).map(({ card }) => card.title);
    expect(lines.map((title) => title.split(' · ')[0])).toEqual(['Shop 1', 'Shop 2', 'Shop 3']);
    for (let i = 0; i < 2; i++) await look(city, green);
    await send.deliverDue();
    const last = city.chat.messages.find(({ id }) => id === joined.id) ?? expect.fail();
    expect(last.card.tone).toBe('good');
    expect(last.card.actions).toEqual([]);
    expect(last.edits).toBe(2);
    expect(await waitingIn(city)).toBe(0);
  });

  it('show one that somebody takes care of as such', async () => {
    const city = cityOf(6);
    await look(city, red);
    const send = sending(city);
    await send.deliverDue();
    const { id } = city.plans[5] ?? expect.fail();
    await city.store.update(id, (saved) => {
      const state = saved ?? expect.fail();
      const ids = state.incidents.map((one) => one.id);
      const taken = acknowledge(state, ids, 'slack:U1', city.clock.now()).state;
      const told = reconcile(taken, { routes: [route], escalateTo: null, notices: [] }, city.clock.now());
      return { state: told, result: undefined };
    });
    await send.deliverDue();
    const { card } = rootsIn(city)[1] ?? expect.fail();
    expect(tableOf(card).find(([name]) => name?.includes('Shop 5'))?.[2]).toBe('Acknowledged');
    expect(tableOf(card).filter(([name]) => name?.startsWith('🔴'))).toHaveLength(4);
  });

  it('are posted each anew when somebody deletes their message', async () => {
    const city = cityOf(7);
    await look(city, red);
    const send = sending(city);
    await send.deliverDue();
    city.chat.deleteMessage(rootsIn(city)[1]?.id ?? '');
    for (let i = 0; i < 2; i++) await look(city, (shop) => (shop === 3 ? 'green' : 'red'));
    await send.deliverDue();
    const anew = rootsIn(city)[2] ?? expect.fail();
    expect(named(anew.card)).toEqual(['Shop 3']);
  });

  it('are tried again together when the channel took none of them, and told once', async () => {
    const city = cityOf(12);
    await look(city, red);
    const { troubles } = city.chat;
    troubles.push(
      null,
      new DeliveryError('retry', { chat: 'Slack', reason: 'too-many-messages' }, 3 * SECOND),
    );
    const send = sending(city);
    await send.deliverDue();
    expect(rootsIn(city)).toHaveLength(1);
    city.clock.move(2 * SECOND);
    await send.deliverDue();
    expect(rootsIn(city)).toHaveLength(1);
    city.clock.move(2 * SECOND);
    await send.deliverDue();
    expect(
      rootsIn(city)
        .flatMap(({ card }) => named(card))
        .toSorted(),
    ).toEqual(city.plans.map(({ name }) => name).toSorted());
  });

  it('are told once when the answer to their message was lost', async () => {
    const city = cityOf(12);
    await look(city, red);
    city.chat.troubles.push(null, 'accepted-then-lost');
    const send = sending(city);
    await send.deliverDue();
    for (let i = 0; i < 3; i++) {
      city.clock.move(MINUTE);
      await send.deliverDue();
    }
    expect(rootsIn(city).map(({ card }) => named(card).length)).toEqual([1, 11]);
    expect(await waitingIn(city)).toBe(0);
  });

  it('leave out one whose own message may have arrived before the others came', async () => {
    const city = cityOf(8);
    await look(city, (shop) => (shop === 5 ? 'yellow' : 'green'));
    city.chat.troubles.push('accepted-then-lost');
    const send = sending(city);
    await send.deliverDue();
    await look(city, (shop) => (shop === 5 ? 'yellow' : 'red'));
    await send.deliverDue();
    const told = rootsIn(city).flatMap(({ card }) => named(card));
    expect(told.toSorted()).toEqual(city.plans.map(({ name }) => name).toSorted());
    expect(await waitingIn(city)).toBe(0);
  });

  it('are told once, and later found again, wherever the process dies', async () => {
    let deaths = 0;
    for (let steps = 0; ; steps += 1) {
      const city = cityOf(7);
      await look(city, red);
      const first = mortal(city.store, city.chat, steps);
      await sending(city, first.store, first.chat)
        .deliverDue()
        .catch((error: unknown) => {
          if (!(error instanceof Death)) throw error;
        });
      deaths += first.died() ? 1 : 0;
      const after = sending(city);
      for (let i = 0; i < 3; i++) {
        await after.deliverDue();
        city.clock.move(MINUTE);
      }
      const told = rootsIn(city).flatMap(({ card }) => named(card));
      const all = city.plans.map(({ name }) => name);
      expect(told.toSorted(), `killed after ${steps} steps`).toEqual(all.toSorted());
      for (let i = 0; i < 2; i++) await look(city, green);
      await after.deliverDue();
      expect(
        rootsIn(city).map(({ card }) => card.tone),
        `killed after ${steps} steps`,
      ).not.toContain('critical');
      expect(await waitingIn(city)).toBe(0);
      if (!first.died()) break;
    }
    expect(deaths).toBeGreaterThan(20);
  });
});
