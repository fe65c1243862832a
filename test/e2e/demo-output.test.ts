import { expect, it, vi } from 'vitest';
import { endOf, startWith } from '../support/e2e/output.js';

// The demo lives through three days, minute by minute; the limit is for what hangs.
vi.setConfig({ testTimeout: 240_000 });

it('a demo whose reader has left does its work to the end and says nothing of it', async () => {
  const child = startWith(['ignore', 'pipe', 'pipe'], 'demo');
  child.stdout?.destroy();
  expect(await endOf(child)).toEqual({ code: 0, err: '' });
});
