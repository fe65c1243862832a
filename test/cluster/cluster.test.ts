import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { putCoverages } from '../../src/adapters/store/ledger/coverage-rows.js';
import { openPostgres } from '../../src/adapters/store/postgres/database.js';
import { aliveFor, type Coverage } from '../../src/domain/ledger/coverage.js';
import type { PortfolioId, WabaId } from '../../src/domain/snapshot.js';
import { DAY, HOUR, instantOf, MINUTE } from '../../src/domain/time.js';
import { flatIds } from '../../src/simulator/stories/flat.js';
import { openStores } from '../../src/stores.js';
import { fakeLog } from '../support/fakes/log.js';
import { folderWith } from '../support/folder.js';
import { bodyOf, changeOf, signedWith } from '../support/meta-webhooks.js';
import { describeWithPostgres, startPostgres } from '../support/postgres.js';
import { lineFault } from '../support/loopback/faults.js';
import { objectFrom, stringFrom } from '../support/loopback/json.js';
import { postSignedRequest } from '../support/slack/signed-request.js';
import { keeping } from '../adapters/store/opened.js';
import { appSecret, channels, openGround, phoneOf, type Fall, type Ground } from './ground.js';
import { startWorker, type Worker } from './process.js';
import { openProxy, type Proxy } from './proxy.js';
import { recordLooks, type Record, type TakenLook } from './record.js';

vi.setConfig({ testTimeout: 240_000 });

const portfolios = 50;
const falling = 24;
/** Looks are planned so far apart, in milliseconds. */
const every = 6_000;
/** A name stays taken so long after its holder died or froze, in milliseconds. */
const lease = 6_000;

const seed = Number(process.env['CLUSTER_SEED'] ?? Math.floor(Math.random() * 1_000_000));
/** Numbers below a limit, the same for the same seed. */
function chance(limit: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * limit);
}
// One row of numbers for the whole run.
let state = seed;

/** Three places for processes, each with its own way to the server and a clock of its own. */
interface Place {
  readonly proxy: Proxy;
  readonly folder: string;
  readonly env: Readonly<globalThis.Record<string, string>>;
  readonly clockShift: number;
  worker: Worker;
}

async function openPlaces(ground: Ground, url: string, port: number): Promise<readonly Place[]> {
  return Promise.all(
    [0, 10 * 60_000, -10 * 60_000].map(async (clockShift) => {
      const proxy = await openProxy(port);
      const folder = folderWith({ 'tierwatch.yaml': ground.settings });
      const through = url.replace(`:${String(port)}/`, `:${String(proxy.port)}/`);
      const env = { ...ground.env, STORE_URL: through, LOOK_EVERY: String(every) };
      return { proxy, folder, env, clockShift, worker: await startWorker(folder, env, clockShift) };
    }),
  );
}

const rootsIn = {
  slack: (ground: Ground, channel: string): readonly string[] =>
    ground.slack.messages
      .list(channel)
      .filter(({ threadTs }) => threadTs === undefined)
      .map((message) => JSON.stringify([message.text, message.blocks, message.attachments])),
  discord: (ground: Ground, channel: string): readonly string[] =>
    ground.discord.messages.list(channel).map(({ content, embeds }) => JSON.stringify([content, embeds])),
};

/** The keys of what was said in a channel and its threads, in the order it came. */
function keysIn(ground: Ground, chat: 'slack' | 'discord', channel: string): readonly string[] {
  if (chat === 'slack')
    return ground.slack.messages
      .list(channel)
      .map(({ metadata }) => stringFrom(objectFrom(objectFrom(metadata ?? {})['event_payload'])['key']));
  const threads = ground.discord.threads().filter(({ parentId }) => parentId === channel);
  return [channel, ...threads.map(({ id }) => id)].flatMap((id) =>
    ground.discord.messages.list(id).flatMap(({ nonce }) => nonce ?? []),
  );
}

