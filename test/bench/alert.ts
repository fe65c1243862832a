import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { createCourier } from '../../src/adapters/discord/delivery.js';
import { createRest } from '../../src/adapters/discord/rest.js';
import { createTransport } from '../../src/adapters/discord/transport.js';
import { channelPace } from '../../src/adapters/slack/pace.js';
import { slackPoster } from '../../src/adapters/slack/poster.js';
import { vendorLogger, webClient, webOptions } from '../../src/adapters/slack/web-client.js';
import { leanFetch } from '../../src/adapters/system/lean-fetch.js';
import { openStores } from '../../src/stores.js';
import { alertCause, causeFinder } from '../../src/app/causes.js';
import { deliverer } from '../../src/app/deliver.js';
import { poller } from '../../src/app/poll.js';
import { speaker } from '../../src/app/speak.js';
import { defaultPolicy } from '../../src/domain/incident.js';
import { noSignals } from '../../src/domain/signals/window.js';
import { defaultThresholds } from '../../src/domain/thresholds.js';
import { after, DAY, instantOf } from '../../src/domain/time.js';
import type { GraphSource, Store } from '../../src/ports.js';
import { tokoMaju } from '../support/asking.js';
import { fakeClock } from '../support/fakes/clock.js';
import { fakeLog } from '../support/fakes/log.js';
import { noDigests, postingChat } from '../support/posting-chat.js';
import { numberOf, portfolioOf } from '../support/looks.js';
import { readerOf } from '../support/reading.js';
import { portfolio2025 } from '../support/rulebooks.js';
import { routeOf } from '../support/story.js';
import { percentileOf, type Bench, type Row } from './row.js';

/** What an alert cost in time, each in milliseconds from the end of the look that brought it. */
export interface AlertTimes {
  readonly slack: readonly number[];
  readonly discord: readonly number[];
  /** Requests that came before the alert was on disk. */
  readonly tooEarly: number;
}

/**
 * So many looks, each of which finds another number in trouble: the real SQLite, the real clients of Slack and Discord,
 * and a server on loopback that notes when a message reaches it.
 */
