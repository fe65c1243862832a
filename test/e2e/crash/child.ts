// Run as a process of its own: looks, writes, posts and marks, with the real store and the real ways to Slack and
// Discord, through all scenes of a life, from wherever an earlier process of the same life was killed.
import { setTimeout as pause } from 'node:timers/promises';
import { openStores } from '../../../src/stores.js';
import { absorb } from '../../../src/domain/absorb.js';
import { defaultPolicy } from '../../../src/domain/incident.js';
import type { Observation } from '../../../src/domain/snapshot.js';
import { freshState } from '../../../src/domain/state.js';
import { after, DAY, instantOf, MINUTE, type Instant } from '../../../src/domain/time.js';
import { tokoMaju } from '../../support/asking.js';
import { fakeClock } from '../../support/fakes/clock.js';
import { fakeLog } from '../../support/fakes/log.js';
import { numberOf, portfolioId, portfolioOf } from '../../support/looks.js';
import { noDigests } from '../../support/posting-chat.js';
import { judgingOf } from '../../support/story.js';
import { mortal } from './mortal.js';
import { scenes, type Script } from './script.js';
import { tellerOf } from './teller.js';
import { routesOf, waysOf } from './ways.js';

const every = 5 * MINUTE;

const script = JSON.parse(process.argv[2] ?? '') as Script;
const log = fakeLog();
const body = mortal(script.killAt);
const keeping = { halfHours: 30 * DAY, hours: 60 * DAY, days: 90 * DAY };
const stores = await openStores({ url: script.store, keeping, log });
const store = body.store(stores.store);
const before = await stores.store.read(portfolioId);
const seen = before?.sight?.snapshot.rawLimit?.split(' ')[1];
const reached = seen === undefined ? -1 : Number(seen);
const clock = fakeClock(
  script.clockAhead === undefined
    ? (before?.lookedAt ?? instantOf(script.start))
    : timeOf(Math.max(0, reached)),
);

const routes = routesOf(script);
const chats = waysOf(script, log).map((chat) => body.chat(chat));

// A clock that is moved by days makes reminders due, which are no part of this.
const judging = judgingOf({ routes, policy: { ...defaultPolicy, remindAfter: null } });

/** When a scene is seen, by the clock of this process. */
function timeOf(scene: number): Instant {
  return after(instantOf(script.start), scene * every + (script.clockAhead ?? 0));
}

/** One look that sees the number in a scene. */
async function look(scene: number): Promise<void> {
  const quality = scenes[scene] ?? 'green';
  // Meta's own text for the limit carries the number of the scene, so that the next process knows where to go on.
  const snapshot = portfolioOf({
    numbers: [numberOf(1, { quality, rawQuality: quality.toUpperCase() })],
    rawLimit: `TIER_10K ${String(scene)}`,
  });
  const sight: Observation = { kind: 'seen', at: clock.now(), snapshot };
  const number = await store.claimLook(portfolioId);
  await store.update(portfolioId, (saved) =>
    absorb(saved ?? freshState(portfolioId, tokoMaju.name), sight, judging, number),
  );
}

const { send, isFree } = tellerOf({
  store,
  sharing: stores.sharing && body.sharing(stores.sharing),
  routes,
  chats,
  calendar: { previous: () => null },
  digestParts: noDigests,
  clock,
  log,
});

/** Sends until nothing waits; what a platform wants to be waited for passes in no time. */
async function sendAll(): Promise<void> {
  for (let minutes = 0; minutes < 120; minutes += 1) {
    await send.deliverDue();
    const states = [await store.read(portfolioId), await store.readBot()];
    if (states.every((state) => state === null || state.outbox.notifications.length === 0)) return;
    clock.move(MINUTE);
    // The client of Discord keeps the waits it was told to in real time.
    await pause(10);
  }
  throw new Error(`It could not be sent: ${JSON.stringify(log.lines.slice(-5))}`);
}

await isFree();
await sendAll();
for (let scene = reached + 1; scene < scenes.length; scene += 1) {
  clock.set(instantOf(Math.max(clock.now() + 1, timeOf(scene))));
  await look(scene);
  await sendAll();
}
await stores.close();
const failures = log.lines.filter(({ level, event }) => level === 'error' && !event.startsWith('slack.'));
if (failures.length > 0) throw new Error(JSON.stringify(failures));
process.stdout.write('lived\n');
