import { text } from 'node:stream/consumers';
import { expect, it, vi } from 'vitest';
import { endOf, startWith } from '../support/e2e/output.js';

// The demo lives through three days; the limit is for what hangs.
vi.setConfig({ testTimeout: 240_000 });

it('the demo warns of a promotion that goes wrong, and counts people exactly', async () => {
  const child = startWith(['ignore', 'pipe', 'pipe'], 'demo', ['en']);
  const [told, end] = await Promise.all([child.stdout ? text(child.stdout) : '', endOf(child)]);
  expect(end).toEqual({ code: 0, err: '' });
  expect(told).toMatch(/🟡 Warning: Toko Maju Promo · Quality is medium/);
  expect(told).toMatch(/🟡 Warning: Toko Maju · 80 % of the limit used/);
  expect(told).toMatch(/Sari: \/quota/);
  expect(told).toMatch(/[\d,]+ left · [\d,]+ of 10,000 used, counted exactly/);
  expect(told).toMatch(/🔴 Critical: Toko Maju Promo/);
  expect(told.match(/Digest for/g)?.length).toBeGreaterThanOrEqual(2);
});

it('the demo in Indonesian goes on to its end when its reader leaves, and says nothing of it', async () => {
  const child = startWith(['ignore', 'pipe', 'pipe'], 'demo', ['id']);
  const wanted = [
    /sisa [\d.]+ · [\d.]+ dari 10.000 terpakai, dihitung tepat/,
    /🔴 Kritis: Toko Maju Promo/,
  ] as const;
  let told = '';
  child.stdout?.setEncoding('utf8').on('data', (more: string) => {
    told += more;
    if (wanted.every((one) => one.test(told))) child.stdout?.destroy();
  });
  expect(await endOf(child)).toEqual({ code: 0, err: '' });
  for (const one of wanted) expect(told).toMatch(one);
  expect(child.stdout?.destroyed).toBe(true);
});