const allRoutes = [
  ...channels.slack.map((channel) => ({ chat: 'slack', channel }) as const),
  ...channels.discord.map((channel) => ({ chat: 'discord', channel }) as const),
];

/** A store whose ledger was told everything for more than two days, and will be sure of it for the next minutes. */
async function attended(url: string, portfolio: PortfolioId, account: WabaId): Promise<void> {
  const now = Date.now();
  let coverage: Coverage | null = null;
  for (let at = now - 2 * DAY - HOUR; at < now + 30 * MINUTE; at += MINUTE)
    coverage = aliveFor(coverage, [account], instantOf(at));
  const database = await openPostgres({ url, access: 'write', log: fakeLog() });
  await database.writing(async (tables) => {
    if (coverage) await putCoverages(tables, [[portfolio, coverage]]);
  });
  await database.close();
}

/** One body of statuses, about people of portfolio 1. */
function statuses(from: number, count: number): string {
  const delivered = Array.from({ length: count }, (_, i) => ({
    id: `wamid.${String(from + i)}`,
    status: 'delivered',
    timestamp: String(Math.floor(Date.now() / 1000) - 5),
    recipient_id: String(6_281_300_000_000 + ((from + i) % 900)),
    pricing: { billable: true, pricing_model: 'PMP', type: 'regular', category: 'marketing' },
  }));
  const metadata = { display_phone_number: '6281210000001', phone_number_id: flatIds.number(1, 0, 0) };
  const value = { messaging_product: 'whatsapp', metadata, statuses: delivered };
  return JSON.stringify(bodyOf([changeOf('messages', value)], undefined, flatIds.waba(1, 0)));
}

async function tellMeta(worker: Worker, body: string): Promise<number> {
  const sent = { method: 'POST', body, headers: signedWith(appSecret, body) };
  return fetch(`${worker.url}/webhooks/meta`, { ...sent, signal: AbortSignal.timeout(8_000) }).then(
    ({ status }) => status,
    () => 0,
  );
}

