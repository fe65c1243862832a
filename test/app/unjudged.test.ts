import { describe, expect, it } from 'vitest';
import { memoryHistory, memoryStore } from '../support/fakes/stores.js';
import { poller } from '../../src/app/poll.js';
import { known } from '../../src/domain/reading.js';
import { noSignals } from '../../src/domain/signals/window.js';
import type { Health, NumberSnapshot, Observation } from '../../src/domain/snapshot.js';
import { MINUTE } from '../../src/domain/time.js';
import type { Store } from '../../src/ports.js';
import { tokoMaju } from '../support/asking.js';
import { fakeClock } from '../support/fakes/clock.js';
import { fakeLog, type FakeLog } from '../support/fakes/log.js';
import { noon, numberOf, portfolioOf } from '../support/looks.js';
import { judgingOf, routeOf } from '../support/story.js';

const blocked = known<Health>({ canSend: 'blocked', reasons: [] });
/** What no look should ever bring: a health that is known and is none, on which the rule throws. */
const odd = known<Health>(null as never);
const healths = (...all: readonly NumberSnapshot['health'][]): readonly NumberSnapshot[] =>
  all.map((health, i) => numberOf(i + 1, { health }));

interface Watch {
  readonly store: Store;
  readonly log: FakeLog;
  /** The rule and subject of each failure in the log. */
  readonly failures: () => readonly object[];
  readonly sees: (numbers: readonly NumberSnapshot[] | null) => Promise<unknown>;
  /** A look that saves nothing. */
  readonly peeksAt: (numbers: readonly NumberSnapshot[]) => Promise<unknown>;
}

function watch(): Watch {
  const store = memoryStore();
  const log = fakeLog();
  const clock = fakeClock(noon);
  let next: Observation;
  const looks = poller({
    plans: [tokoMaju],
    graph: {
      observe: () => Promise.resolve({ observation: next, volumes: new Map(), owner: null }),
      notBefore: () => null,
    },
    store,
    history: memoryHistory(),
    counted: () => Promise.resolve(null),
    signals: () => Promise.resolve(noSignals),
    clock,
    log,
    judging: () => judgingOf({ routes: [routeOf()] }),
  });
  const seeing = (numbers: readonly NumberSnapshot[] | null): void => {
    clock.move(5 * MINUTE);
    const at = clock.now();
    next =
      numbers === null
        ? { kind: 'blind', at, problem: 'unreachable' }
        : { kind: 'seen', at, snapshot: portfolioOf({ numbers }) };
  };
  return {
    store,
    log,
    failures: () => log.lines.filter(({ event }) => event === 'rule.failed').map(({ facts }) => facts),
    sees(numbers) {
      seeing(numbers);
      return looks.pollAll();
    },
    peeksAt(numbers) {
      seeing(numbers);
      return looks.peekAll();
    },
  };
}

describe('a number on which a rule throws', () => {
  it('is logged once, keeps what was open, and holds up no other number', async () => {
    const { store, log, sees, failures } = watch();
    await sees(healths(blocked, known({ canSend: 'available', reasons: [] })));
    for (let look = 0; look < 4; look += 1) await sees(healths(odd, blocked));
    await sees(null);
    await sees(healths(odd, blocked));

    const [first, second] = healths(odd, blocked);
    const state = await store.read(tokoMaju.id);
    expect(state?.incidents.map(({ key, state: is, clears }) => [key, is, clears])).toEqual([
      [`health:number:${first?.id ?? ''}`, 'open', 0],
      [`health:number:${second?.id ?? ''}`, 'open', 0],
    ]);
    expect(state?.ended).toEqual([]);
    expect(state?.verdicts.filter(({ kind, ...rest }) => kind === 'unknown' && 'why' in rest)).toHaveLength(
      1,
    );
    expect(failures()).toEqual([
      {
        portfolio: tokoMaju.id,
        rule: 'health',
        subject: `number ${first?.id ?? ''}`,
        reason: expect.stringContaining('null') as string,
      },
    ]);
    expect(log.lines.filter(({ event }) => event === 'look.failed')).toEqual([]);
  });

  it('is logged again when it had been judged in between', async () => {
    const { sees, failures } = watch();
    await sees(healths(odd));
    await sees(healths(blocked));
    await sees(healths(odd));
    expect(failures()).toHaveLength(2);
  });

  it('is named with the number of the others, in one line for a rule', async () => {
    const { sees, failures } = watch();
    await sees(healths(odd, odd, odd));
    expect(failures()).toMatchObject([{ subject: `number ${numberOf(1).id} and 2 more` }]);
  });

  it('is logged in a look that saves nothing, too', async () => {
    const { peeksAt, failures } = watch();
    await peeksAt(healths(odd));
    expect(failures()).toHaveLength(1);
  });
});
