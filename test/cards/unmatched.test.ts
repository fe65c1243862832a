import { describe, expect, it } from 'vitest';
import { pollReport } from '../../src/app/poll-report.js';
import { digestCard } from '../../src/cards/digest.js';
import { numbersCard } from '../../src/cards/numbers.js';
import { plainText } from '../../src/cards/plain.js';
import { quotaCard } from '../../src/cards/quota.js';
import { digestFor } from '../../src/domain/digest.js';
import { known } from '../../src/domain/reading.js';
import type { PortfolioState } from '../../src/domain/state.js';
import { wordsOf, type Words } from '../../src/words/index.js';
import { noon, numberOf, portfolioOf, usageOf } from '../support/looks.js';
import { readerOf } from '../support/reading.js';
import { story } from '../support/story.js';

/** Two numbers, of which one surely used 300, and 400 that may be of either. */
function seen(): PortfolioState {
  const told = story();
  told.sees({
    numbers: [
      numberOf(1, { usage: known({ ...usageOf(700), unmatched: 400 }) }),
      numberOf(2, { usage: known({ ...usageOf(400), unmatched: 400 }) }),
    ],
    usage: known({ ...usageOf(700), unmatched: 400 }),
  });
  return told.state;
}

function quota(index: number, words: Words = wordsOf.en): string {
  const state = seen();
  const snapshot = state.sight?.snapshot ?? portfolioOf();
  const number = snapshot.numbers[index] ?? numberOf(1);
  const view = { state, snapshot, number, scope: 'portfolio', reachedAt: null, note: null } as const;
  return plainText(quotaCard(view, readerOf({ words })));
}

describe('volume of no listed number', () => {
  it('is told in an answer about a number, which is not said to have used nothing', () => {
    expect(quota(0)).toContain('Used by this number: at most 700\n');
    expect(quota(1)).toContain('Used by this number: at most 400\n');
    expect(quota(1)).toContain(
      'Number unknown: at most 400, sent under a phone number that matches none of these; it may belong to any of them',
    );
    expect(quota(1)).not.toContain('Used most');
  });

  it('is told in Indonesian', () => {
    expect(quota(1, wordsOf.id)).toContain(
      'Nomor tidak diketahui: paling banyak 400, terkirim dari nomor telepon yang tidak cocok dengan satu pun di daftar; bisa jadi milik salah satunya',
    );
  });

  it('is told beside the sum in the list of numbers', () => {
    expect(plainText(numbersCard([seen()], 1, readerOf()))).toContain('· at most 400 from an unknown number');
  });

  it('is told in the digest', () => {
    const view = {
      ...digestFor(noon, 'Asia/Jakarta'),
      portfolios: [{ state: seen(), peak: null, forecast: null }],
      picture: null,
    };
    expect(plainText(digestCard(view, readerOf()))).toContain(
      'At most 400 of the usage came from an unknown number.',
    );
    expect(plainText(digestCard(view, readerOf({ words: wordsOf.id })))).toContain(
      'Paling banyak 400 dari pemakaian berasal dari nomor yang tidak diketahui.',
    );
  });

  it('is a figure of its own in the JSON of a look', () => {
    const { sight, portfolio, verdicts } = seen();
    if (sight === null) throw new Error('Nothing was seen.');
    const plan = {
      id: portfolio,
      name: 'Toko Maju',
      business: null,
      wabas: [],
      rulebook: 'portfolio-2025',
      aliases: {},
    };
    const look = {
      plan,
      owner: null,
      observation: { kind: 'seen', at: noon, snapshot: sight.snapshot } as const,
      verdicts,
      summary: { taken: true, notices: [], queued: 0 },
      forecasts: [],
    };
    expect(pollReport([look])).toMatchObject({
      portfolios: [
        {
          usage: { recipients: 700, unmatched: 400, accuracy: 'at-most' },
          numbers: [
            { usage: { recipients: 700, unmatched: 400 } },
            { usage: { recipients: 400, unmatched: 400 } },
          ],
        },
      ],
    });
  });
});
