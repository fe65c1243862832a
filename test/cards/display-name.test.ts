import { describe, expect, it } from 'vitest';
import { alertCard } from '../../src/cards/alert.js';
import { plainText } from '../../src/cards/plain.js';
import { quotaCard } from '../../src/cards/quota.js';
import { known } from '../../src/domain/reading.js';
import type { NumberSnapshot } from '../../src/domain/snapshot.js';
import { wordsOf, type Words } from '../../src/words/index.js';
import { numberOf } from '../support/looks.js';
import { readerOf } from '../support/reading.js';
import { story } from '../support/story.js';

function answered(more: Partial<NumberSnapshot>, words: Words = wordsOf.en): string {
  const told = story();
  const number = numberOf(1, more);
  told.sees({ numbers: [number] });
  const snapshot = told.state.sight?.snapshot;
  if (!snapshot) throw new Error('Nothing was seen.');
  const view = {
    state: told.state,
    snapshot,
    number,
    scope: 'portfolio',
    reachedAt: null,
    note: null,
  } as const;
  return plainText(quotaCard(view, readerOf({ words })));
}

function alerted(more: Partial<NumberSnapshot>, words: Words): string {
  const told = story();
  told.sees({ numbers: [numberOf(1, more)] });
  const { state } = told;
  return plainText(alertCard({ state, incidents: state.incidents, thread: 't1' }, readerOf({ words })));
}

describe('/quota', () => {
  it('says nothing of a display name that is well, or of which nothing is known', () => {
    for (const nameStatus of ['APPROVED', 'AVAILABLE_WITHOUT_REVIEW', 'NONE', null]) {
      expect(answered({ nameStatus })).not.toContain('Display name');
    }
    expect(answered({ nameStatus: 'DECLINED', status: 'deleted' })).not.toContain('Display name');
  });

  it('says that a display name is declined, expired or in review', () => {
    expect(answered({ nameStatus: 'DECLINED' })).toContain('declined by Meta; the limit may stay small');
    expect(answered({ nameStatus: 'EXPIRED' })).toContain('expired; the limit may stay small');
    expect(answered({ nameStatus: 'PENDING_REVIEW' })).toContain('in review by Meta');
    expect(answered({ nameStatus: 'DECLINED' }, wordsOf.id)).toContain('ditolak Meta; limit kirim');
  });

  it('says how fast a number may send only where Meta tells, and never as its limit', () => {
    expect(answered({ throughput: 'STANDARD' })).toContain('up to 80 messages a second, in and out');
    expect(answered({ throughput: 'HIGH' }, wordsOf.id)).toContain('hingga 1.000 pesan per detik');
    for (const throughput of [null, 'NOT_APPLICABLE', '80', 'UNLIMITED']) {
      expect(answered({ throughput })).not.toContain('Speed');
      expect(answered({ throughput })).toContain('10,000');
    }
  });
});

describe('the alert of a display name', () => {
  it('says what is so, what it means and what to do', () => {
    const text = alerted({ nameStatus: 'DECLINED' }, wordsOf.en);
    expect(text).toContain('Display name declined');
    expect(text).toContain('the limit may stay small until a name is approved');
    expect(text).toContain('Change the name in WhatsApp Manager');
    expect(alerted({ nameStatus: 'EXPIRED' }, wordsOf.id)).toContain('Ajukan kembali nama tersebut');
  });

  it('stands beside limited sending, and advises where Meta does not', () => {
    const limited = { nameStatus: 'DECLINED', health: known({ canSend: 'limited', reasons: [] } as const) };
    const text = alerted(limited, wordsOf.en);
    expect(text).toContain('Sending is limited');
    expect(text).toContain('Meta gives no reason.');
    expect(text).toContain('declined by Meta');
    expect(text).toContain('Change the name in WhatsApp Manager');
  });
});
