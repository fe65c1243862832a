import { text } from 'node:stream/consumers';
import { expect, it, vi } from 'vitest';
import { endOf, startWith } from '../support/e2e/output.js';

// The demo lives through three days, minute by minute; the limit is for what hangs.
vi.setConfig({ testTimeout: 240_000 });

it.each([
  ['en', /[\d,]+ of 10,000 used, counted exactly · [\d,]+ left/, /🔴 Critical: Toko Maju Promo/],
  ['id', /[\d.]+ dari 10.000 terpakai, dihitung tepat · sisa [\d.]+/, /🔴 Kritis: Toko Maju Promo/],
])('the demo in %s counts people exactly in a promotion that goes wrong', async (locale, counted, wrong) => {
  const child = startWith(['ignore', 'pipe', 'pipe'], 'demo', [locale]);
  const [told, end] = await Promise.all([child.stdout ? text(child.stdout) : '', endOf(child)]);
  expect(end).toEqual({ code: 0, err: '' });
  expect(told).toMatch(counted);
  expect(told).toMatch(wrong);
});

it('a demo whose reader has left does its work to the end and says nothing of it', async () => {
  const child = startWith(['ignore', 'pipe', 'pipe'], 'demo');
  child.stdout?.destroy();
  expect(await endOf(child)).toEqual({ code: 0, err: '' });
});
