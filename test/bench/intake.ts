import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { loadConfiguration } from '../../config/load.js';
import { httpServer } from '../../src/adapters/http/server.js';
import { webhooksPath } from '../../src/domain/webhook-subscription.js';
import { compose } from '../../src/compose.js';
import { after, DAY, instantOf, MINUTE, type Instant } from '../../src/domain/time.js';
import type { ChatPlatform, Mount } from '../../src/ports.js';
import { startSimulator } from '../../src/simulator/server.js';
import { flatIds, flatStory, flatToken } from '../../src/simulator/stories/flat.js';
import type { Story } from '../../src/simulator/story.js';
import { bodiesOf, orderly } from '../../src/simulator/webhooks/bodies.js';
import { trafficBetween } from '../../src/simulator/webhooks/traffic.js';
import { fakeChat } from '../support/fakes/chat.js';
import { fakeLog } from '../support/fakes/log.js';
import { medianOf, percentileOf, type Bench, type Row } from './row.js';

const secret = 'flat-app-secret';
const hour = 60 * MINUTE;

interface Signed {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

function signed(text: string): Signed {
  const body = Buffer.from(text);
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return { headers: { 'x-hub-signature-256': `sha256=${signature}` }, body };
}

/** Bodies of a thousand updates: an hour in which one number reaches so many people. */
function batches(people: number, at: Instant): readonly Signed[] {
  const numberId = flatIds.number(0, 0, 0);
  const kind = { numberId, category: 'MARKETING', type: 'REGULAR', audience: { first: 0, size: people } };
  const send = { ...kind, from: at, to: at + hour, total: people };
  const story: Story = { ...worldOf(at), sendsOf: (id) => (id === numberId ? [send] : []) };
  return bodiesOf(trafficBetween(story, at, at + hour), orderly, '1').map(signed);
}

/** Bodies of one update each, as most come. */
function singles(updates: number, at: Instant): readonly Signed[] {
  return Array.from({ length: updates }, (_, i) => singleOf(i, Math.floor(at / 1_000) + (i % 60)));
}

function singleOf(person: number, seconds: number): Signed {
  const phone = `62877${String(person).padStart(8, '0')}`;
  const status = {
    id: `wamid.single${String(person)}`,
    status: 'delivered',
    timestamp: String(seconds),
    recipient_id: phone,
    pricing: { billable: true, pricing_model: 'PMP', category: 'marketing', type: 'regular' },
  };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { phone_number_id: flatIds.number(0, 0, 0) },
    contacts: [{ wa_id: phone, user_id: `ID.7${String(person)}` }],
    statuses: [status],
  };
  const entry = { id: flatIds.waba(0, 0), changes: [{ field: 'messages', value }] };
  return signed(JSON.stringify({ object: 'whatsapp_business_account', entry: [entry] }));
}

const accounts = 120;
const worldOf = (startMs: number): Story =>
  flatStory({ portfolios: 1, wabasPerPortfolio: accounts, numbersPerWaba: 1, startMs });

async function answered(mount: Mount, { headers, body }: Signed): Promise<void> {
  const { status } = await mount.answer({ headers, body });
  if (status !== 200) throw new Error(`A webhook was answered ${String(status)}.`);
}

/** Has so many under way at once. */
async function answeredTogether(mount: Mount, bodies: readonly Signed[], atOnce: number): Promise<number> {
  const began = performance.now();
  const left = bodies.values();
  const lane = async (): Promise<void> => {
    for (const one of left) await answered(mount, one);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return (performance.now() - began) / 1_000;
}

async function sent(url: string, { headers, body }: Signed): Promise<number> {
  const began = performance.now();
  const { status } = await fetch(url, { method: 'POST', headers, body });
  if (status !== 200) throw new Error(`A webhook was answered ${String(status)}.`);
  return performance.now() - began;
}

const rejected = (account: number, at: Instant): Signed =>
  signed(
    JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [
        {
          id: flatIds.waba(0, account),
          time: Math.floor(at / 1_000),
          changes: [{ value: { decision: 'REJECTED' }, field: 'account_review_update' }],
        },
      ],
    }),
  );