describeWithPostgres('three processes on one PostgreSQL, whatever befalls them', () => {
  it(`look, tell, count and answer as one (CLUSTER_SEED=${String(seed)})`, async () => {
    const ground = await openGround(portfolios);
    const server = await startPostgres();
    const url = await server.newStore();
    await attended(url, flatIds.portfolio(1) as PortfolioId, flatIds.waba(1, 0) as WabaId);
    const record = await recordLooks(url);
    const places = await openPlaces(ground, url, server.port);
    onTestFinished(async () => {
      for (const { worker, proxy } of places) {
        worker.signal('SIGKILL');
        proxy.close();
      }
      await ground.close();
      mkdirSync('.cache/cluster', { recursive: true });
      for (const [i, { worker }] of places.entries())
        writeFileSync(join('.cache/cluster', `worker-${String(i)}.log`), worker.log());
    });
    const [a, b, c] = places;
    if (!a || !b || !c) throw new Error('There are three.');
    const ready = async ({ worker }: Place): Promise<boolean> =>
      (await fetch(`${worker.url}/readyz`).catch(() => null))?.status === 200;
    await vi.waitFor(async () => {
      for (const place of places) expect(await ready(place)).toBe(true);
    }, 30_000);
    const since = Date.now();
    // Counted from when all are ready, however long that took: somebody is to be told of one at each fault.
    const falls: readonly Fall[] = Array.from({ length: falling }, (_, i) => ({
      portfolio: 10 + i,
      at: since + 3_000 + i * 1_600,
    }));
    ground.turnRed(falls);
    const say = (what: string): void =>
      console.info(`${((Date.now() - since) / 1000).toFixed(1)} s: ${what}`);
    /** When each fault struck. */
    const strikes: number[] = [];
    const strikesWith = (what: string): void => {
      strikes.push(Date.now());
      say(what);
    };
    const lived: Worker[] = [];
    const logs: string[] = [];

    // People are told of all the while, to any process, sometimes to two.
    const told = new Set<number>();
    const enough = new AbortController();
    const isTelling = (): boolean => !enough.signal.aborted;
    let repeated = 0;
    const telling = (async () => {
      for (let from = 0; isTelling(); from += 20) {
        const body = statuses(from, 20);
        for (let arrived = false; !arrived && isTelling();) {
          const first = places[chance(3)];
          if (!first) continue;
          arrived = (await tellMeta(first.worker, body)) === 200;
          if (arrived && chance(4) === 0) {
            repeated += 1;
            await tellMeta((places[chance(3)] ?? first).worker, body);
          }
          if (arrived) for (let i = 0; i < 20; i += 1) told.add((from + i) % 900);
          else await pause(200);
        }
        await pause(150);
      }
    })();

    // Killed in the middle of it.
    await pause(since + 9_000 - Date.now());
    const calm = gapsOf(await record.looks()).map(({ ms }) => ms - every);
    // So much later looks come on this machine, busy with other work, without any fault.
    const slow = Math.max(0, ...calm);
    await underWay(record, b);
    lived.push(b.worker);
    b.worker.signal('SIGKILL');
    strikesWith('one process is killed');
    await b.worker.ended;
    logs.push(b.worker.log());
    await pause(3_000 + chance(2_000));
    b.worker = await startWorker(b.folder, b.env, b.clockShift);
    say('and begins again');

    // Frozen in the middle of a request, for longer than it holds anything.
    const frozen = await frozenInRequest(ground, record, places);
    strikesWith('one process is frozen while Slack answers it');
    await pause(lease + 3_000 + chance(2_000));
    frozen.release();
    frozen.place.worker.signal('SIGCONT');
    say('and wakes');

    // Frozen in the middle of looks.
    const other = places.find((place) => place !== frozen.place) ?? a;
    await pause(1_000 + chance(2_000));
    await underWay(record, other);
    other.worker.signal('SIGSTOP');
    strikesWith('another one is frozen');
    await pause(lease + 2_000);
    other.worker.signal('SIGCONT');
    say('and wakes');

    await pause(1_000);
    await underWay(record, a);
    const outage = Date.now();
    await server.crash();
    strikesWith('PostgreSQL is ended at once');
    const readiness = await Promise.all(
      places.map(async (place) => vi.waitFor(async () => expect(await ready(place)).toBe(false), 5_000)),
    ).then(() => 'not ready');
    await pause(1_000);
    await server.startAgain();
    const away = Date.now() - outage;
    say('and begins again');

    await pause(3_000);
    a.proxy.cut();
    strikesWith('the connections of one process are closed');
    await pause(2_000);
    c.proxy.silence();
    strikesWith('those of another one fall silent');
    await pause(9_000);
    c.proxy.mend();

    const holder = await record.holderOf('connected to discord');
    const seated = places.find(({ worker }) => worker.holder === holder) ?? a;
    lived.push(seated.worker);
    seated.worker.signal('SIGKILL');
    strikesWith('who is connected to Discord is killed');
    await seated.worker.ended;
    logs.push(seated.worker.log());
    const unseated = Date.now();
    await vi.waitFor(
      async () => {
        const next = await record.holderOf('connected to discord');
        expect(next).not.toBeNull();
        expect(next).not.toBe(holder);
      },
      { timeout: 20_000, interval: 100 },
    );
    const seatTaken = Date.now() - unseated;
    await ground.discord.gateway.connected(10_000);
    seated.worker = await startWorker(seated.folder, seated.env, seated.clockShift);

    // One question reaches two processes at once.
    await vi.waitFor(
      async () => {
        for (const place of places) expect(await ready(place)).toBe(true);
      },
      { timeout: 20_000, interval: 200 },
    );
    const question = {
      command: '/quota',
      text: '',
      user_id: 'U0000000001',
      user_name: 'sari',
      channel_id: channels.slack[0],
      team_id: 'T0000000001',
      api_app_id: 'A0000000001',
      trigger_id: '13345224609.738474920.8088930838d88f008e0',
      response_url: ground.answers.url,
    };
    const signing = { signingSecret: ground.slack.signingSecret };
    const asked = await Promise.all(
      [a, b].map(({ worker }) => postSignedRequest(`${worker.url}/slack/events`, question, signing)),
    );
    await vi.waitFor(() => expect(ground.answers.bodies.length).toBeGreaterThan(0), 5_000);

    // All that is decided is told in the end.
    await vi.waitFor(async () => expect(await record.waiting()).toBe(0), { timeout: 60_000, interval: 500 });
    enough.abort();
    await telling;
    await vi.waitFor(
      async () => {
        const all = await Promise.all(places.map(({ worker }) => worker.ask('numbers')));
        expect(all, 'answers to one question').toEqual(all.map(() => all[0]));
        // The others follow by use, which depends on the time of day.
        for (const { portfolio } of falls) expect(all[0]).toContain(`Number ${String(portfolio)}`);
      },
      // A look may come between two answers.
      { timeout: 20_000, interval: 300 },
    );
    const looks = await record.looks();
    const ended = Date.now();
    for (const { worker } of places) worker.signal('SIGTERM');
    const codes = await Promise.all(places.map(({ worker }) => worker.ended));
    logs.push(...places.map(({ worker }) => worker.log()));
    say('all is told');

    const minutes = Math.floor(ended / 60_000) - Math.floor(since / 60_000);
    const digests = keysIn(ground, 'slack', channels.digest);
    const stores = await openStores({ url, access: 'read', keeping, log: fakeLog() });
    const figure = await stores.ledger.figure(flatIds.portfolio(1) as PortfolioId, instantOf(Date.now()));
    const states = await Promise.all(
      Array.from({ length: portfolios }, (_, i) => stores.store.read(flatIds.portfolio(i) as PortfolioId)),
    );
    await stores.close();
    const gaps = gapsOf(looks);
    console.info(
      JSON.stringify({
        seed,
        longestGapAt: ((gaps.toSorted((x, y) => y.ms - x.ms)[0]?.from ?? 0) - since) / 1000,
        seconds: Math.round((ended - since) / 1000),
        looks: looks.length,
        slowerByMs: slow,
        longestGapMs: Math.max(...gaps.map(({ ms }) => ms)),
        awayMs: away,
        whileAway: readiness,
        discordTakenOverMs: seatTaken,
        said: allRoutes.map(({ chat, channel }) => keysIn(ground, chat, channel).length),
        digests: digests.length,
        people: told.size,
        counted: [figure?.atLeast, figure?.atMost],
        bodiesRepeated: repeated,
        claimsLost: logs.join('').split('delivery.claim-lost').length - 1,
        looksOvertaken: logs.join('').split('look.overtaken').length - 1,
      }),
    );

    expect(
      doubles(looks.map(({ portfolio, slot }) => `${portfolio} ${String(slot)}`)),
      'looks of one planned time',
    ).toEqual([]);
    expect(fallen(looks), 'looks that were taken in after newer ones').toEqual([]);
    // Two faults one after the other may take the same look from two processes.
    const late = gaps.filter(({ ms, from, to }) => {
      const struck = strikes.filter((at) => from < at && at < to).length;
      const withoutServer = from < outage + away && to > outage ? away : 0;
      return ms > every + Math.max(1, struck) * lease + 3_000 + slow + withoutServer;
    });
    expect(late, 'portfolios that nobody looked at').toEqual([]);
    expect(new Set(looks.map(({ portfolio }) => portfolio)).size).toBe(portfolios);

    for (const { chat, channel } of allRoutes) {
      const keys = keysIn(ground, chat, channel);
      expect(doubles(keys), `what ${channel} was told twice`).toEqual([]);
      expect(disordered(keys), `what ${channel} was told out of order`).toEqual([]);
      const roots = rootsIn[chat](ground, channel);
      const heard = falls.map(({ portfolio }) => roots.filter((text) => isAbout(text, portfolio)).length);
      expect(heard, `how often ${channel} heard of each`).toEqual(falls.map(() => 1));
    }
    expect(doubles(digests), 'digests told twice').toEqual([]);
    expect(digests.length).toBeGreaterThanOrEqual(minutes - 1);
    expect(digests.length).toBeLessThanOrEqual(2 * (minutes + 1));

    expect([figure?.atLeast, figure?.atMost], 'people counted').toEqual([told.size, told.size]);
    expect(asked.map(({ status }) => status)).toEqual([200, 200]);
    expect(ground.answers.bodies, 'answers to what two processes were asked').toHaveLength(1);
    expect(states.map((one) => one?.incidents.length)).toEqual(
      Array.from({ length: portfolios }, (_, i) => (i >= 10 && i < 10 + falling ? 1 : 0)),
    );
    expect([...lived, ...places.map(({ worker }) => worker)].flatMap(({ uncaught }) => uncaught)).toEqual([]);
    expect(codes, 'how they ended').toEqual([0, 0, 0]);
    expect(ground.slack.problems()).toEqual([]);
  });
});

