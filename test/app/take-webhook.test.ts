import { describe, expect, it } from 'vitest';
import { memoryStore } from '../support/fakes/stores.js';
import { webhookTaker } from '../../src/app/take-webhook.js';
import type { Announcement, News } from '../../src/domain/announcement.js';
import type { PortfolioId, PortfolioSnapshot, WabaId } from '../../src/domain/snapshot.js';
import { freshState } from '../../src/domain/state.js';
import { after, DAY, MINUTE, SECOND } from '../../src/domain/time.js';
import type { Webhook } from '../../src/domain/webhook.js';
import type { Ledger } from '../../src/ledger-port.js';
import { StoreError, type PortfolioPlan, type Store } from '../../src/ports.js';
import { tokoMaju } from '../support/asking.js';
import { fakeClock } from '../support/fakes/clock.js';
import { fakeLedger } from '../support/fakes/ledger.js';
import { fakeLog } from '../support/fakes/log.js';
import { facts } from '../support/ledger-facts.js';
import { noon, portfolioOf, wabaId, wabaOf } from '../support/looks.js';
import { absorbNext, announcementOf, judgingOf, routeOf } from '../support/story.js';

const discovering: PortfolioPlan = { ...tokoMaju, business: '506914307656634', wabas: [] };
const other: PortfolioPlan = {
  ...tokoMaju,
  id: '9' as PortfolioId,
  name: 'Toko Lain',
  business: null,
  wabas: ['77' as WabaId],
};
const rejected: News = { kind: 'review', decision: 'REJECTED' };
const judging = judgingOf({ routes: [routeOf()] });

const webhookOf = (account: string, ...announcements: Announcement[]): Webhook => ({
  parts: [{ account, fields: ['account_review_update'], announcements, facts: [] }],
});

/** A store that counts how often it is read. */
function counting(store: Store = memoryStore()): { store: Store; reads: () => number } {
  let reads = 0;
  return { store: { ...store, read: (id) => ((reads += 1), store.read(id)) }, reads: () => reads };
}

async function looked(
  store: Store,
  plan: PortfolioPlan,
  seen: Partial<PortfolioSnapshot> = {},
): Promise<void> {
  await store.update(plan.id, (saved) =>
    absorbNext(
      saved ?? freshState(plan.id, plan.name),
      { kind: 'seen', at: noon, snapshot: portfolioOf({ id: plan.id, ...seen }) },
      judging,
    ),
  );
}

function taking(
  store: Store,
  plans: readonly PortfolioPlan[] = [discovering, other],
  ledger: Pick<Ledger, 'record'> = fakeLedger(),
) {
  const clock = fakeClock(after(noon, MINUTE));
  const log = fakeLog();
  let queued = 0;
  const take = webhookTaker({
    plans,
    store,
    ledger,
    clock,
    log,
    judging: () => judging,
    onQueued: () => (queued += 1),
  });
  return { take, clock, log, queued: () => queued };
}

