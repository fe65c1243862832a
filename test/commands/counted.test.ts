import { describe, expect, it } from 'vitest';
import type { LedgerFigure } from '../../src/domain/ledger/figure.js';
import { known, unknown } from '../../src/domain/reading.js';
import type { PortfolioSnapshot } from '../../src/domain/snapshot.js';
import { after, HOUR, MINUTE } from '../../src/domain/time.js';
import { asking } from '../support/asking.js';
import { countedOf } from '../support/counted.js';
import { noon, numberOf, usageOf } from '../support/looks.js';

const now = after(noon, 3 * MINUTE);
const series = [{ at: after(noon, -2 * HOUR), recipients: 6_800 }];
const volume = { usage: known(usageOf(6_800)), series };

async function heard(
  line: string,
  figure: LedgerFigure | null,
  language = 'en',
  seen: Partial<PortfolioSnapshot> = volume,
): Promise<string> {
  const bot = await asking(seen, { counted: () => Promise.resolve(figure) });
  return bot.hear(line, { language });
}

const between = countedOf(6_120, now, {
  accuracy: 'between',
  atLeast: 6_000,
  countingSince: after(now, -30 * HOUR),
  exactFrom: after(now, 18 * HOUR),
});
const begun = countedOf(2_100, now, {
  accuracy: 'at-least',
  atMost: null,
  countingSince: after(now, -2 * HOUR),
  exactFrom: after(now, 46 * HOUR),
});

describe('/quota, where people are counted', () => {
  it('tells the exact count first, and how it was found', async () => {
    const answer = await heard('/quota 0001', countedOf(6_120, now));
    expect(answer).toContain(
      'Toko Maju · 3,880 left · 6,120 of 10,000 used, counted exactly · 612 free up by 13:03 WIB',
    );
    expect(answer).toContain('counted person by person · 12:03 WIB');
    expect(answer).toContain('6,120 · counting since Thu 19 Nov 12:03 WIB');
    expect(answer).toContain('6,800, where a person counts once for each message');
  });

  it('tells it in Indonesian', async () => {
    const answer = await heard('/quota 0001', countedOf(6_120, now), 'id');
    expect(answer).toContain(
      'Toko Maju · sisa 3.880 · 6.120 dari 10.000 terpakai, dihitung tepat · 612 tersedia lagi sebelum pukul 13.03 WIB',
    );
    expect(answer).toContain('dihitung per orang · pukul 12.03 WIB');
    expect(answer).toContain('6.120 · dihitung sejak Kam 19 Nov pukul 12.03 WIB');
    expect(answer).toContain('6.800; di sana satu orang dihitung sekali untuk tiap pesan');
  });

  it('tells both bounds, and from when on it can be exact', async () => {
    const answer = await heard('/quota 0001', between);
    expect(answer).toContain('room for 3,880 more · at most 6,120 of 10,000 used');
    expect(answer).toContain('counted person by person, not all of it certain');
    expect(answer).toContain(
      '6,000 to 6,120 · counting since yesterday 06:03 WIB · exact from tomorrow 06:03 WIB at the earliest',
    );
    const settled = { ...between, exactFrom: after(now, -HOUR) };
    expect(await heard('/quota 0001', settled, 'id')).toContain(
      '6.000 sampai 6.120 · dihitung sejak kemarin pukul 06.03 WIB · selisihnya belum tentu ikut dihitung',
    );
  });

  it('stays with the volume on the first day, and tells beside it who was surely reached', async () => {
    const answer = await heard('/quota 0001', begun);
    expect(answer).toContain('room for 3,200 more · at most 6,800 of 10,000 used');
    expect(answer).toContain('counted from message volume, not from people');
    expect(answer).toContain('at least 2,100 · counting since 10:03 WIB');
    expect(await heard('/quota 0001', begun, 'id')).toContain(
      'paling sedikit 2.100 · dihitung sejak pukul 10.03 WIB · angka tepat paling cepat Sel 24 Nov pukul 10.03 WIB',
    );
  });

  it('promises no room where only a lower bound is known', async () => {
    const answer = await heard('/quota 0001', begun, 'en', { usage: unknown('refused') });
    expect(answer).toContain('at most 7,900 left · at least 2,100 of 10,000 used');
    expect(answer).toContain('counted person by person, as far as we were told');
  });

  it('says when the volume is so high that deliveries may be missing', async () => {
    const settled = { ...volume, series: [{ at: after(noon, -10 * HOUR), recipients: 6_800 }] };
    const few = countedOf(40, now);
    expect(await heard('/quota 0001', few, 'en', settled)).toContain('deliveries may be missing here');
    expect(await heard('/quota 0001', few, 'id', settled)).toContain('tidak tercatat di sini');
  });

  it('says that an account tells nothing', async () => {
    const silent = { ...begun, countingSince: null, exactFrom: null };
    expect(await heard('/quota 0001', silent)).toContain(
      "Meta's webhooks do not cover every account at present",
    );
  });

  it('is as it was where nobody was ever counted', async () => {
    const answer = await heard('/quota 0001', null);
    expect(answer).toContain('at most 6,800 of 10,000 used');
    expect(answer).not.toContain('People counted');
  });

  it("shares a number's part of the volume, not of the people", async () => {
    const two = { ...volume, numbers: [numberOf(1, { usage: known(usageOf(6_800)) }), numberOf(2)] };
    const answer = await heard('/quota 0001', countedOf(3_400, now), 'en', two);
    expect(answer).not.toContain('200 % of all usage');
    expect(answer).toContain("Used by this number: at most 6,800, 100 % of Meta's volume");
    expect(await heard('/quota 0001', countedOf(3_400, now), 'id', two)).toContain('dari volume Meta');
  });
});

describe('/can-send, where people are counted', () => {
  it('goes by the count, and by the minute at which people are free again', async () => {
    expect(await heard('/can-send 0001 3880', countedOf(6_120, now))).toContain('Yes: 3,880 fit now.');
    const answer = await heard('/can-send 0001 4000', countedOf(6_120, now));
    expect(answer).toContain('3,880 now, the rest after 13:03 WIB');
    expect(answer).toContain('counted person by person');
    expect(await heard('/can-send 0001 4000', countedOf(6_120, now), 'id')).toContain('pukul 13.03 WIB');
  });

  it('promises no more than the smallest sure upper bound leaves', async () => {
    expect(await heard('/can-send 0001 3880', between)).toContain('Yes: 3,880 fit now.');
    expect(await heard('/can-send 0001 3300', begun)).toContain('3,200 now');
  });

  it('cannot tell from a lower bound', async () => {
    const blank = { usage: unknown('refused' as const) };
    expect(await heard('/can-send 0001 10', begun, 'en', blank)).toContain('We cannot tell');
  });
});
