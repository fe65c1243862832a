import { describe, expect, it, onTestFinished } from 'vitest';
import { freshBotState } from '../../../src/domain/bot-state.js';
import { freshState } from '../../../src/domain/state.js';
import type { Store } from '../../../src/ports.js';
import { botCounted, counted, emptied, looked, queued, toko, waba } from './state-changes.js';

/** What every store promises. `open` gives an empty one. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  const store = async (): Promise<Store> => {
    const opened = await open();
    onTestFinished(() => opened.close());
    return opened;
  };

  describe(`${name}, as every store`, () => {
    it('knows nothing of a portfolio nobody has looked at', async () => {
      expect(await (await store()).read(toko)).toBeNull();
    });

    it('gives back what was saved, and what the change made of it', async () => {
      const one = await store();
      expect(await one.update(toko, counted(toko))).toBe(1);
      await one.update(toko, looked(toko, 1_000));
      expect(await one.read(toko)).toMatchObject({
        portfolio: toko,
        outbox: { sequence: 1 },
        sight: { at: 1_000 },
      });
    });

    it('keeps portfolios apart', async () => {
      const one = await store();
      await one.update(toko, counted(toko));
      expect(await one.read(waba)).toBeNull();
      await one.update(waba, counted(waba));
      await one.update(waba, counted(waba));
      expect([(await one.read(toko))?.outbox.sequence, (await one.read(waba))?.outbox.sequence]).toEqual([
        1, 2,
      ]);
    });

    it('loses none of a thousand updates that come at once', async () => {
      const one = await store();
      const ids = [toko, waba];
      const results = await Promise.all(
        Array.from({ length: 1_000 }, async (_, i) => {
          const id = i % 2 === 0 ? toko : waba;
          if (i % 7 === 0) await one.read(id);
          return one.update(id, counted(id));
        }),
      );
      for (const id of ids) expect((await one.read(id))?.outbox.sequence).toBe(500);
      expect(new Set(results).size).toBe(500);
    });

    it('changes nothing when the change itself fails, and goes on', async () => {
      const one = await store();
      await one.update(toko, counted(toko));
      const broken = one.update(toko, () => {
        throw new Error('no such incident');
      });
      const next = one.update(toko, counted(toko));
      await expect(broken).rejects.toThrow('no such incident');
      expect(await next).toBe(2);
      expect((await one.read(toko))?.outbox.sequence).toBe(2);
    });

    it('takes a change that leaves all as it was', async () => {
      const one = await store();
      await one.update(toko, looked(toko, 5));
      const before = await one.read(toko);
      const result = await one.update(toko, (state) => ({
        state: state ?? freshState(toko, ''),
        result: 'seen',
      }));
      expect(result).toBe('seen');
      expect(await one.read(toko)).toEqual(before);
    });

    it('knows where something waits to be said, and where no longer', async () => {
      const one = await store();
      for (const id of [toko, waba]) await one.update(id, looked(id, 1_000));
      expect(await one.waiting()).toEqual([]);
      await one.update(toko, queued(toko));
      expect(await one.waiting()).toEqual([toko]);
      await one.update(waba, queued(waba));
      expect((await one.waiting()).toSorted()).toEqual([toko, waba].toSorted());
      await one.update(toko, emptied(toko));
      expect(await one.waiting()).toEqual([waba]);
    });

    it('saves no portfolio under the name of another', async () => {
      const one = await store();
      await expect(one.update(toko, counted(waba))).rejects.toThrow(waba);
      expect(await one.read(toko)).toBeNull();
    });

    it('numbers looks as they begin, each higher than all that began before', async () => {
      const one = await store();
      const first = await one.claimLook(toko);
      expect(first).toBeGreaterThan(0);
      const many = await Promise.all(Array.from({ length: 20 }, () => one.claimLook(toko)));
      expect(new Set([first, ...many]).size).toBe(21);
      expect(Math.min(...many)).toBeGreaterThan(first);
      expect(await one.claimLook(toko)).toBeGreaterThan(Math.max(...many));
    });

    it('numbers the next look higher than the one that is saved', async () => {
      const one = await store();
      await one.claimLook(toko);
      await one.update(toko, (state) => ({
        state: { ...(state ?? freshState(toko, '')), look: 41 },
        result: null,
      }));
      expect(await one.claimLook(toko)).toBeGreaterThan(41);
    });

    it('numbers the looks of one portfolio whatever becomes of another', async () => {
      const one = await store();
      const before = await one.claimLook(waba);
      await one.update(toko, (state) => ({
        state: { ...(state ?? freshState(toko, '')), look: 1_000 },
        result: null,
      }));
      expect(await one.claimLook(waba)).toBe(before + 1);
    });

    it('keeps the bot’s own state apart, which is fresh at first', async () => {
      const one = await store();
      expect(await one.readBot()).toEqual(freshBotState);
      await one.update(toko, counted(toko));
      expect(await one.updateBot(botCounted)).toBe(1);
      expect(await one.updateBot(botCounted)).toBe(2);
      expect((await one.readBot()).outbox.sequence).toBe(2);
      expect((await one.read(toko))?.outbox.sequence).toBe(1);
    });

    it('loses none of the updates of the bot’s own state that come at once with others', async () => {
      const one = await store();
      const results = await Promise.all(
        Array.from({ length: 90 }, async (_, i) => {
          if (i % 7 === 0) await one.readBot();
          return i % 3 === 0
            ? `toko ${String(await one.update(toko, counted(toko)))}`
            : one.updateBot(botCounted);
        }),
      );
      expect((await one.readBot()).outbox.sequence).toBe(60);
      expect(new Set(results).size).toBe(90);
    });

    it('leaves the bot’s own state when a change of it fails, and takes one that changes nothing', async () => {
      const one = await store();
      await one.updateBot(botCounted);
      const broken = one.updateBot(() => {
        throw new Error('no such route');
      });
      await expect(broken).rejects.toThrow('no such route');
      expect(await one.updateBot((state) => ({ state, result: 'seen' }))).toBe('seen');
      expect((await one.readBot()).outbox.sequence).toBe(1);
    });

    it('refuses work once it is closed, and may be closed twice', async () => {
      const one = await store();
      await one.update(toko, counted(toko));
      await one.close();
      await one.close();
      await expect(one.read(toko)).rejects.toMatchObject({ name: 'StoreError', kind: 'closed' });
      await expect(one.update(toko, counted(toko))).rejects.toMatchObject({ kind: 'closed' });
      await expect(one.readBot()).rejects.toMatchObject({ kind: 'closed' });
      await expect(one.updateBot(botCounted)).rejects.toMatchObject({ kind: 'closed' });
      await expect(one.claimLook(toko)).rejects.toMatchObject({ kind: 'closed' });
    });
  });
}