/** Whether a message tells of a portfolio's number, alone or in a message that alerts share. */
function isAbout(text: string, portfolio: number): boolean {
  if (text.includes(phoneOf(portfolio))) return true;
  return /\d portfolios/.test(text) && new RegExp(`Portfolio ${String(portfolio)}\\b`).test(text);
}

/** Waits until a process has looks under way. */
async function underWay(record: Record, { worker }: Place): Promise<void> {
  await vi.waitFor(async () => expect(await record.looking(worker.holder)).toBeGreaterThan(0), {
    timeout: 15_000,
    interval: 5,
  });
}

interface Frozen {
  readonly place: Place;
  /** Lets Slack answer. */
  release(): void;
}

/** Stops whoever posts next in the first channel, while Slack has taken the message and not answered yet. */
async function frozenInRequest(ground: Ground, record: Record, places: readonly Place[]): Promise<Frozen> {
  const [channel] = channels.slack;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const before = ground.slack.messages.list(channel).length;
  const heal = ground.slack.faults.always('chat.postMessage', lineFault.held(held));
  await vi.waitFor(() => expect(ground.slack.messages.list(channel).length).toBeGreaterThan(before), {
    timeout: 20_000,
    interval: 2,
  });
  const holder = await record.holderOf(`route slack:${channel}`);
  const place = places.find(({ worker }) => worker.holder === holder);
  if (!place) throw new Error(`Nobody delivers there: ${String(holder)}.`);
  place.worker.signal('SIGSTOP');
  heal();
  return { place, release };
}

