import { describe, expect, it } from 'vitest';
import {
  acknowledge,
  endHealedSilences,
  endSilence,
  startSilence,
  type SilenceWish,
} from '../../src/domain/attend.js';
import { isActive, silenceBounds, silenceOf } from '../../src/domain/silence.js';
import { after, DAY, HOUR, MINUTE } from '../../src/domain/time.js';
import { noon, numberOf, portfolioId } from '../support/looks.js';
import { story } from '../support/story.js';

function troubled(): ReturnType<typeof story> {
  const told = story();
  told.sees({ numbers: [numberOf(1, { quality: 'red' }), numberOf(2, { quality: 'yellow' })] });
  return told;
}

const idsOf = (told: ReturnType<typeof story>): readonly string[] =>
  told.state.incidents.map((one) => one.id);

const wish = (more: Partial<SilenceWish> = {}): SilenceWish => ({
  scope: { rule: null, subject: null },
  until: after(noon, HOUR),
  untilHealthy: false,
  by: 'slack:U1',
  reason: null,
  ...more,
});

describe('acknowledging', () => {
  it('says who and when', () => {
    const told = troubled();
    const [first = ''] = idsOf(told);
    const { state, result } = acknowledge(told.state, [first], 'slack:U1', noon);
    expect(result.now.map((one) => one.id)).toEqual([first]);
    expect(state.incidents.map((one) => one.state)).toEqual(['acknowledged', 'open']);
    expect(state.incidents[0]?.acknowledged).toEqual({ by: 'slack:U1', at: noon });
  });

  it('leaves the one who was first, and says so to the second', () => {
    const told = troubled();
    const [first = ''] = idsOf(told);
    const once = acknowledge(told.state, [first], 'slack:U1', noon);
    const twice = acknowledge(once.state, [first], 'slack:U2', after(noon, MINUTE));
    expect(twice.state).toBe(once.state);
    expect(twice.result.now).toEqual([]);
    expect(twice.result.before[0]?.acknowledged?.by).toBe('slack:U1');
  });

  it('is forgotten when it gets worse', () => {
    const told = troubled();
    told.state = acknowledge(told.state, idsOf(told), 'slack:U1', noon).state;
    told.sees({ numbers: [numberOf(1, { quality: 'red' }), numberOf(2, { quality: 'red' })] });
    expect(told.state.incidents.map((one) => one.state)).toEqual(['acknowledged', 'open']);
  });

  it('does nothing to what is not confirmed yet, and told to nobody', () => {
    const told = story({ policy: { confirmLooks: { default: 2 } } });
    told.sees({ numbers: [numberOf(1, { quality: 'red' })] });
    const { state, result } = acknowledge(told.state, idsOf(told), 'slack:U1', noon);
    expect(state).toBe(told.state);
    expect(result).toEqual({ now: [], before: [] });
  });

  it('does nothing to what is not there', () => {
    const told = troubled();
    const { state, result } = acknowledge(told.state, ['0000000'], 'slack:U1', noon);
    expect(state).toBe(told.state);
    expect(result).toEqual({ now: [], before: [] });
  });
});

