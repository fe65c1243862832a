import { describe, expect, it } from 'vitest';
import { entryCard } from '../../src/cards/entry.js';
import { eventCard } from '../../src/cards/event.js';
import { plainText } from '../../src/cards/plain.js';
import type { Incident, Notice, Reason } from '../../src/domain/incident.js';
import { advance } from '../../src/domain/advance.js';
import { defaultPolicy } from '../../src/domain/incident.js';
import type { Finding } from '../../src/domain/finding.js';
import { known } from '../../src/domain/reading.js';
import { after, HOUR, MINUTE } from '../../src/domain/time.js';
import { wordsOf } from '../../src/words/index.js';
import { capped, noon, numberOf, portfolioId } from '../support/looks.js';
import { readerOf } from '../support/reading.js';
import { story } from '../support/story.js';

const told = story();
told.sees({ numbers: [numberOf(1, { quality: 'red', name: 'Promo' })], limit: known(capped(10_000)) });
const state = told.state;

function incidentOf(more: Partial<Incident> = {}): Incident {
  const [incident] = state.incidents;
  if (!incident) throw new Error('no incident');
  return { ...incident, ...more };
}

function notice(reason: Reason, more: Partial<Incident> = {}): Notice {
  return { reason, at: after(noon, 2 * HOUR + 5 * MINUTE), incident: incidentOf(more), before: null };
}

describe('a line in the log of a thread', () => {
  it.each<[Reason, Partial<Incident>, string]>([
    ['opened', {}, '🔴 New: Quality is low (red)'],
    ['worsened', {}, '🔴 Worse: Quality is low (red)'],
    ['changed', {}, '🔴 Better, not over: Quality is low (red)'],
    ['reminder', {}, '🔴 Still so after 2 h 5 min'],
    ['escalated', {}, '🔴 Nobody acknowledged this for 2 h 5 min'],
    ['acknowledged', { acknowledged: { by: 'slack:U7', at: noon } }, '🟠 Acknowledged by U7'],
    ['resolved', { endedAt: after(noon, HOUR) }, '🟢 Resolved after 1 h'],
    ['withdrawn', { endedAt: after(noon, HOUR) }, '⚪ No longer watched'],
  ])('says %s', (reason, more, wanted) => {
    const [title] = plainText(entryCard([notice(reason, more)], state, readerOf())).split('\n');
    expect(title).toBe(wanted);
  });

  it('tells what is over as over', () => {
    const text = plainText(entryCard([notice('resolved', { endedAt: noon })], state, readerOf()));
    expect(text).toContain('Promo is rated high (green) again.');
  });

  it('takes several updates together', () => {
    const card = entryCard([notice('opened'), notice('reminder')], state, readerOf({ words: wordsOf.id }));
    expect(card.title).toBe('2 perkembangan');
    expect(plainText(card)).toContain('• Masih berlangsung setelah 2 jam 5 menit · Kualitas Promo dinilai');
  });
});

describe('what happened once', () => {
  const finding: Finding = {
    rule: 'limit',
    portfolio: portfolioId,
    subject: { kind: 'portfolio', id: portfolioId, label: 'Toko Maju' },
    severity: 'info',
    level: 1,
    facts: { rule: 'limit', change: 'raised', before: capped(2_000), now: capped(10_000) },
  };
  const notices = advance({
    live: [],
    recent: [],
    verdicts: [{ kind: 'event', finding }],
    now: noon,
    policy: defaultPolicy,
    exists: () => true,
  }).notices;

  it('is told with what it was before', () => {
    const text = plainText(eventCard(notices, state, readerOf()));
    expect(text).toContain('🔵 Note: Toko Maju · Limit raised');
    expect(text).toContain('\n10,000 people in 24 h from now on; before it was 2,000.\n');
  });

  it('is told together when several happened at once', () => {
    const card = eventCard([...notices, ...notices], state, readerOf());
    expect(card.title).toBe('Toko Maju · 2 updates');
  });
});
