import { describe, expect, it } from 'vitest';
import type { Once } from '../../../src/sharing-port.js';

/** Where several processes ask who is the first. */
export interface OnceOnTrial {
  one(): Once;
  /** Lets so many milliseconds pass for all. */
  pass(ms: number): Promise<void>;
}

/** What being the first promises. `open` gives a place where nothing was handled. */
export function onceContract(name: string, open: () => Promise<OnceOnTrial>): void {
  describe(`${name}, as everything that is handled once`, () => {
    it('is handled by the first of those who ask, however many ask at once', async () => {
      const place = await open();
      const asked = Array.from({ length: 12 }, () => place.one().first('interaction 1', 60_000));
      expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
      expect(await place.one().first('interaction 1', 60_000)).toBe(false);
      expect(await place.one().first('interaction 2', 60_000)).toBe(true);
    });

    it('may be handled again when its end has come', async () => {
      const place = await open();
      expect(await place.one().first('interaction', 200)).toBe(true);
      expect(await place.one().first('interaction', 200)).toBe(false);
      await place.pass(220);
      expect(await place.one().first('interaction', 60_000)).toBe(true);
      expect(await place.one().first('interaction', 60_000)).toBe(false);
    });
  });
}