describe('a webhook', () => {
  it('is on disk, with what is to be told of it, once it is taken', async () => {
    const store = memoryStore();
    await looked(store, discovering);
    const { take, clock, queued } = taking(store);
    await take(webhookOf(wabaId, announcementOf(rejected, clock.now())));
    const state = await store.read(discovering.id);
    expect(state?.outbox.notifications).toHaveLength(1);
    expect(state?.sight?.snapshot.wabas[0]?.reviewStatus).toBe('REJECTED');
    expect(queued()).toBe(1);
  });

  it('that is repeated is told once', async () => {
    const store = memoryStore();
    await looked(store, discovering);
    const { take, clock, queued } = taking(store);
    const webhook = webhookOf(wabaId, announcementOf(rejected, clock.now()));
    await take(webhook);
    await take(webhook);
    await taking(store).take(webhook);
    expect((await store.read(discovering.id))?.outbox.notifications).toHaveLength(1);
    expect(queued()).toBe(1);
  });

  it('leaves one line in the log, one about messages alone only where more is asked for', async () => {
    const { take, clock, log } = taking(memoryStore());
    const ani = facts('phone:6281').status('delivered', 'wamid.1', 5);
    await take(webhookOf(wabaId, announcementOf(rejected, clock.now())));
    await take({ parts: [{ account: wabaId, fields: ['messages'], announcements: [], facts: [ani] }] });
    expect(log.lines.filter(({ event }) => event === 'webhook.taken')).toEqual([
      { level: 'info', event: 'webhook.taken', facts: { announcements: 1, facts: 0, ms: 0 } },
      { level: 'debug', event: 'webhook.taken', facts: { announcements: 0, facts: 1, ms: 0 } },
    ]);
  });

  it('of an account that nobody watches is logged once and passed over', async () => {
    const { take, clock, log } = taking(memoryStore());
    await take(webhookOf('404', announcementOf(rejected, clock.now())));
    await take(webhookOf('404', announcementOf(rejected, clock.now())));
    const told = log.lines.filter(({ event }) => event !== 'webhook.taken');
    expect(told).toEqual([{ level: 'info', event: 'webhook.unknown-account', facts: { account: '404' } }]);
  });

  it('is noted by its field and account, once it is kept', async () => {
    const store = memoryStore();
    await looked(store, discovering);
    const { take, clock } = taking(store);
    const webhook = webhookOf(wabaId, announcementOf(rejected, clock.now()));
    await take(webhook);
    await take(webhookOf('404', announcementOf(rejected, clock.now())));
    const first = clock.now();
    clock.move(DAY);
    await take(webhook);
    expect((await store.readBot()).heard).toEqual({
      [wabaId]: { account_review_update: { since: first, last: clock.now() } },
    });
  });

  it('is of every portfolio that watches the account, and of no other', async () => {
    const store = memoryStore();
    const twin = { ...other, id: '10' as PortfolioId };
    for (const plan of [discovering, other, twin])
      await looked(store, plan, {
        wabas: plan === discovering ? [wabaOf()] : [wabaOf({ id: '77' as WabaId })],
      });
    const { take, clock } = taking(store, [discovering, other, twin]);
    await take(webhookOf('77', announcementOf(rejected, clock.now(), '77' as WabaId)));
    const told = await Promise.all(
      [discovering, other, twin].map(async ({ id }) => (await store.read(id))?.outbox.notifications.length),
    );
    expect(told).toEqual([0, 1, 1]);
  });

  it('of a business portfolio is that portfolio’s', async () => {
    const store = memoryStore();
    const { take, clock } = taking(store);
    const removed: News = {
      kind: 'happening',
      about: { kind: 'waba' },
      state: 'PARTNER_REMOVED',
      detail: null,
      severity: 'warning',
    };
    await take(webhookOf('506914307656634', announcementOf(removed, clock.now())));
    expect((await store.read(discovering.id))?.outbox.notifications).toHaveLength(1);
  });

  it('tells the ledger of whom it reached, of every portfolio that watches the account', async () => {
    const store = memoryStore();
    const ledger = fakeLedger();
    for (const plan of [discovering, other]) await looked(store, plan, { wabas: [wabaOf()] });
    const { take, clock } = taking(store, [discovering, other], ledger);
    await ledger.alive(discovering.id, [wabaId], noon);
    const ani = facts('phone:6281').status('delivered', 'wamid.1', 5);
    const webhook: Webhook = {
      parts: [{ account: wabaId, fields: ['messages'], announcements: [], facts: [ani] }],
    };
    await take(webhook);
    await take(webhook);
    expect((await ledger.figure(discovering.id, clock.now()))?.releases).toEqual([
      { at: after(noon, DAY + MINUTE), recipients: 1 },
    ]);
    await ledger.alive(other.id, [wabaId], noon);
    expect((await ledger.figure(other.id, clock.now()))?.releases).toHaveLength(1);
  });

  it('is not taken when the ledger could not keep it', async () => {
    const store = memoryStore();
    await looked(store, discovering);
    const { take } = taking(store, [discovering], {
      record: () => Promise.reject(new StoreError('full', 'The disk is full.')),
    });
    const ani = facts('phone:6281').status('delivered', 'wamid.1', 5);
    await expect(
      take({ parts: [{ account: wabaId, fields: ['messages'], announcements: [], facts: [ani] }] }),
    ).rejects.toThrow('The disk is full.');
  });

  it('is not taken when it could not be kept', async () => {
    const store = memoryStore();
    await looked(store, discovering);
    const full: Store = {
      ...store,
      update: () => Promise.reject(new StoreError('full', 'The disk is full.')),
    };
    const { take, clock } = taking(full);
    await expect(take(webhookOf(wabaId, announcementOf(rejected, clock.now())))).rejects.toThrow(
      'The disk is full.',
    );
  });
});

describe('accounts', () => {
  it('that a look finds are known within seconds, and the store is hardly read', async () => {
    const { store, reads } = counting();
    const { take, clock, log } = taking(store, [discovering]);
    const webhook = webhookOf(wabaId, announcementOf(rejected, clock.now()));
    for (let n = 0; n < 50; n += 1) await take(webhook);
    expect(reads()).toBe(1);
    await looked(store, discovering);
    clock.move(10 * SECOND);
    await take(webhook);
    expect(reads()).toBe(2);
    for (let n = 0; n < 50; n += 1) await take(webhook);
    expect(reads()).toBe(2);
    expect(log.lines.filter(({ event }) => event === 'webhook.announced')).not.toEqual([]);
  });

  it('that left are forgotten', async () => {
    const store = memoryStore();
    await looked(store, discovering);
    const { take, clock, log } = taking(store, [discovering]);
    await take(webhookOf(wabaId));
    await looked(store, discovering, { wabas: [wabaOf({ id: '78' as WabaId })], numbers: [] });
    clock.move(5 * MINUTE);
    await take(webhookOf(wabaId));
    const events = log.lines.map(({ event }) => event).filter((event) => event !== 'webhook.taken');
    expect(events).toEqual(['webhook.unknown-account']);
  });
});
