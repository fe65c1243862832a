import type { Criterion } from '../domain/criteria.js';
import type { Forecast } from '../domain/forecast.js';
import type { NextTier } from '../domain/next-tier.js';
import type { PortfolioState } from '../domain/state.js';
import { shown } from '../words/shorten.js';
import { symbolOf, type Card, type Line, type Section, type Tone } from './card.js';
import { fitted } from './fitted.js';
import { namesIn, type Names } from './names.js';
import { byMetaClock, type Reader } from './reader.js';
import { checkedLine } from './usage-parts.js';

/** Owners of a limit that one card tells of. */
const told = 6;

/** When the next limit comes and what it still needs, of one portfolio. */
export function tierCard(state: PortfolioState, forecasts: readonly Forecast[], reader: Reader): Card {
  const { words } = reader;
  const planning = byMetaClock(reader, state.sight?.snapshot);
  const names = namesIn(state, reader);
  const [first, ...others] = forecasts;
  const shared = others.length === 0;
  const left = forecasts.length - told;
  return fitted({
    tone: first ? toneOfTier(first.nextTier) : 'unknown',
    title: `${words.tiers.title} · ${names.portfolio}`,
    lead: [first ? tierText(first.nextTier, names, planning) : words.answers.notLooked],
    sections: shared
      ? first
        ? sectionsOf(first, names, planning)
        : []
      : [
          {
            kind: 'list',
            items: forecasts
              .slice(0, told)
              .map((one): Line => [
                `${symbolOf[toneOfTier(one.nextTier)]} `,
                { kind: 'strong', text: names.subject(one.owner) },
                ` · ${tierText(one.nextTier, names, planning)}`,
              ]),
            more: left > 0 ? words.more(left) : null,
          },
        ],
    footnote: checkedLine(state, reader),
    actions: [],
    picture: null,
  });
}

/** The next tier in one or two sentences. */
function tierText(tier: NextTier, names: Names, reader: Reader): string {
  const { words } = reader;
  const { tiers } = words;
  const moment = { zone: reader.zone, now: reader.now };
  const next = tier.next === null ? null : words.limit(tier.next);
  if (tier.verdict === 'at-top') return tiers.atTop;
  if (tier.verdict === 'unknown' || next === null) return tiers.unknown(next);
  if (tier.verdict === 'on-track') {
    if (tier.dueAt === null) return tiers.notYet(next);
    if (!isCertain(tier)) return tiers.perhaps(next, tier.overdue ? null : tier.dueAt, tier.dueKind, moment);
    return tier.overdue
      ? tiers.overdue(next, tier.dueAt, moment)
      : tiers.onTrack(next, tier.dueAt, tier.dueKind, moment);
  }
  const used = tier.criteria.find((one) => one.name === 'used');
  const holders = heldBackTexts(tier, names, reader);
  const need =
    used?.name === 'used' && used.met === false && used.used !== null
      ? tiers.need(used.need, used.days, next, used.used, used.accuracy)
      : tier.verdict === 'blocked'
        ? holders.length === 0
          ? tiers.blocked(next)
          : null
        : tiers.notYet(next);
  if (need === null) return tiers.blockedBy(next, holders);
  return [
    need,
    ...(tier.onPaceFor === null ? [] : [tiers.onPace(tier.onPaceFor, moment)]),
    ...(holders.length === 0 ? [] : [tiers.heldBack(holders)]),
  ].join(' ');
}

function isCertain({ criteria }: NextTier): boolean {
  return !criteria.some(isPerhapsMet);
}

/** One line on the next tier for a digest; null when nothing is known, or nothing can be seen now. */
export function tierLine(
  state: PortfolioState,
  forecasts: readonly Forecast[],
  reader: Reader,
): string | null {
  const [first, ...others] = forecasts;
  if (state.blind !== null) return null;
  return first && others.length === 0
    ? tierText(first.nextTier, namesIn(state, reader), byMetaClock(reader, state.sight?.snapshot))
    : null;
}

