import { describe, expect, it } from 'vitest';
import { drawnSignals } from '../../../src/adapters/chart/drawn-signals.js';
import { chartArtist } from '../../../src/adapters/chart/artist.js';
import { signalsSvg } from '../../../src/adapters/chart/signals-svg.js';
import type { SignalLabels } from '../../../src/domain/signals/signal-labels.js';
import { wordsOf, type Words } from '../../../src/words/index.js';
import { firstDays, promotionWeek } from '../../support/signal-pictures.js';

function labelsIn({ chart, signals }: Words, title = 'Toko Maju Promo'): SignalLabels {
  return { ...chart, ...signals, title, titleInstead: '+62 812' };
}

const en = labelsIn(wordsOf.en);
const count = (svg: string, kind: string): number => svg.split(`class="${kind}"`).length - 1;

describe('a picture of how messages were taken', () => {
  it('has four panels with the usual range, what is beyond it, and the change', () => {
    const svg = signalsSvg(promotionWeek, en);
    expect(count(svg, 'panel')).toBe(4);
    expect(count(svg, 'usual')).toBeGreaterThanOrEqual(4);
    expect(count(svg, 'unusual')).toBeGreaterThan(3);
    expect(count(svg, 'change')).toBe(1);
    expect(svg).toContain('beyond the usual');
  });

  it('draws no usual range and no change where none is known', () => {
    const svg = signalsSvg(firstDays, en);
    expect([count(svg, 'usual'), count(svg, 'unusual'), count(svg, 'change')]).toEqual([0, 0, 0]);
    expect(svg).not.toContain('usual range');
  });

  it('escapes a name, and is the same for the same facts', () => {
    const odd = labelsIn(wordsOf.en, 'A<b>&"c"');
    expect(signalsSvg(promotionWeek, odd)).not.toContain('<b>');
    expect(signalsSvg(promotionWeek, odd)).toBe(signalsSvg(promotionWeek, odd));
  });

  it.each(['light', 'dark'] as const)('becomes a small PNG with a description, in %s', async (theme) => {
    const { png, alt } = await chartArtist.signals({ ...promotionWeek, theme }, en);
    expect([...png.slice(1, 4)]).toEqual([...Buffer.from('PNG')]);
    expect(png.length).toBeLessThan(250_000);
    expect(alt).toMatch(/Not delivered: highest \d+ %, unlike the usual\./);
    expect(alt).toContain('A change was seen on');
  });

  it('says in Indonesian what it shows', async () => {
    const { alt } = await chartArtist.drawnSignals(promotionWeek, labelsIn(wordsOf.id), 80);
    expect(alt).toMatch(/Tidak terkirim: tertinggi \d+ %, tidak seperti biasanya\./);
  });

  it.each([40, 80])('fits a terminal %d columns wide', (width) => {
    const drawn = drawnSignals(promotionWeek, en, width);
    for (const row of drawn.split('\n')) expect(row.length).toBeLessThanOrEqual(width);
    expect(drawn).toContain('^');
    expect(drawn).toContain('change seen');
  });
});