export async function measureAlerts(alerts: number, numbers: number): Promise<AlertTimes> {
  const folder = mkdtempSync(join(tmpdir(), 'tierwatch-bench-'));
  const log = fakeLog();
  const reached = new Map<string, number>();
  const saved = new Map<string, number>();
  const server = createServer((request, response) => {
    const came = performance.now();
    void text(request).then((body) => {
      for (const [name] of decodeURIComponent(body.replaceAll('+', ' ')).matchAll(/Trouble \d+/g)) {
        const key = `${isSlack(request) ? 'slack' : 'discord'} ${name}`;
        if (!reached.has(key)) reached.set(key, came);
      }
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ok: true, ts: String(came), channel: 'C1', id: '300000000000000009' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const url = `http://127.0.0.1:${String(port)}`;
  const keeping = { halfHours: 8 * DAY, hours: 60 * DAY, days: 730 * DAY };
  const stores = await openStores({ url: `sqlite://${join(folder, 'store.sqlite')}`, keeping, log });
  try {
    const clock = fakeClock(instantOf(Date.now()));
    const web = webClient('xoxb-bench', {
      ...webOptions(`${url}/slack/`, vendorLogger(log), new AbortController().signal, leanFetch),
    });
    const rest = createRest(`${url}/discord`, createTransport(5_000, leanFetch));
    const chats = [
      postingChat('slack', slackPoster({ web, pace: channelPace(0), log })),
      postingChat('discord', createCourier({ rest, reading: rest, token: 'bench', log })),
    ];
    const routes = [
      routeOf({ id: 'slack:C1', channel: 'C1' }),
      routeOf({ id: 'discord:300000000000000001', platform: 'discord', channel: '300000000000000001' }),
    ];
    const healthy = Array.from({ length: numbers }, (_, i) => numberOf(i));
    let turn = 0;
    let ended = 0;
    const graph: GraphSource = {
      notBefore: () => null,
      observe(_plan, now) {
        const sick = { name: `Trouble ${turn}`, quality: 'red' } as const;
        const snapshot = portfolioOf({
          numbers: healthy.map((number, i) => (i === turn % numbers ? { ...number, ...sick } : number)),
        });
        ended = performance.now();
        return Promise.resolve({
          observation: { kind: 'seen', at: now, snapshot },
          volumes: new Map(),
          owner: null,
        });
      },
    };
    const store: Store = {
      ...stores.store,
      async update(id, change) {
        const result = await stores.store.update(id, change);
        const name = `Trouble ${turn}`;
        if (!saved.has(name)) saved.set(name, performance.now());
        return result;
      },
    };
    const causes = causeFinder({
      history: stores.history,
      signals: stores.signals,
      settings: defaultThresholds.warningSigns,
      sharesLimit: () => true,
    });
    const speech = speaker({
      plans: [tokoMaju],
      store,
      readerOf: (_route, now) => readerOf({ now }),
      digestParts: noDigests,
      causeOf: alertCause(causes, log),
      picturesApart: () => false,
    });
    const send = deliverer({
      portfolios: [tokoMaju],
      routes,
      platforms: new Map(chats.map((chat) => [chat.name, chat])),
      store,
      clock,
      log,
      wording: speech,
      onChannel: () => Promise.resolve(),
    });
    const look = poller({
      plans: [tokoMaju],
      graph,
      store,
      counted: () => Promise.resolve(null),
      signals: () => Promise.resolve(noSignals),
      history: stores.history,
      clock,
      log,
      judging: () => ({
        routes,
        escalateTo: null,
        rulebook: portfolio2025,
        maintenance: [],
        thresholds: defaultThresholds,
        policy: { ...defaultPolicy, clearLooks: { default: 1 } },
      }),
    });
    const times: { slack: number[]; discord: number[] } = { slack: [], discord: [] };
    let tooEarly = 0;
    const warm = Math.ceil(alerts / 10);
    for (turn = 0; turn < warm + alerts; turn += 1) {
      // Far enough apart that what ended is forgotten, as it is where trouble is rare.
      clock.set(after(clock.now(), 8 * DAY));
      let sending: Promise<unknown> = Promise.resolve();
      await look.pollAll(() => {
        sending = send.deliverDue();
      });
      await sending;
      // discord.js lets fifty requests a second pass.
      await pause(100);
      for (const name of ['slack', 'discord'] as const) {
        const came = reached.get(`${name} Trouble ${turn}`);
        if (came === undefined)
          throw new Error(`Alert ${turn} never reached ${name}: ${lastTrouble(log.lines)}`);
        if (came < (saved.get(`Trouble ${turn}`) ?? Infinity)) tooEarly += 1;
        if (turn >= warm) times[name].push(came - ended);
      }
    }
    return { ...times, tooEarly };
  } finally {
    await stores.close();
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function isSlack({ url }: IncomingMessage): boolean {
  return url?.startsWith('/slack/') === true;
}

function lastTrouble(lines: readonly object[]): string {
  return JSON.stringify(lines.slice(-6));
}

/** The benchmark of how fast an alert leaves. */
export const alert: Bench = {
  name: 'alert',
  async run(): Promise<readonly Row[]> {
    return [...(await rowsFor(100)), ...(await rowsFor(1_000))];
  },
};

async function rowsFor(numbers: number): Promise<readonly Row[]> {
  const { slack, discord, tooEarly } = await measureAlerts(200, numbers);
  const of = `of ${numbers.toLocaleString('en')} numbers`;
  const row = (what: string, figure: number, most: number | null): Row => ({
    what: `From the end of a look ${of} to ${what}`,
    figure,
    unit: 'ms',
    goal: most === null ? null : { most },
  });
  return [
    row('Slack, p50', percentileOf(slack, 50), null),
    row('Slack, p95', percentileOf(slack, 95), 20),
    row('Discord, p50', percentileOf(discord, 50), null),
    row('Discord, p95', percentileOf(discord, 95), 20),
    { what: `Requests before it was on disk, ${of}`, figure: tooEarly, unit: 'requests', goal: { most: 0 } },
  ];
}
