import { expect, it } from 'vitest';
import { routeTester } from '../../src/app/route-test.js';
import { operator } from '../../src/cli/ask.js';
import { DeliveryError } from '../../src/ports.js';
import { fakeChat } from '../support/fakes/chat.js';
import { fakeClock } from '../support/fakes/clock.js';
import { fakeLog } from '../support/fakes/log.js';
import { noon } from '../support/looks.js';
import { readerOf } from '../support/reading.js';
import { routeOf } from '../support/story.js';

it('a test alert is told of in the audit log, and whether it arrived', async () => {
  const chat = fakeChat('slack');
  const log = fakeLog();
  const test = routeTester({
    platforms: new Map([['slack', chat]]),
    readerOf: () => readerOf({}),
    clock: fakeClock(noon),
    log,
  });
  const trouble = { chat: 'Slack', reason: 'channel-archived' } as const;
  chat.troubles.push(null, new DeliveryError('permanent', trouble), new DeliveryError('unclear', trouble));
  const discord = routeOf({ id: 'discord:9', platform: 'discord', channel: '9' });
  for (const route of [routeOf(), routeOf(), routeOf(), discord]) await test(route, operator(null));
  const told = { platform: 'terminal', user: 'operator', channel: null, deed: 'test-alert', portfolio: null };
  expect(log.lines.map(({ event, facts }) => ({ event, ...facts }))).toEqual([
    { event: 'audit', ...told, route: 'slack:C1', done: true, why: null },
    { event: 'audit', ...told, route: 'slack:C1', done: false, why: 'not-delivered' },
    { event: 'audit', ...told, route: 'slack:C1', done: false, why: 'maybe-delivered' },
    { event: 'audit', ...told, route: 'discord:9', done: false, why: 'no-such-chat' },
  ]);
});
