import { describe, expect, it } from 'vitest';
import { memoryStore } from '../support/fakes/stores.js';
import { attendance } from '../../src/app/attendance.js';
import { freshState } from '../../src/domain/state.js';
import { after, DAY, HOUR, MINUTE } from '../../src/domain/time.js';
import { tokoMaju } from '../support/asking.js';
import { fakeClock } from '../support/fakes/clock.js';
import { fakeLedger } from '../support/fakes/ledger.js';
import { noon, portfolioOf, wabaOf } from '../support/looks.js';
import { absorbNext, judgingOf } from '../support/story.js';

async function attending(answers: readonly (boolean | null)[]) {
  const store = memoryStore();
  const ledger = fakeLedger();
  const clock = fakeClock(noon);
  let asked = 0;
  const tells = (): Promise<boolean | null> => Promise.resolve(answers[asked++] ?? null);
  const attend = attendance({ plans: [tokoMaju], store, ledger, clock, tells });
  const look = (): Promise<unknown> =>
    store.update(tokoMaju.id, (saved) =>
      absorbNext(
        saved ?? freshState(tokoMaju.id, tokoMaju.name),
        { kind: 'seen', at: clock.now(), snapshot: portfolioOf({ id: tokoMaju.id, wabas: [wabaOf()] }) },
        judgingOf({}),
      ),
    );
  const figure = () => ledger.figure(tokoMaju.id, clock.now());
  return { attend, clock, look, figure, asked: () => asked };
}

describe('attending to webhooks', () => {
  it('counts from when a look found the accounts', async () => {
    const { attend, look, clock, figure } = await attending([true]);
    await attend.prove();
    expect(await figure()).toBeNull();
    await look();
    clock.move(MINUTE);
    await attend.prove();
    expect(await figure()).toMatchObject({ countingSince: after(noon, MINUTE), atMost: null });
    for (let minutes = 0; minutes < 2 * 24 * 60; minutes += 1) {
      clock.move(MINUTE);
      await attend.prove();
    }
    expect(await figure()).toMatchObject({ accuracy: 'exact', atLeast: 0, atMost: 0 });
  });

  it('does not count while an account tells others, and anew once it tells us', async () => {
    const { attend, look, clock, figure, asked } = await attending([false, null, true, true]);
    await look();
    await attend.prove();
    await attend.ask();
    expect(await figure()).toMatchObject({ countingSince: null, atMost: null });
    clock.move(MINUTE);
    await attend.ask();
    expect(await figure()).toMatchObject({ countingSince: null });
    clock.move(MINUTE);
    await attend.ask();
    expect(await figure()).toMatchObject({ countingSince: after(noon, 2 * MINUTE) });
    clock.move(HOUR - 1);
    await attend.ask();
    expect(asked()).toBe(3);
    clock.move(DAY);
    await attend.ask();
    expect(asked()).toBe(4);
  });
});
