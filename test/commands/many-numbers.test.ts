import { describe, expect, it } from 'vitest';
import type { NumberId } from '../../src/domain/snapshot.js';
import { phoneNumberFrom } from '../../src/domain/phone.js';
import { asking, somebody, type Asking } from '../support/asking.js';
import { numberOf } from '../support/looks.js';

const numbers = Array.from({ length: 10_000 }, (_, i) => {
  const phone = phoneNumberFrom(`62812${String(34_000_000 + i)}`);
  const id = `2065400${String(i)}` as NumberId;
  return numberOf(i, { id, phone, display: phone ?? '', name: `Toko ${String(i)}` });
});

/** Milliseconds of the middle one of some rounds, after one to warm up. */
async function middle(rounds: number, work: (round: number) => Promise<unknown>): Promise<number> {
  await work(0);
  const times: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const began = performance.now();
    await work(round);
    times.push(performance.now() - began);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
}

describe('a bot that watches ten thousand numbers', () => {
  const ready: Promise<Asking> = asking({ numbers });
  const phoneAt = (round: number): string => `+62812${String(34_000_000 + round * 37)}`;

  it('answers about one of them at once', async () => {
    const bot = await ready;
    expect(await bot.hear(`/quota ${phoneAt(3)}`, { user: 'U0' })).toContain('Toko 111 ');
    const ask = (round: number): Promise<unknown> =>
      bot.hear(`/quota ${phoneAt(round)}`, { user: `U${String(round)}` });
    expect(await middle(15, ask)).toBeLessThan(60);
  });

  it('suggests while somebody types, by digits and by name', async () => {
    const bot = await ready;
    const suggest = (typed: string): ReturnType<Asking['responder']['complete']> =>
      bot.responder.complete('quota', 'number', typed, somebody);
    expect((await suggest('34009999')).map(({ label }) => label)).toEqual(['Toko 9999 · +62 812-3400-9999']);
    expect((await suggest('toko 777')).map(({ value }) => value)).toContain('+6281234000777');
    expect(await suggest('')).toHaveLength(25);
    expect(await middle(15, (round) => suggest(phoneAt(round)))).toBeLessThan(40);
  });
});