describe('a silence', () => {
  it('hides what it covers until it ends, and nothing after', () => {
    const told = troubled();
    const { state } = startSilence(told.state, wish(), noon);
    const finding = state.incidents[0]?.finding;
    if (!finding) throw new Error('no finding');
    expect(silenceOf(state.silences, finding, noon)).not.toBeNull();
    expect(silenceOf(state.silences, finding, after(noon, HOUR))).toBeNull();
  });

  it.each([
    ['forever', after(noon, 400 * DAY), silenceBounds.most],
    ['in the past', after(noon, -DAY), silenceBounds.least],
  ])('that would last %s is brought within bounds', (_how, until, length) => {
    const { result } = startSilence(troubled().state, wish({ until }), noon);
    expect(result.until - noon).toBe(length);
  });

  it('gives way to a newer one over the same', () => {
    const first = startSilence(troubled().state, wish(), noon);
    const second = startSilence(
      first.state,
      wish({ until: after(noon, 4 * HOUR), by: 'slack:U2' }),
      after(noon, MINUTE),
    );
    const active = second.state.silences.filter((one) => isActive(one, after(noon, MINUTE)));
    expect(active.map((one) => one.id)).toEqual([second.result.id]);
    expect(second.result.id).not.toBe(first.result.id);
  });

  it.each<[string, SilenceWish['scope'], boolean]>([
    ['the same', { rule: 'quality', subject: '42' }, true],
    ['another subject', { rule: 'quality', subject: '43' }, false],
    ['another rule', { rule: 'usage', subject: '42' }, false],
    ['all', { rule: null, subject: null }, false],
  ])('gives way to a newer one over %s: %s', (_what, scope, gives) => {
    const first = startSilence(troubled().state, wish({ scope: { rule: 'quality', subject: '42' } }), noon);
    const second = startSilence(first.state, wish({ scope, by: 'slack:U2' }), after(noon, MINUTE));
    expect(second.state.silences).toEqual([
      gives ? { ...first.result, endedBy: 'slack:U2' } : first.result,
      second.result,
    ]);
  });

  it('that is over is left as it was when the same is silenced again', () => {
    const first = startSilence(troubled().state, wish(), noon);
    const second = startSilence(first.state, wish({ until: after(noon, 3 * HOUR) }), after(noon, HOUR));
    expect(second.state.silences).toEqual([first.result, second.result]);
  });

  it('is the one that is ended, and no other', () => {
    const subject = (id: string) => wish({ scope: { rule: null, subject: id } });
    const first = startSilence(troubled().state, subject('1'), noon);
    const second = startSilence(first.state, subject('2'), noon);
    const ended = endSilence(second.state, second.result.id, 'slack:U2', noon);
    expect(ended.state.silences).toEqual([first.result, { ...second.result, endedBy: 'slack:U2' }]);
    expect(endSilence(second.state, 'gone', 'slack:U2', noon)).toEqual({ state: second.state, result: null });
  });

  it('can be ended, once', () => {
    const { state, result } = startSilence(troubled().state, wish(), noon);
    const ended = endSilence(state, result.id, 'slack:U2', after(noon, MINUTE));
    expect(ended.result?.endedBy).toBe('slack:U2');
    expect(ended.state.silences.some((one) => isActive(one, after(noon, MINUTE)))).toBe(false);
    expect(endSilence(ended.state, result.id, 'slack:U3', after(noon, MINUTE)).result).toBeNull();
  });

  it('ends with the trouble only where that was asked for, and one by one', () => {
    const healthy = (subject: string) =>
      wish({ scope: { rule: null, subject }, untilHealthy: true, until: after(noon, DAY) });
    const told = troubled();
    for (const one of [
      healthy(numberOf(1).id),
      healthy('gone'),
      wish({ scope: { rule: 'usage', subject: null } }),
    ]) {
      told.state = startSilence(told.state, one, noon).state;
    }
    const ended = (now = noon) => endHealedSilences(told.state, now).silences.map((one) => one.endedBy);
    expect(ended()).toEqual([null, 'healthy', null]);
    expect(ended(after(noon, 2 * DAY))).toEqual([null, null, null]);
  });

  it('until healthy ends when nothing it covers is left', () => {
    const told = troubled();
    const subject = numberOf(1).id;
    const scoped = wish({
      scope: { rule: 'quality', subject },
      untilHealthy: true,
      until: after(noon, 7 * DAY),
    });
    told.state = startSilence(told.state, scoped, noon).state;
    expect(endHealedSilences(told.state, noon)).toBe(told.state);
    const well = { ...told.state, incidents: told.state.incidents.slice(1) };
    expect(endHealedSilences(well, noon).silences[0]?.endedBy).toBe('healthy');
    expect(well.portfolio).toBe(portfolioId);
  });
});