interface Gap {
  readonly portfolio: string;
  readonly from: number;
  readonly to: number;
  readonly ms: number;
}

function gapsOf(looks: readonly TakenLook[]): readonly Gap[] {
  return looks.flatMap(({ portfolio, at }, i) => {
    const next = looks[i + 1];
    if (next?.portfolio !== portfolio) return [];
    return [{ portfolio, from: at, to: next.at, ms: next.at - at }];
  });
}

function fallen(looks: readonly TakenLook[]): readonly TakenLook[] {
  return looks.filter((one, i) => {
    const before = looks[i - 1];
    if (before?.portfolio !== one.portfolio) return false;
    return one.lookedAt < before.lookedAt || one.look <= before.look || one.slot <= before.slot;
  });
}

function doubles(all: readonly string[]): readonly string[] {
  return all.filter((one, i) => all.indexOf(one) !== i);
}

/** Keys end in a number that grows with each notification of a portfolio on a route. */
function disordered(keys: readonly string[]): readonly string[] {
  const last = new Map<string, number>();
  return keys.filter((key) => {
    const at = key.lastIndexOf('-');
    // A message that alerts share bears the number of the first, with a letter behind it.
    const [owner, number] = [key.slice(0, at), Number.parseInt(key.slice(at + 1), 10)];
    const isLater = number > (last.get(owner) ?? 0);
    if (isLater) last.set(owner, number);
    return !isLater;
  });
}
