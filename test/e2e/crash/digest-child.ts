// Run as a process of its own: looks every four hours, plans digests and tells them with a picture, with the real store
// and the real ways to Slack and Discord, from wherever an earlier process of the same life was killed.
import { openStores } from '../../../src/stores.js';
import { cronCalendar } from '../../../src/adapters/system/cron-times.js';
import type { DigestParts } from '../../../src/app/digest-parts.js';
import { absorb } from '../../../src/domain/absorb.js';
import { freshState } from '../../../src/domain/state.js';
import { after, DAY, instantOf, MINUTE } from '../../../src/domain/time.js';
import { tokoMaju } from '../../support/asking.js';
import { fakeClock } from '../../support/fakes/clock.js';
import { fakeLog } from '../../support/fakes/log.js';
import { portfolioId, portfolioOf } from '../../support/looks.js';
import { judgingOf } from '../../support/story.js';
import { mortal } from './mortal.js';
import { digestEvery, digestHours, digestLooks, peakAt, type Script } from './script.js';
import { tellerOf } from './teller.js';
import { routesOf, waysOf } from './ways.js';

const script = JSON.parse(process.argv[2] ?? '') as Script;
const log = fakeLog();
const body = mortal(script.killAt);
const stores = await openStores({
  url: script.store,
  keeping: { halfHours: 30 * DAY, hours: 60 * DAY, days: 90 * DAY },
  log,
});
const store = body.store(stores.store);
const { clockAhead = 0 } = script;
const clock = fakeClock(instantOf(script.start + clockAhead));
let tick = Math.max(0, ((await stores.store.read(portfolioId))?.look ?? 0) - 1);
const [slack, discord] = routesOf(script);
const routes = [
  { ...slack, digest: `0 ${digestHours.slack} * * *` },
  { ...discord, digest: `0 ${digestHours.discord} * * *`, timezone: 'Asia/Makassar', locale: 'id' as const },
];

/** What a request is for, without the ids and tickets in its address. */
function errandOf(input: Parameters<typeof fetch>[0], init: RequestInit | undefined): string {
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  const parts = pathname.split('/').filter((part) => /^[a-z.]+$/i.test(part) && part !== 'api');
  return `${init?.method ?? 'GET'} ${parts.join(' ')}`;
}

const chats = waysOf(script, log, (input, init) =>
  body.call(errandOf(input, init), () => fetch(input, init)),
);
const picture = {
  png: new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]),
  name: 'usage.png',
  alt: 'Usage of 7 days',
};
const digestParts: DigestParts = {
  // Tells which tick it truly was when a digest was put into words.
  outlook: () => Promise.resolve({ peak: peakAt(tick), forecast: null, ahead: null, limitChanges: [] }),
  picture: () => Promise.resolve(picture),
};

const { digests, send, isFree } = tellerOf({
  store,
  sharing: stores.sharing && body.sharing(stores.sharing),
  routes,
  chats,
  calendar: cronCalendar,
  digestParts,
  clock,
  log,
});

/** The look of a moment; one that an earlier process took in changes nothing. */
async function look(number: number): Promise<void> {
  const seen = { kind: 'seen' as const, at: clock.now(), snapshot: portfolioOf() };
  // Kills around looks have a test of their own.
  await stores.store.update(portfolioId, (saved) =>
    absorb(saved ?? freshState(portfolioId, tokoMaju.name), seen, judgingOf({ routes }), number),
  );
}

async function sendAll(): Promise<void> {
  for (let minutes = 0; minutes < 120; minutes += 1) {
    await send.deliverDue();
    if ((await store.readBot()).outbox.notifications.length === 0) return;
    clock.move(MINUTE);
  }
  throw new Error(`It could not be sent: ${JSON.stringify(log.lines.slice(-5))}`);
}

await isFree();
for (; tick < digestLooks; tick += 1) {
  clock.set(after(instantOf(script.start), tick * digestEvery + clockAhead));
  await look(tick + 1);
  await digests.queueDue();
  await sendAll();
}
await stores.close();
const failures = log.lines.filter(({ level }) => level === 'error');
if (failures.length > 0) throw new Error(JSON.stringify(failures));
process.stdout.write('lived\n');
