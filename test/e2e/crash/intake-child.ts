// Run as a process of its own: takes webhooks on loopback, and plays Meta too, which notes each body that is answered
// 200 and repeats the one that was not. Dies at the step it is told.
import { appendFileSync, existsSync, statSync } from 'node:fs';
import { httpServer } from '../../../src/adapters/http/server.js';
import { metaWebhooks } from '../../../src/adapters/meta-webhooks/mount.js';
import { webhooksPath } from '../../../src/domain/webhook-subscription.js';
import { openStores } from '../../../src/stores.js';
import { webhookTaker } from '../../../src/app/take-webhook.js';
import { DAY } from '../../../src/domain/time.js';
import { startCourier } from '../../../src/simulator/webhooks/courier.js';
import { fakeLog } from '../../support/fakes/log.js';
import { judgingOf, routeOf } from '../../support/story.js';
import { intakeAt, intakeBodies, intakePlan, type IntakeScript } from './intake-bodies.js';
import { mortal } from './mortal.js';

const script = JSON.parse(process.argv[2] ?? '') as IntakeScript;
const body = mortal(script.killAt);
const log = fakeLog();
const secret = 'intake-secret';
const { store, ledger } = await openStores({
  url: script.store,
  keeping: { halfHours: 8 * DAY, hours: 60 * DAY, days: 730 * DAY },
  log,
});
const clock = { now: () => intakeAt };
const take = webhookTaker({
  plans: [intakePlan],
  store: { ...store, update: (id, change) => body.call('the news', () => store.update(id, change)) },
  ledger: { record: (id, facts, at) => body.call('the people', () => ledger.record(id, facts, at)) },
  clock,
  log,
  judging: () => judgingOf({ routes: [routeOf()] }),
  onQueued: () => undefined,
});
const mount = metaWebhooks({
  appSecret: secret,
  verifyToken: null,
  clock,
  log,
  asksToStop: () => false,
  take: (webhook) => body.call('taking', () => take(webhook)),
});
const server = await httpServer({
  host: '127.0.0.1',
  port: 0,
  log,
  unready: () => [],
  metrics: () => Promise.resolve({ status: 404, type: 'text/plain', text: '' }),
  mounts: () => [mount],
});
const courier = startCourier({ callback: `${server.url}${webhooksPath}`, secret });
const { answers } = script;
const answered = existsSync(answers) ? statSync(answers).size : 0;
for (const text of intakeBodies.slice(answered)) {
  await body.call('the answer', () => courier.bring(text));
  appendFileSync(answers, '.');
}
courier.close();
await server.close();
await store.close();
process.stdout.write('lived\n');
