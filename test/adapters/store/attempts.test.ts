import { beforeEach, describe, expect, it } from 'vitest';
import { attempts, type Attempts } from '../../../src/adapters/store/attempts.js';
import { StoreError } from '../../../src/ports.js';
import { fakeLog } from '../../support/fakes/log.js';

let now: number;
let work: Attempts;
beforeEach(() => {
  now = 1_000;
  const errorOf = (error: unknown): StoreError =>
    error instanceof StoreError ? error : new StoreError('other', String(error));
  work = attempts({ name: 'store', access: 'write', errorOf, log: fakeLog(), elapsed: () => now });
});

const fails = async (kind: StoreError['kind']): Promise<void> =>
  expect(work.write(() => Promise.reject(new StoreError(kind, kind)))).rejects.toMatchObject({ kind });

describe('trouble with a store', () => {
  it('that others are at work for a moment does not last, and is told to whoever wrote', async () => {
    await fails('locked');
    expect([work.trouble()?.kind, work.lastingTrouble()]).toEqual(['locked', null]);
    now += 3_600_000;
    expect(work.lastingTrouble(), 'nobody wrote since').toBeNull();
  });

  it('that others never end lasts, until a write goes well', async () => {
    await fails('locked');
    now += 14_000;
    await fails('locked');
    expect(work.lastingTrouble()).toBeNull();
    now += 1_000;
    await fails('locked');
    expect(work.lastingTrouble()).toMatchObject({ kind: 'locked' });
    await work.write(() => Promise.resolve());
    await fails('locked');
    expect(work.lastingTrouble(), 'it begins anew').toBeNull();
  });

  it('that is no waiting lasts from the first write on', async () => {
    await fails('locked');
    await fails('full');
    expect(work.lastingTrouble()).toMatchObject({ kind: 'full' });
  });
});
