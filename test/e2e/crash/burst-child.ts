// Run as a process of its own: looks at shops that are all in trouble at once, and tells of them in messages that they
// share, with the real store and the real ways to Slack and Discord, from wherever an earlier process of the same life was
// killed.
import { openStores } from '../../../src/stores.js';
import { absorb } from '../../../src/domain/absorb.js';
import { freshState } from '../../../src/domain/state.js';
import { after, DAY, instantOf, MINUTE } from '../../../src/domain/time.js';
import type { PortfolioPlan } from '../../../src/ports.js';
import { fakeClock } from '../../support/fakes/clock.js';
import { fakeLog } from '../../support/fakes/log.js';
import { numberOf, portfolioOf } from '../../support/looks.js';
import { noDigests } from '../../support/posting-chat.js';
import { judgingOf } from '../../support/story.js';
import { mortal } from './mortal.js';
import { burstScenes, burstShops, type Script } from './script.js';
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
const looks = await Promise.all(burstShops.map(async ({ id }) => (await stores.store.read(id))?.look ?? 0));
const clock = fakeClock(instantOf(script.start));
const routes = routesOf(script);
const judging = judgingOf({ routes });
const chats = waysOf(script, log).map((chat) => ({ ...body.chat(chat), joins: 25 }));
const { send, isFree } = tellerOf({
  plans: burstShops,
  store,
  sharing: stores.sharing && body.sharing(stores.sharing),
  routes,
  chats,
  calendar: { previous: () => null },
  digestParts: noDigests,
  clock,
  log,
});

/** A look of a scene; one that an earlier process took in changes nothing. */
async function look({ id, name }: PortfolioPlan, scene: number): Promise<void> {
  const snapshot = portfolioOf({ numbers: [numberOf(1, { quality: burstScenes[scene] ?? 'green' })] });
  const seen = { kind: 'seen', at: clock.now(), snapshot } as const;
  await store.update(id, (saved) => absorb(saved ?? freshState(id, name), seen, judging, scene + 1));
}

async function sendAll(): Promise<void> {
  for (let minutes = 0; minutes < 120; minutes += 1) {
    await send.deliverDue();
    const states = await Promise.all(burstShops.map(({ id }) => store.read(id)));
    if (states.every((state) => state?.outbox.notifications.length === 0)) return;
    clock.move(MINUTE);
  }
  throw new Error(`It could not be sent: ${JSON.stringify(log.lines.slice(-5))}`);
}

await isFree();
for (let scene = Math.max(0, Math.min(...looks) - 1); scene < burstScenes.length; scene += 1) {
  clock.set(after(instantOf(script.start), scene * 5 * MINUTE));
  for (const shop of burstShops) await look(shop, scene);
  await sendAll();
}
await stores.close();
const failures = log.lines.filter(({ level, event }) => level === 'error' && !event.startsWith('slack.'));
if (failures.length > 0) throw new Error(JSON.stringify(failures));
process.stdout.write('lived\n');
