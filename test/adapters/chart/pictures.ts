import type { ChartFacts, ChartLabels } from '../../../src/domain/chart-facts.js';
import { chartLabels } from './labels.js';
import {
  ago,
  blindBetween,
  calmWeek,
  countedMonth,
  countedWeek,
  hourly,
  wildMonth,
  wildWeek,
} from './weeks.js';

/** A picture by name, for the gallery. */
export interface NamedPicture {
  readonly name: string;
  readonly facts: ChartFacts;
  readonly labels: ChartLabels;
}

const { en, id } = chartLabels;

/** One picture of each kind that the bot may draw. */
export const pictures: readonly NamedPicture[] = [
  { name: 'calm-week-light-en', facts: calmWeek, labels: en },
  { name: 'calm-week-dark-id', facts: { ...calmWeek, theme: 'dark' }, labels: id },
  { name: 'wild-week-light-id', facts: wildWeek, labels: id },
  { name: 'wild-week-dark-en', facts: { ...wildWeek, theme: 'dark' }, labels: en },
  { name: 'wild-month-light-en', facts: wildMonth, labels: { ...en, title: 'Toko Maju · 30 days' } },
  {
    name: 'wild-month-dark-id',
    facts: { ...wildMonth, theme: 'dark' },
    labels: { ...id, title: 'Toko Maju · 30 hari' },
  },
  { name: 'counted-week-light-en', facts: countedWeek, labels: en },
  { name: 'counted-week-dark-id', facts: { ...countedWeek, theme: 'dark' }, labels: id },
  { name: 'counted-month-light-id', facts: countedMonth, labels: { ...id, title: 'Toko Maju · 30 hari' } },
  {
    name: 'counted-month-dark-en',
    facts: { ...countedMonth, theme: 'dark' },
    labels: { ...en, title: 'Toko Maju · 30 days' },
  },
  {
    name: 'nothing-known',
    facts: { ...calmWeek, points: [], limits: [], qualities: [] },
    labels: { ...en, subtitle: 'We could not look at all.' },
  },
  {
    name: 'unlimited',
    facts: { ...calmWeek, points: hourly(7, 240_000), limits: [{ at: ago(30), recipients: Infinity }] },
    labels: { ...en, subtitle: 'No limit, peak 156,000.' },
  },
  {
    name: 'limit-unknown',
    facts: {
      ...calmWeek,
      limits: [
        { at: ago(30), recipients: 10_000 },
        { at: ago(3), recipients: null },
      ],
    },
    labels: { ...id, subtitle: 'Limit tidak diketahui sejak Kam 19 Nov.' },
  },
  {
    name: 'over-limit',
    facts: { ...calmWeek, points: hourly(7, 1_400), limits: [{ at: ago(30), recipients: 250 }] },
    labels: { ...en, subtitle: '' },
  },
  {
    name: 'tiny-use',
    facts: { ...calmWeek, points: hourly(7, 300), limits: [{ at: ago(30), recipients: 100_000 }] },
    labels: en,
  },
  {
    name: 'name-without-glyphs',
    facts: { ...calmWeek, points: blindBetween(calmWeek.points, ago(0, 3), ago(-1)) },
    labels: { ...en, title: '東京の店', subtitle: 'The last three hours are not known.' },
  },
  {
    name: 'hostile-name',
    facts: calmWeek,
    labels: {
      ...en,
      title: '<b>Toko & "Maju"</b> \u202eterbalik 🛒 yang sangat panjang sekali sampai tidak muat',
    },
  },
];
