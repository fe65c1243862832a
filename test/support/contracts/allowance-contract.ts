import { describe, expect, it } from 'vitest';
import type { Allowance } from '../../../src/sharing-port.js';

/** Where several processes share an allowance of calls. */
export interface AllowanceOnTrial {
  one(): Allowance;
  /** Lets so many milliseconds pass for all. */
  pass(ms: number): Promise<void>;
}

/** What an allowance promises. `open` gives one of which nothing is spent. */
export function allowanceContract(name: string, open: () => Promise<AllowanceOnTrial>): void {
  describe(`${name}, as every allowance`, () => {
    it('is spent by all together, to the last call and no further', async () => {
      const place = await open();
      const calls = Array.from({ length: 40 }, () => place.one().spend('account 1', 15));
      const answers = await Promise.all(calls);
      expect(answers.filter((refusal) => refusal === null)).toHaveLength(15);
      expect(await place.one().spend('account 2', 15)).toBeNull();
    });

    it('says from when on it is of use to ask again', async () => {
      const place = await open();
      await place.one().spend('account', 1);
      const refusal = await place.one().spend('account', 1);
      expect(refusal?.why).toBe('spent');
      expect(refusal?.until).toBeGreaterThan(0);
    });

    it('rests for all while Meta wants it, and is not rested for less', async () => {
      const place = await open();
      await place.one().rest('token', 400);
      await place.one().rest('token', 1);
      expect(await place.one().spend('token', 10)).toMatchObject({ why: 'rests' });
      expect(await place.one().spend('another token', 10)).toBeNull();
      await place.pass(420);
      expect(await place.one().spend('token', 10)).toBeNull();
    });
  });
}
