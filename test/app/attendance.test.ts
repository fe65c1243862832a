import { describe, expect, it } from 'vitest';
import { memoryStore } from '../support/fakes/stores.js';
import { attendance } from '../../src/app/attendance.js';
import { withHeard } from '../../src/domain/heard.js';
import { freshState } from '../../src/domain/state.js';
import { after, DAY, HOUR, MINUTE } from '../../src/domain/time.js';
import type { Hearing } from '../../src/domain/webhook-subscription.js';
import { tokoMaju } from '../support/asking.js';
import { fakeClock } from '../support/fakes/clock.js';
import { fakeLedger } from '../support/fakes/ledger.js';
import { fakeLog } from '../support/fakes/log.js';
import { noon, portfolioOf, wabaOf } from '../support/looks.js';
import { absorbNext, judgingOf } from '../support/story.js';

const told: Hearing = { kind: 'told' };
const withoutField: Hearing = { kind: 'not-told', why: 'fields-not-subscribed' };
const unread: Hearing = { kind: 'unread', cause: { reason: 'permission-missing' } };

async function attending(answers: readonly Hearing[]) {
  const store = memoryStore();
  const ledger = fakeLedger();
  const clock = fakeClock(noon);
  const log = fakeLog();
  let asked = 0;
  const hear = (): Promise<Hearing> => Promise.resolve(answers[asked++] ?? unread);
  const attend = attendance({ plans: [tokoMaju], store, ledger, clock, log, round: () => hear });
  const look = (): Promise<unknown> =>
    store.update(tokoMaju.id, (saved) =>
      absorbNext(
        saved ?? freshState(tokoMaju.id, tokoMaju.name),
        { kind: 'seen', at: clock.now(), snapshot: portfolioOf({ id: tokoMaju.id, wabas: [wabaOf()] }) },
        judgingOf({}),
      ),
    );
  const figure = () => ledger.figure(tokoMaju.id, clock.now());
  const passes = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += MINUTE) {
      clock.move(MINUTE);
      await attend.prove();
    }
  };
  return { attend, store, clock, log, look, figure, passes, asked: () => asked };
}

describe('attending to webhooks', () => {
  it('counts from when a look found the accounts', async () => {
    const { attend, look, clock, figure, passes } = await attending([told]);
    await attend.prove();
    expect(await figure()).toBeNull();
    await look();
    clock.move(MINUTE);
    await attend.prove();
    expect(await figure()).toMatchObject({ countingSince: after(noon, MINUTE), atMost: null });
    await passes(2 * DAY);
    expect(await figure()).toMatchObject({ accuracy: 'exact', atLeast: 0, atMost: 0 });
  });

  it('does not count while an account tells others, and anew once it tells us', async () => {
    const { attend, look, clock, figure, asked } = await attending([withoutField, unread, told, told]);
    await look();
    await attend.prove();
    await attend.ask();
    expect(await figure()).toMatchObject({ countingSince: null, atMost: null });
    clock.move(MINUTE);
    await attend.ask();
    expect(await figure()).toMatchObject({ countingSince: null });
    clock.move(MINUTE);
    await attend.ask();
    expect(await figure()).toMatchObject({ countingSince: after(noon, 2 * MINUTE) });
    clock.move(HOUR - 1);
    await attend.ask();
    expect(asked()).toBe(3);
    clock.move(DAY);
    await attend.ask();
    expect(asked()).toBe(4);
  });

  it('is never exact without the fields of messages, however long nothing is heard', async () => {
    const { attend, look, figure, passes } = await attending(Array<Hearing>(9).fill(withoutField));
    await look();
    await attend.prove();
    await attend.ask();
    await passes(3 * DAY);
    expect(await figure()).toMatchObject({ accuracy: 'at-least', atMost: null, exactFrom: null });
  });

  it('does not take silence for nobody reached where nothing was ever seen or heard', async () => {
    const { attend, look, figure, passes } = await attending([]);
    await look();
    await attend.prove();
    await attend.ask();
    await passes(3 * DAY);
    expect(await figure()).toMatchObject({ accuracy: 'at-least', atMost: null, exactFrom: null });
  });

  it('goes on counting while a subscription cannot be read of an account that was heard', async () => {
    const { attend, look, figure, passes, store, clock } = await attending([]);
    await store.updateBot((bot) => ({
      state: { ...bot, heard: withHeard(bot.heard, wabaOf().id, ['messages'], clock.now()) },
      result: undefined,
    }));
    await look();
    await attend.prove();
    await attend.ask();
    await passes(2 * DAY);
    expect(await figure()).toMatchObject({ accuracy: 'exact', atLeast: 0, atMost: 0 });
  });

  it('says once what keeps an account from telling, and when it tells', async () => {
    const { attend, look, clock, log, asked } = await attending([
      unread,
      unread,
      withoutField,
      withoutField,
      told,
      told,
    ]);
    await look();
    for (let minute = 0; minute < 5; minute += 1) {
      await attend.ask();
      clock.move(MINUTE);
    }
    clock.move(HOUR);
    await attend.ask();
    expect(asked()).toBe(6);
    expect(log.lines).toEqual([
      expect.objectContaining({ level: 'warn', event: 'webhook.account-unread' }),
      expect.objectContaining({ level: 'warn', event: 'webhook.account-silent' }),
      expect.objectContaining({ level: 'info', event: 'webhook.account-tells' }),
    ]);
    expect(log.lines[0]?.facts).toMatchObject({ account: wabaOf().id });
    expect(JSON.stringify(log.lines[0]?.facts)).toContain('may not read this');
    expect(log.lines[1]?.facts).toMatchObject({ why: 'fields-not-subscribed' });
  });

  it('logs nothing while all is well', async () => {
    const { attend, look, log } = await attending([told]);
    await look();
    await attend.ask();
    expect(log.lines).toEqual([]);
  });
});
