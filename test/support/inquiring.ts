import { expect } from 'vitest';
import { secretOf } from '../../config/secret.js';
import { withPeopleCounted } from '../../src/app/watched.js';
import { outlook } from '../../src/app/outlook.js';
import type { Watched } from '../../src/app/command.js';
import type { StopShare } from '../../src/domain/stop-share.js';
import type { LedgerFigure } from '../../src/domain/ledger/figure.js';
import type { Rulebook } from '../../src/domain/rulebook.js';
import type { PortfolioState } from '../../src/domain/state.js';
import { after, MINUTE } from '../../src/domain/time.js';
import type { PortfolioPlan } from '../../src/ports.js';
import { inquiries } from '../../src/questions/answering.js';
import { questions } from '../../src/questions/index.js';
import { tokoMaju } from './asking.js';
import { fakeClock, type FakeClock } from './fakes/clock.js';
import { fakeLog, type FakeLog } from './fakes/log.js';
import { memoryHistory } from './fakes/stores.js';
import { noon } from './looks.js';
import { breaches } from './openapi-check.js';
import { phones } from './reading.js';
import { portfolio2025 } from './rulebooks.js';

/** What came of a question over HTTP. */
interface Heard {
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Programs that ask, three minutes after noon. Each answer is held against the OpenAPI document. */
export interface Inquiring {
  readonly clock: FakeClock;
  readonly log: FakeLog;
  readonly ask: (url: string, authorization?: string) => Promise<Heard>;
}

/** A portfolio as a program may ask about it. */
export interface Asked {
  readonly state: PortfolioState;
  readonly plan?: Partial<PortfolioPlan>;
  readonly rulebook?: Rulebook;
}

export const apiToken = 'a-long-random-text-of-the-operator';

/** Builds what answers them about some portfolios; `people` are who was counted. */
export function inquiring(
  portfolios: readonly Asked[] | (() => Promise<readonly Watched[]>),
  people: LedgerFigure | null = null,
  stops: StopShare | null = null,
): Inquiring {
  const clock = fakeClock(after(noon, 3 * MINUTE));
  const log = fakeLog();
  const all = typeof portfolios === 'function' ? [] : portfolios;
  const watched = all.map(({ state, plan, rulebook = portfolio2025 }) => ({
    plan: { ...tokoMaju, id: state.portfolio, name: state.name, ...plan },
    rulebook,
    state,
  }));
  const rulebookOf = ({ id }: PortfolioPlan): Rulebook =>
    watched.find(({ plan }) => plan.id === id)?.rulebook ?? portfolio2025;
  const ahead = outlook({ history: memoryHistory(), clock, rulebookOf });
  const answering = inquiries({
    token: secretOf(apiToken),
    clock,
    log,
    known: () => ({
      now: clock.now(),
      phoneBook: phones,
      portfolios: typeof portfolios === 'function' ? portfolios : () => Promise.resolve(watched),
      counted: (one) => withPeopleCounted(one, () => Promise.resolve(people)),
      stopsYesterday: () => Promise.resolve(stops),
      forecasts: ({ plan, state }) => ahead.forecasts(plan, state),
    }),
  });
  return {
    clock,
    log,
    async ask(url, authorization = `Bearer ${apiToken}`) {
      const [path = '', query = ''] = url.split('?');
      const page = await answering.answer({ path, query: new URLSearchParams(query), authorization });
      const body = JSON.parse(page.text) as Heard['body'];
      const question = questions.find((one) => pathFits(one.path, path));
      if (question) {
        expect(breaches(`/${question.path}`, page.status, page.type, body)).toEqual([]);
        // A shape forgets what it does not name: nothing is told that the document does not speak of.
        if (page.status === 200) expect(question.answer.parse(body)).toEqual(body);
      }
      return { status: page.status, type: page.type, headers: page.headers ?? {}, body };
    },
  };
}

function pathFits(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split('/'), path.replace(/^\/v1\//, '').split('/')];
  return (
    wanted.length === given.length &&
    wanted.every((step, i) => step === given[i] || (step.startsWith('{') && given[i] !== ''))
  );
}
