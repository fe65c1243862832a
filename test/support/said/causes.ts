import { alertCard } from '../../../src/cards/alert.js';
import type { Card } from '../../../src/cards/card.js';
import { eventCard } from '../../../src/cards/event.js';
import type { Reader } from '../../../src/cards/reader.js';
import { whyCard } from '../../../src/cards/why.js';
import type { PossibleCause, TemplateTrouble } from '../../../src/domain/causes/cause.js';
import type { Unseen } from '../../../src/domain/causes/find-causes.js';
import type { StandingChange } from '../../../src/domain/causes/standing-change.js';
import type { WhyChanged } from '../../../src/domain/causes/why-changed.js';
import { signals } from '../../../src/domain/signals/signal.js';
import type { Quality } from '../../../src/domain/snapshot.js';
import { after, DAY, HOUR } from '../../../src/domain/time.js';
import { noon, numberOf } from '../looks.js';
import { firstDays, promotionWeek } from '../signal-pictures.js';
import { story } from '../story.js';

const at = after(noon, -DAY - 3 * HOUR);
const compared = { with: 'weeks', n: 8 } as const;

function signsWithin(hours: number, back: number): readonly PossibleCause[] {
  const to = after(noon, -back * HOUR);
  return signals.map(({ name }) => ({
    kind: 'sign',
    span: { from: after(to, -hours * HOUR), to },
    sign: { signal: name, hours, count: 57, of: 1_500, usual: 0.015, compared, deviations: 9, level: 2 },
  }));
}

/** Each state of a template; the compiler asks for the one that is forgotten. */
const troubles: Readonly<Record<TemplateTrouble, true>> = {
  yellow: true,
  red: true,
  paused: true,
  disabled: true,
  flagged: true,
  unwell: true,
};

/** A cause of each kind. */
const causes: readonly PossibleCause[] = [
  ...signsWithin(3, 2),
  ...[27, 4 * 24, 8].flatMap((back) => signsWithin(3, back).slice(0, 1)),
  ...signsWithin(24, 24).slice(0, 1),
  ...(Object.keys(troubles) as TemplateTrouble[]).map((state): PossibleCause => ({
    kind: 'template',
    at,
    name: 'promo',
    language: state === 'flagged' ? null : 'id',
    state,
  })),
  ...[0, 2_100].map((usual): PossibleCause => ({
    kind: 'volume',
    span: { from: after(at, -DAY), to: at },
    recipients: 7_300,
    usual,
    compared,
  })),
  { kind: 'quality', at, before: 'green', now: 'yellow' },
  { kind: 'meta', at, state: 'ACCOUNT_VIOLATION', detail: 'ECODE' },
  { kind: 'meta', at, state: 'ACCOUNT_RESTRICTION', detail: null },
  { kind: 'sending', at, canSend: 'limited' },
  { kind: 'sending', at, canSend: 'blocked' },
  ...(['exact', 'at-most', 'at-least'] as const).map((accuracy): PossibleCause => ({
    kind: 'limit-reached',
    at,
    recipients: 10_050,
    accuracy,
    limit: 10_000,
  })),
];

const changes: readonly StandingChange[] = [
  { what: 'quality', at, before: 'green', now: 'yellow' },
  { what: 'quality', at, before: 'yellow', now: 'red' },
  { what: 'status', at, before: 'connected', now: 'flagged' },
  { what: 'limit', at, before: Number.POSITIVE_INFINITY, now: 2_000 },
  { what: 'limit', at, before: 2_000, now: Number.POSITIVE_INFINITY },
];

const unseen: Readonly<Record<Unseen, true>> = {
  'no-webhooks': true,
  'too-little': true,
  'no-volume': true,
  'no-templates': true,
};

const none: WhyChanged = { lately: { worse: null, better: null }, found: null, lookedSince: null };

function changed(change: StandingChange, found: WhyChanged['found']): WhyChanged {
  return { ...none, lately: { worse: change, better: null }, found };
}

/** All that is said of what came before a change. */
export function everyCause(reader: Reader): readonly Card[] {
  const told = story({ routes: [] });
  told.sees({ numbers: [numberOf(1)] });
  told.sees({ numbers: [numberOf(1, { quality: 'red' })] });
  const { state } = told;
  const [incident] = state.incidents;
  const [first] = changes;
  if (!incident || !first) throw new Error('Nothing happened in this story.');
  const card = (why: WhyChanged, quality: Quality = 'red'): Card =>
    whyCard({ state, number: numberOf(1, { quality }), why, picture: null }, reader);
  const steady = (['green', 'yellow', 'red', 'unknown'] as const).flatMap((quality) => [
    card(none, quality),
    card({ ...none, lookedSince: at }, quality),
  ]);
  const [some] = causes;
  const picture = { png: new Uint8Array(), name: 'signals.png' };
  const pictured = [promotionWeek, firstDays].map((drawn) =>
    whyCard(
      {
        state,
        number: numberOf(1),
        why: none,
        picture: { ...picture, alt: reader.words.signals.tells(drawn) },
      },
      reader,
    ),
  );
  return [
    ...pictured,
    ...steady,
    ...causes.map((cause) => card(changed(first, { causes: [cause], unseen: [] }))),
    ...changes.map((change) => card(changed(change, { causes, unseen: ['no-templates'] }))),
    ...(Object.keys(unseen) as Unseen[]).map((one) => card(changed(first, { causes: [], unseen: [one] }))),
    card(changed(first, { causes: [], unseen: [] })),
    alertCard({ state, incidents: [incident], thread: 't1', cause: some ?? null }, reader),
    eventCard([{ reason: 'event', at, incident, before: null }], state, reader, some),
  ];
}