function heldBackTexts(tier: NextTier, names: Names, reader: Reader): readonly string[] {
  const { tiers, names: called, more } = reader.words;
  const texts = tier.heldBack.map((held) => {
    const who = names.labelled(held.label, held.number);
    return held.because === 'quality'
      ? tiers.holderQuality(who, called.colours[held.is])
      : tiers.holderStatus(who, called.statuses[held.is]);
  });
  return texts.length > 3 ? [`${texts.slice(0, 3).join(', ')} ${more(texts.length - 3)}`] : texts;
}

function toneOfTier(tier: NextTier): Tone {
  switch (tier.verdict) {
    case 'on-track':
      return tier.overdue || !isCertain(tier) ? 'unknown' : 'good';
    case 'at-top':
      return 'good';
    case 'not-yet':
      return 'info';
    case 'blocked':
      return 'warning';
    case 'unknown':
      return 'unknown';
  }
}

function sectionsOf(forecast: Forecast, names: Names, reader: Reader): readonly Section[] {
  const { words } = reader;
  const { tiers } = words;
  const { nextTier, capacity } = forecast;
  const { labels } = tiers;
  const facts = [
    {
      label: labels.limit,
      value: [
        capacity.limit.known ? words.limit(capacity.limit.value) : words.names.unknown(capacity.limit.why),
      ],
    },
    ...(nextTier.next === null ? [] : [{ label: labels.next, value: [words.limit(nextTier.next)] }]),
    ...(nextTier.planPerDay === null
      ? []
      : [
          {
            label: labels.plan,
            value: [tiers.plan(nextTier.planPerDay.recipients, nextTier.planPerDay.days)],
          },
        ]),
  ];
  const items = nextTier.criteria.map((one): Line => [
    `${mark(one)} ${tiers.condition(one)} · ${metText(one, reader)}`,
  ]);
  const countdowns = nextTier.countdowns.map((one): Line => {
    const who = names.labelled(one.label, one.number);
    const to = one.lowersTo === null ? null : words.limit(one.lowersTo);
    return [one.outcome === 'kept' ? tiers.recovering(who) : tiers.countdown(who, one.daysLeft, to)];
  });
  return [
    { kind: 'facts', facts },
    ...(items.length === 0 ? [] : [{ kind: 'list' as const, items, more: null }]),
    ...(countdowns.length === 0 ? [] : [{ kind: 'text' as const, lines: countdowns.slice(0, 5) }]),
  ];
}

/** Met as far as an upper bound tells. */
function isPerhapsMet(criterion: Criterion): boolean {
  return criterion.name === 'used' && criterion.met === true && !criterion.certain;
}

function mark(criterion: Criterion): string {
  if (criterion.met === null || isPerhapsMet(criterion)) return symbolOf.unknown;
  return criterion.met ? symbolOf.good : symbolOf.warning;
}

function metText(criterion: Criterion, reader: Reader): string {
  const { tiers } = reader.words;
  if (isPerhapsMet(criterion)) return tiers.perhapsMet;
  return criterion.met === null ? tiers.notKnown : criterion.met ? tiers.met : tiers.notMet;
}

/** That no portfolio has this name; the known ones are offered. */
export function noPortfolioCard(query: string, known: readonly string[], reader: Reader): Card {
  const { tiers } = reader.words;
  return fitted({
    tone: 'unknown',
    title: tiers.noPortfolio(shown(query, 60)),
    lead: [known.length > 0 ? tiers.watched : reader.words.answers.nothingHere],
    sections:
      known.length === 0
        ? []
        : [
            {
              kind: 'list',
              items: known.slice(0, 5).map((name) => [shown(name, 120)]),
              more: known.length > 5 ? reader.words.more(known.length - 5) : null,
            },
          ],
    footnote: null,
    actions: known.slice(0, 5).map((name) => ({
      label: shown(name, 50),
      command: `tier ${name}`,
      style: 'plain',
      effect: 'answer',
    })),
    picture: null,
  });
}
