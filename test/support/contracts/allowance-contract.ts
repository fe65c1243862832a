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
      const calls = Array.from({ length: 40 }, () => place.one().spend([{ key: 'account 1', most: 15 }]));
      const answers = await Promise.all(calls);
      expect(answers.filter((refusal) => refusal === null)).toHaveLength(15);
      expect(await place.one().spend([{ key: 'account 2', most: 15 }])).toBeNull();
    });

    it('counts a call for each of its keys, and says which one refuses it', async () => {
      const place = await open();
      const [account, token] = [
        { key: 'account', most: 2 },
        { key: 'token', most: 3 },
      ];
      for (let i = 0; i < 2; i += 1) expect(await place.one().spend([account, token])).toBeNull();
      expect(await place.one().spend([account, token])).toMatchObject({ key: 'account', why: 'spent' });
      await place.one().spend([token]);
      const other = { key: 'another account', most: 2 };
      expect(await place.one().spend([other, token])).toMatchObject({ key: 'token', why: 'spent' });
    });

    it('says from when on it is of use to ask again', async () => {
      const place = await open();
      await place.one().spend([{ key: 'account', most: 1 }]);
      const refusal = await place.one().spend([{ key: 'account', most: 1 }]);
      expect(refusal?.why).toBe('spent');
      expect(refusal?.until).toBeGreaterThan(0);
    });

    it('rests for all while Meta wants it, and is not rested for less', async () => {
      const place = await open();
      await place.one().rest('token', 400);
      await place.one().rest('token', 1);
      expect(await place.one().spend([{ key: 'token', most: 10 }])).toMatchObject({ why: 'rests' });
      expect(await place.one().spend([{ key: 'another token', most: 10 }])).toBeNull();
      await place.pass(420);
      expect(await place.one().spend([{ key: 'token', most: 10 }])).toBeNull();
    });
  });
}
