import { expect, it, vi } from 'vitest';
import type { KeptLease, Seat } from '../../../src/sharing-port.js';
import { aDelivery, bench, commands } from './bench.js';

/** A seat that the test gives and takes. */
function seatOnTrial(): { readonly seat: Seat; give(): void; take(): void; readonly dropped: () => number } {
  let given: ((seated: KeptLease) => void) | null = null;
  let lost = (): void => undefined;
  let dropped = 0;
  return {
    seat: {
      take: (signal) =>
        new Promise((resolve) => {
          given = resolve;
          signal.addEventListener('abort', () => resolve(null));
        }),
    },
    give() {
      const over = new Promise<void>((resolve) => (lost = resolve));
      const drop = (): Promise<void> => Promise.resolve(void (dropped += 1));
      given?.({ over, drop, isHeld: () => true });
    },
    take: () => lost(),
    dropped: () => dropped,
  };
}

it('a process without the seat stands by and posts, connects when it gets it, and hangs up when it loses it', async () => {
  const place = seatOnTrial();
  const made = await bench({ seat: place.seat, pace: { retry: 10 } });
  await made.chat.start(commands, made.responder);
  expect([made.chat.ready(), made.server.gateway.identifies()]).toEqual([true, 0]);
  await made.chat.post(aDelivery());
  expect(made.server.messages.list()).toHaveLength(1);

  place.give();
  await made.server.gateway.connected();
  await vi.waitFor(() => expect(made.chat.ready()).toBe(true));
  place.take();
  await vi.waitFor(() => expect(made.server.gateway.connections()).toBe(0));
  expect(place.dropped()).toBe(1);

  await vi.waitFor(() => {
    place.give();
    expect(made.server.gateway.identifies()).toBe(2);
  });
  await made.chat.stop();
  await vi.waitFor(() => expect(made.server.gateway.connections()).toBe(0));
  expect(place.dropped(), 'so that another process need not wait for its end').toBe(2);
});

it('a process that waits for the seat stops at once', async () => {
  const made = await bench({ seat: seatOnTrial().seat });
  await made.chat.start(commands, made.responder);
  await made.chat.stop();
  expect(made.chat.ready()).toBe(false);
});

it('what another process handles is left to that one', async () => {
  let isOurs = false;
  const made = await bench({ isFirst: () => Promise.resolve(isOurs) });
  await made.chat.start(commands, made.responder);
  made.server.sendCommand({ name: 'silence' });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(made.responder.asked).toEqual([]);
  isOurs = true;
  await made.server.sendCommand({ name: 'silence' }).reply();
  expect(made.responder.asked).toHaveLength(1);
});
