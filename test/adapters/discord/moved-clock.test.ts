import { Routes } from 'discord.js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRest } from '../../../src/adapters/discord/rest.js';
import { createTransport } from '../../../src/adapters/discord/transport.js';
import { HOUR, MINUTE } from '../../../src/domain/time.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

/** A client whose every answer has these headers; tells how many requests were carried. */
function answered(headers: Record<string, string>) {
  let carried = 0;
  const carry: typeof fetch = () => {
    carried += 1;
    return Promise.resolve(
      new Response('{"id":"1"}', { headers: { 'content-type': 'application/json', ...headers } }),
    );
  };
  const rest = createRest('http://127.0.0.1/api', createTransport(1_000, carry));
  rest.setToken('a-token');
  const post = (): Promise<unknown> => rest.post(Routes.channelMessages('1'), { body: {} });
  return { post, carried: () => carried };
}

const moveClock = (ms: number): void => void vi.setSystemTime(Date.now() + ms);

it('a limit that Discord told is kept, and forgotten once the clock is put back', async () => {
  const { post, carried } = answered({
    'x-ratelimit-limit': '5',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset-after': '5',
  });
  await post();
  await expect(post()).rejects.toThrow();
  expect(carried()).toBe(1);
  moveClock(-3 * HOUR);
  await post();
  expect(carried()).toBe(2);
});

it('the requests a second of the whole bot are counted by the second after the clock is put back', async () => {
  const { post, carried } = answered({});
  await post();
  moveClock(-3 * HOUR);
  for (let i = 0; i < 120; i += 1) {
    await post();
    moveClock(MINUTE);
  }
  expect(carried()).toBe(121);
});
