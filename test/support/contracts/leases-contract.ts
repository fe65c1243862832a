import { describe, expect, it } from 'vitest';
import type { Leases } from '../../../src/sharing-port.js';

/** Leases of several processes on one place. */
export interface LeasesOnTrial {
  of(holder: string): Leases;
  /** Lets so many milliseconds pass for all. */
  pass(ms: number): Promise<void>;
}

/** What leases promise. `open` gives those of a place where nothing is held. */
export function leasesContract(name: string, open: () => Promise<LeasesOnTrial>): void {
  describe(`${name}, as all leases`, () => {
    it('give a name to one process, and say who has it', async () => {
      const place = await open();
      const lease = await place.of('one').take('gateway', 60_000);
      expect(lease?.isHeld()).toBe(true);
      expect(await place.of('two').take('gateway', 60_000)).toBeNull();
      expect(await place.of('one').take('gateway', 60_000), 'nor twice').toBeNull();
      expect(await place.of('two').take('another', 60_000)).not.toBeNull();
      expect(await place.of('two').held()).toMatchObject([
        { name: 'another', holder: 'two' },
        { name: 'gateway', holder: 'one' },
      ]);
    });

    it('give a name to one of many who ask at once', async () => {
      const place = await open();
      const asked = Array.from({ length: 12 }, (_, i) => place.of(String(i)).take('round', 60_000));
      expect((await Promise.all(asked)).filter((lease) => lease !== null)).toHaveLength(1);
    });

    it('end when nobody renews them, and go over with a higher epoch', async () => {
      const place = await open();
      const frozen = await place.of('one').take('route', 300);
      await place.pass(320);
      expect(frozen?.isHeld(), 'by the holder’s own count').toBe(false);
      expect(await place.of('one').held()).toEqual([]);
      const next = await place.of('two').take('route', 60_000);
      expect(next?.epoch).toBeGreaterThan(frozen?.epoch ?? Infinity);
      expect(frozen && (await place.of('one').renew(frozen, 60_000)), 'it is too late').toBeNull();
      expect(next?.isHeld()).toBe(true);
    });

    it('last longer when they are renewed', async () => {
      const place = await open();
      const lease = await place.of('one').take('route', 400);
      await place.pass(200);
      const renewed = lease && (await place.of('one').renew(lease, 60_000));
      await place.pass(300);
      expect(lease?.isHeld()).toBe(false);
      expect(renewed).toMatchObject({ name: 'route', epoch: lease?.epoch });
      expect(renewed?.isHeld()).toBe(true);
      expect(await place.of('two').take('route', 60_000)).toBeNull();
    });

    it('that have ended are not renewed, even when nobody took them', async () => {
      const place = await open();
      const lease = await place.of('one').take('route', 100);
      await place.pass(150);
      expect(lease && (await place.of('one').renew(lease, 60_000))).toBeNull();
    });

    it('are free once they are dropped, and cannot be dropped by who lost them', async () => {
      const place = await open();
      const [one, two] = [place.of('one'), place.of('two')];
      const first = await one.take('route', 60_000);
      if (first) await one.drop(first);
      const second = await two.take('route', 60_000);
      expect(second?.epoch).toBeGreaterThan(first?.epoch ?? Infinity);
      if (first) await one.drop(first);
      expect(await one.take('route', 60_000)).toBeNull();
    });
  });
}
