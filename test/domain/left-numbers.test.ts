import { describe, expect, it } from 'vitest';
import { lookNote } from '../../src/domain/history/look-note.js';
import { pollReport } from '../../src/app/poll-report.js';
import { digestCard } from '../../src/cards/digest.js';
import { plainLine } from '../../src/cards/plain.js';
import { toneOfPortfolio } from '../../src/cards/portfolio.js';
import { digestFor } from '../../src/domain/digest.js';
import { evaluate } from '../../src/domain/evaluate.js';
import { forecastsOf } from '../../src/domain/forecast.js';
import { known, unknown } from '../../src/domain/reading.js';
import { noUsage } from '../../src/domain/history/recorded-usage.js';
import type { NumberId, NumberSnapshot, Status } from '../../src/domain/snapshot.js';
import { HOUR } from '../../src/domain/time.js';
import { capped, inShort, lookAt, noon, numberOf, portfolioOf, usageOf } from '../support/looks.js';
import { perNumber2023, portfolio2025 } from '../support/rulebooks.js';
import { readerOf } from '../support/reading.js';
import { story } from '../support/story.js';

const living = numberOf(1, { id: '21' as NumberId, usage: known(usageOf(700)) });
/** Another id with the same phone, low in quality, as Meta lists it after it moved. */
const other = (status: Status, more: Partial<NumberSnapshot> = {}): NumberSnapshot => ({
  ...living,
  id: '22' as NumberId,
  quality: 'red',
  rawQuality: 'RED',
  status,
  rawStatus: status.toUpperCase(),
  usage: unknown('moved'),
  ...more,
});

function verdictsOf(number: NumberSnapshot, rulebook = portfolio2025): readonly string[] {
  return evaluate(lookAt(portfolioOf({ numbers: [living, number] }), { rulebook })).flatMap((verdict) => {
    const { rule, subject } =
      verdict.kind === 'firing' || verdict.kind === 'event' ? verdict.finding : verdict;
    return subject.id === number.id ? [`${rule} ${inShort(verdict)}`] : [];
  });
}

describe('a number that has left its account', () => {
  it.each([
    ['migrated', ['status firing warning 2']],
    ['deleted', ['status firing critical 3']],
  ] as const)('%s is judged by its status only', (status, verdicts) => {
    const blocked = known({ canSend: 'blocked', reasons: [] } as const);
    expect(verdictsOf(other(status, { health: blocked }))).toEqual(verdicts);
    expect(
      verdictsOf(other(status, { health: blocked, usage: known(usageOf(10_000)) }), perNumber2023),
    ).toEqual(verdicts);
  });

  it.each(['connected', 'disconnected', 'restricted', 'unknown'] as const)(
    'is not one that is %s: its quality is told',
    (status) => {
      expect(verdictsOf(other(status))).toContain('quality firing critical 2');
    },
  );

  it('has no part in the next tier, in the conclusion of a digest, or in the colour of the portfolio', () => {
    const told = story();
    told.sees({ numbers: [living, other('migrated')] });
    const [forecast] = forecastsOf({
      now: noon,
      snapshot: portfolioOf({ numbers: [living, other('migrated')] }),
      incidents: told.state.incidents,
      rulebook: portfolio2025,
      history: noUsage,
      since: noon,
    });
    expect(forecast?.nextTier.heldBack).toEqual([]);
    const view = {
      ...digestFor(noon, 'Asia/Jakarta'),
      portfolios: [{ state: told.state, peak: null, forecast: null }],
      picture: null,
    };
    expect(plainLine(digestCard(view, readerOf()).lead)).toContain('The number is green.');
    expect(toneOfPortfolio(told.state)).toBe('warning');
    const snapshot = portfolioOf({ numbers: [living, other('migrated')] });
    const note = lookNote({ kind: 'seen', at: noon, snapshot }, told.state, null);
    expect(note.standings?.portfolio.quality).toBe('green');
  });

  it('owns no limit of which a forecast is made', () => {
    const forecasts = forecastsOf({
      now: noon,
      snapshot: portfolioOf({ numbers: [living, other('deleted')] }),
      incidents: [],
      rulebook: perNumber2023,
      history: noUsage,
      since: noon,
    });
    expect(forecasts.map(({ owner }) => owner.id)).toEqual(['21']);
  });
});

describe('two numbers with one phone number', () => {
  it('raise no quality alert for the one that moved', () => {
    const told = story();
    expect(told.sees({ numbers: [living, other('migrated')] })).toEqual(['slack:C1 post! opened status']);
  });

  it('have incidents of their own, told apart by id', () => {
    const told = story();
    told.sees({ numbers: [{ ...living, quality: 'yellow' }, other('disconnected')] });
    expect(told.state.incidents.map(({ key, finding }) => [key, finding.severity])).toEqual([
      ['status:number:22', 'warning'],
      ['quality:number:21', 'warning'],
      ['quality:number:22', 'critical'],
    ]);
  });

  it('of which one moves away: its quality alert is withdrawn quietly, that of the other stays', () => {
    const told = story();
    const yellow = { ...living, quality: 'yellow' as const };
    told.sees({ numbers: [yellow, other('connected')] });
    const before = told.state.incidents.find(({ key }) => key === 'quality:number:21');
    const heard = told.sees({ numbers: [yellow, other('migrated')] });
    expect(heard.filter((line) => line.includes('quality') && line.includes('!'))).toEqual([]);
    expect(told.state.incidents.map(({ key }) => key)).toEqual(['quality:number:21', 'status:number:22']);
    expect(told.state.incidents[0]).toMatchObject({ id: before?.id, state: 'open' });
    expect(told.state.ended).toMatchObject([{ key: 'quality:number:22', state: 'withdrawn' }]);
    told.waits(HOUR);
    expect(told.sees({ numbers: [yellow, other('migrated')] })).toEqual([]);
  });

  it('are told apart in the JSON of a look by their ids, and named by their phone', () => {
    const snapshot = portfolioOf({ numbers: [{ ...living, quality: 'yellow' }, other('disconnected')] });
    const verdicts = evaluate(lookAt(snapshot));
    const plan = {
      id: snapshot.id,
      name: snapshot.name,
      business: null,
      wabas: [],
      rulebook: 'portfolio-2025',
      aliases: {},
    };
    const look = {
      plan,
      owner: null,
      observation: { kind: 'seen', at: noon, snapshot } as const,
      verdicts,
      summary: { taken: true, notices: [], queued: 0 },
      forecasts: [],
    };
    expect(pollReport([look])).toMatchObject({
      portfolios: [
        {
          findings: [
            { rule: 'status', subject: '+6281234560001', numberId: '22' },
            { rule: 'quality', subject: '+6281234560001', numberId: '21' },
            { rule: 'quality', subject: '+6281234560001', numberId: '22' },
          ],
        },
      ],
    });
    const shared = lookAt({ ...snapshot, usage: known(usageOf(9_500)), limit: known(capped(10_000)) });
    const [portfolio] = (
      pollReport([{ ...look, verdicts: evaluate(shared) }]) as { portfolios: { findings: object[] }[] }
    ).portfolios;
    const usage = portfolio?.findings.find((one) => 'rule' in one && one.rule === 'usage');
    expect(usage).not.toHaveProperty('numberId');
  });
});
