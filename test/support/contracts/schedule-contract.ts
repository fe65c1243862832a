import { describe, expect, it } from 'vitest';
import type { PortfolioId } from '../../../src/domain/snapshot.js';
import { instantOf } from '../../../src/domain/time.js';
import type { Schedule } from '../../../src/sharing-port.js';

/** Where several processes share looks. */
export interface ScheduleOnTrial {
  of(holder: string): Schedule;
  /** Lets so many milliseconds pass for all. */
  pass(ms: number): Promise<void>;
}

const all = Array.from({ length: 20 }, (_, i) => `portfolio-${String(i)}` as PortfolioId);
const [first, second] = [instantOf(1_000), instantOf(2_000)];

/** What a schedule promises. `open` gives one on which nothing is due. */
export function scheduleContract(name: string, open: () => Promise<ScheduleOnTrial>): void {
  describe(`${name}, as every schedule`, () => {
    it('gives each look to one process, however many offer and ask', async () => {
      const place = await open();
      const workers = Array.from({ length: 4 }, (_, i) => place.of(String(i)));
      await Promise.all(workers.map((one) => one.offer(first, all)));
      const taken = await Promise.all([...workers, ...workers].map((one) => one.take([], 3, 60_000)));
      const given = taken.flat().map(({ portfolio }) => portfolio);
      expect(new Set(given).size).toBe(given.length);
      expect(given.length).toBeGreaterThan(0);
      const rest = await workers[0]?.take([], 20, 60_000);
      expect([...given, ...(rest ?? []).map(({ portfolio }) => portfolio)].sort()).toEqual([...all].sort());
      expect(await workers[1]?.take([], 20, 60_000)).toEqual([]);
    });

    it('gives at most so many, and none of those that are not wanted', async () => {
      const place = await open();
      const one = place.of('one');
      await one.offer(first, all);
      expect(await one.take([], 3, 60_000)).toHaveLength(3);
      expect(await one.take(all, 3, 60_000)).toEqual([]);
      const [id] = all.slice(-1);
      const others = all.slice(0, -1);
      expect(await one.take(others, 3, 60_000)).toMatchObject([{ portfolio: id, slot: first }]);
    });

    it('gives a process first what it looked at before, unless others are due for longer', async () => {
      const place = await open();
      const [one, two] = [place.of('one'), place.of('two')];
      await one.offer(first, all);
      const mine = await one.take(all.slice(0, 15), 5, 60_000);
      const theirs = await two.take([], 15, 60_000);
      for (const turn of mine) await one.end(turn);
      for (const turn of theirs) await two.end(turn);
      await one.offer(second, all);
      const again = await one.take([], 8, 60_000);
      const names = (turns: typeof again): readonly string[] =>
        turns.map(({ portfolio }) => portfolio).toSorted();
      expect(names(again).filter((id) => names(mine).includes(id))).toEqual(names(mine));
      expect(again).toHaveLength(8);
      for (const turn of again) await one.end(turn);
      await one.offer(instantOf(3_000), all.slice(15));
      expect((await one.take([], 12, 60_000)).map(({ slot }) => slot)).toEqual(
        Array.from({ length: 12 }, () => second),
      );
    });

    it('gives first what was left over when the next planned time came, so that nothing is left for ever', async () => {
      const place = await open();
      const [one, two] = [place.of('one'), place.of('two')];
      await one.offer(first, all);
      const begun = await one.take([], 5, 60_000);
      for (const turn of begun) await one.end(turn);
      await two.offer(second, all);
      for (const worker of [one, two]) {
        const next = (await worker.take([], 7, 60_000)).map(({ portfolio }) => portfolio);
        expect(next).toHaveLength(7);
        expect(next.filter((id) => begun.some(({ portfolio }) => portfolio === id))).toEqual([]);
      }
    });

    it('gives it to that process also after a rest', async () => {
      const place = await open();
      const [one, two] = [place.of('one'), place.of('two')];
      await one.offer(first, all);
      const theirs = await two.take([], 10, 60_000);
      const mine = await one.take([], 10, 60_000);
      for (const turn of theirs) await two.end(turn);
      for (const turn of mine) {
        await one.end(turn);
        await one.rest(turn, 100);
      }
      await one.offer(second, all);
      await place.pass(120);
      const again = (await one.take([], 10, 60_000)).map(({ portfolio }) => portfolio);
      expect(again.toSorted()).toEqual(mine.map(({ portfolio }) => portfolio).toSorted());
    });

    it('gives first what was lost, to whoever asks', async () => {
      const place = await open();
      await place.of('one').offer(first, all.slice(0, 1));
      const [lost] = await place.of('one').take([], 1, 200);
      await place.of('two').offer(first, all);
      await place.pass(220);
      expect(await place.of('two').take([], 1, 60_000)).toMatchObject([{ portfolio: lost?.portfolio }]);
    });

    it('gives nothing for a planned time that is over, nor for an earlier one', async () => {
      const place = await open();
      const one = place.of('one');
      await one.offer(second, all.slice(0, 1));
      const [turn] = await one.take([], 20, 60_000);
      if (turn) await one.end(turn);
      for (const slot of [first, second]) {
        await one.offer(slot, all.slice(0, 1));
        expect(await one.take([], 20, 60_000)).toEqual([]);
      }
      await one.offer(instantOf(3_000), all.slice(0, 1));
      expect(await one.take([], 20, 60_000)).toMatchObject([{ slot: 3_000 }]);
    });

    it('gives a turn to another process when its end has come, with a higher epoch', async () => {
      const place = await open();
      await place.of('one').offer(first, all.slice(0, 1));
      const [lost] = await place.of('one').take([], 1, 200);
      expect(await place.of('two').take([], 1, 60_000)).toEqual([]);
      await place.pass(220);
      const [found] = await place.of('two').take([], 1, 60_000);
      expect(found).toMatchObject({ portfolio: lost?.portfolio, slot: first });
      expect(found?.epoch).toBeGreaterThan(lost?.epoch ?? Infinity);
      if (lost) await place.of('one').end(lost);
      if (found) await place.of('two').renew([found], 100);
      await place.pass(120);
      expect(await place.of('one').take([], 1, 60_000), 'who lost a turn cannot end it').toHaveLength(1);
    });

    it('gives a turn that was given back to the next who asks', async () => {
      const place = await open();
      await place.of('one').offer(first, all.slice(0, 1));
      const [turn] = await place.of('one').take([], 1, 60_000);
      if (turn) await place.of('one').giveBack(turn);
      const [next] = await place.of('two').take([], 1, 60_000);
      expect(next).toMatchObject({ portfolio: turn?.portfolio, slot: first });
      if (turn) await place.of('one').giveBack(turn);
      expect(await place.of('one').take([], 1, 60_000), 'it is no longer one’s own').toEqual([]);
    });

    it('lets nobody look at a portfolio that is to rest, until it has', async () => {
      const place = await open();
      await place.of('one').offer(first, all.slice(0, 1));
      const [turn] = await place.of('one').take([], 1, 60_000);
      if (turn) await place.of('one').end(turn);
      if (turn) await place.of('one').rest(turn, 300);
      await place.of('two').offer(second, all.slice(0, 1));
      expect(await place.of('two').take([], 1, 60_000)).toEqual([]);
      await place.pass(320);
      expect(await place.of('two').take([], 1, 60_000)).toMatchObject([{ slot: second }]);
    });

    it('leaves a turn to who renews it, and gives none back that was lost', async () => {
      const place = await open();
      const one = place.of('one');
      await one.offer(first, all.slice(0, 2));
      const turns = await one.take([], 2, 300);
      await place.pass(150);
      await one.renew(turns.slice(0, 1), 60_000);
      await place.pass(200);
      const taken = await place.of('two').take([], 2, 60_000);
      expect(taken.map(({ portfolio }) => portfolio)).toEqual([turns[1]?.portfolio]);
      await one.renew(turns.slice(1), 1);
      expect(await place.of('three').take([], 2, 60_000)).toEqual([]);
    });

    it('makes due again what falls due while somebody looks', async () => {
      const place = await open();
      const one = place.of('one');
      await one.offer(first, all.slice(0, 1));
      const [turn] = await one.take([], 1, 60_000);
      await place.of('two').offer(second, all.slice(0, 1));
      expect(await place.of('two').take([], 1, 60_000)).toEqual([]);
      if (turn) await one.end(turn);
      expect(await place.of('two').take([], 1, 60_000)).toMatchObject([{ slot: second }]);
    });
  });
}