/** A chat that says when it is asked to say something. */
function watchedChat(): { readonly platform: ChatPlatform; nextRequest(): Promise<number> } {
  const chat = fakeChat('terminal');
  let asked: (at: number) => void = () => undefined;
  const note = (): void => asked(performance.now());
  return {
    platform: {
      ...chat,
      post: (delivery) => (note(), chat.post(delivery)),
      edit: (receipt, card, amendment) => (note(), chat.edit(receipt, card, amendment)),
    },
    nextRequest: () => new Promise((resolve) => (asked = resolve)),
  };
}

/** What it costs to take so many people's webhooks, from their bytes to the disk and to a chat. */
export async function measureIntake(people = 20_000): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tierwatch-bench-'));
  const begin = instantOf(Math.floor(Date.now() / hour) * hour);
  let now = begin;
  const clock = { now: () => now };
  const simulator = await startSimulator({ story: worldOf(begin), now: clock.now });
  const settings = { portfolios: [{ name: 'Flat', id: flatIds.portfolio(0) }], routes: [{ to: 'terminal' }] };
  writeFileSync(join(folder, 'tierwatch.yaml'), JSON.stringify(settings));
  const loaded = loadConfiguration({
    cwd: folder,
    env: {
      META_ACCESS_TOKEN: flatToken,
      META_APP_SECRET: secret,
      META_WEBHOOK_VERIFY_TOKEN: 'bench',
      META_GRAPH_URL: simulator.url,
      STORE_URL: `sqlite://${join(folder, 'bench.sqlite')}`,
    },
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
  const chat = watchedChat();
  const log = fakeLog();
  const bot = await compose(loaded.configuration, { clock, log, chats: [chat.platform] });
  const [mount] = bot.mounts.filter(({ path }) => path === webhooksPath);
  if (mount === undefined) throw new Error('Nobody takes webhooks.');
  const server = await httpServer({
    host: '127.0.0.1',
    port: 0,
    log,
    unready: () => [],
    metrics: () => Promise.resolve({ status: 404, type: 'text/plain', text: '' }),
    mounts: () => bot.mounts,
  });
  const url = `${server.url}${webhooksPath}`;
  try {
    await bot.poller.pollAll();
    await bot.attendance?.prove();
    now = after(begin, DAY);
    for (const batch of batches(people / 4, begin)) await answered(mount, batch);

    const taken = batches(people, after(begin, 2 * hour));
    const used = process.cpuUsage();
    const began = performance.now();
    for (const batch of taken) await answered(mount, batch);
    const seconds = (performance.now() - began) / 1_000;
    const { user, system } = process.cpuUsage(used);
    const updates = taken.reduce((sum, { body }) => sum + body.toString().split('"statuses"').length - 1, 0);

    const alone = singles(4_000, now);
    const aloneSeconds = await answeredTogether(mount, alone, 50);

    const waits: number[] = [];
    for (const batch of batches(people, after(begin, 4 * hour))) waits.push(await sent(url, batch));

    await bot.deliverer.deliverDue();
    const waited: number[] = [];
    for (let account = 0; account < accounts; account += 1) {
      now = after(now, 20 * MINUTE);
      const start = performance.now();
      const told = chat.nextRequest();
      await sent(url, rejected(account, now));
      waited.push((await told) - start);
    }
    return [
      {
        what: 'Statuses a second, from signed bytes to disk',
        figure: updates / seconds,
        unit: 'a second',
        goal: { least: 20_000 },
      },
      {
        what: 'The same by CPU',
        figure: updates / ((user + system) / 1e6),
        unit: 'a CPU second',
        goal: { least: 20_000 },
      },
      {
        what: 'Bodies of one status a second, 50 at once',
        figure: alone.length / aloneSeconds,
        unit: 'a second',
        goal: null,
      },
      { what: 'A batch of 1,000 answered, p50', figure: medianOf(waits), unit: 'ms', goal: { most: 50 } },
      {
        what: 'From webhook to a request of the chat, p99',
        figure: percentileOf(waited, 99),
        unit: 'ms',
        goal: { most: 150 },
      },
    ];
  } finally {
    await server.close();
    await bot.stop();
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The benchmark of taking webhooks. */
export const intake: Bench = { name: 'intake', run: () => measureIntake() };
