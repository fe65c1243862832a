import { describe, expect, it } from 'vitest';
import { after, DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.js';
import { wordsOf } from '../../src/words/index.js';
import { at, noon } from '../support/looks.js';

const { en, id } = wordsOf;
const jakarta = { zone: 'Asia/Jakarta', now: noon };

describe('numbers', () => {
  it.each([
    [0, '0', '0'],
    [999, '999', '999'],
    [1_000, '1,000', '1.000'],
    [10_000, '10,000', '10.000'],
    [1_234_567, '1,234,567', '1.234.567'],
    [-1_500, '-1,500', '-1.500'],
  ])('%d reads %s and %s', (n, english, indonesian) => {
    expect([en.number(n), id.number(n)]).toEqual([english, indonesian]);
  });

  it.each([
    [0, '0 %'],
    [0.4, '<1 %'],
    [0.29 * 100, '29 %'],
    [61.2, '61 %'],
    [79.99, '79 %'],
    [100, '100 %'],
    [1_240, '1,240 %'],
  ])('%d percent reads %s: never more than it is, and a trace is not zero', (percent, text) => {
    expect(en.percent(percent)).toBe(text);
  });
});

describe('times', () => {
  it('are told in the zone of the reader, with its name', () => {
    expect(en.moment(at('2026-11-22T07:20:00Z'), jakarta)).toBe('14:20 WIB');
    expect(id.moment(at('2026-11-22T07:20:00Z'), jakarta)).toBe('pukul 14.20 WIB');
    expect(en.clock(noon, 'Asia/Makassar')).toBe('13:00 WITA');
    expect(en.clock(noon, 'UTC')).toBe('05:00 UTC');
    expect(en.clock(noon, 'Europe/Riga')).toBe('07:00 UTC+2');
  });

  it('name the day when it is not today, by the wall clock of the reader', () => {
    expect(en.moment(at('2026-11-22T17:00:00Z'), jakarta)).toBe('tomorrow 00:00 WIB');
    expect(id.moment(at('2026-11-22T17:00:00Z'), jakarta)).toBe('besok pukul 00.00 WIB');
    expect(en.moment(at('2026-11-21T16:59:00Z'), jakarta)).toBe('yesterday 23:59 WIB');
    expect(en.moment(at('2026-11-26T01:00:00Z'), jakarta)).toBe('Thu 26 Nov 08:00 WIB');
    expect(id.moment(at('2026-11-26T01:00:00Z'), jakarta)).toBe('Kam 26 Nov pukul 08.00 WIB');
  });

  it.each([
    [20 * SECOND, 'less than a minute', 'kurang dari semenit'],
    [3 * MINUTE, '3 min', '3 menit'],
    [2 * HOUR + 5 * MINUTE, '2 h 5 min', '2 jam 5 menit'],
    [DAY + 3 * HOUR + MINUTE, '1 day 3 h', '1 hari 3 jam'],
    [3 * DAY, '3 days', '3 hari'],
    [-HOUR, 'less than a minute', 'kurang dari semenit'],
  ])('%d ms last %s', (ms, english, indonesian) => {
    expect([en.duration(ms), id.duration(ms)]).toEqual([english, indonesian]);
  });

  it('tell how long ago something was', () => {
    expect(en.ago(noon - after(noon, -3 * MINUTE))).toBe('3 min ago');
    expect(id.ago(3 * MINUTE)).toBe('3 menit lalu');
    expect(en.ago(5 * SECOND)).toBe('just now');
  });
});

describe('figures', () => {
  it('say when they are an upper bound', () => {
    expect(en.used({ recipients: 6_120, accuracy: 'at-most' })).toBe('at most 6,120');
    expect(en.used({ recipients: 6_120, accuracy: 'exact' })).toBe('6,120');
    expect(id.used({ recipients: 6_120, accuracy: 'at-most' })).toBe('paling banyak 6.120');
  });

  it('never promise room that may not be there', () => {
    expect(en.left(3_880, 'at-most')).toBe('room for 3,880 more');
    expect(en.left(0, 'at-most')).toBe('perhaps nothing left');
    expect(en.left(-20, 'exact')).toBe('nothing left');
    expect(id.left(3_880, 'exact')).toBe('sisa 3.880');
  });
});
