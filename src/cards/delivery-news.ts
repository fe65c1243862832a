import type { DeliveryTrouble } from '../domain/delivery-trouble.js';
import type { Instant } from '../domain/time.js';
import { shown } from '../words/shorten.js';
import { deliveryText } from '../words/trouble-text.js';
import type { Card, Tone } from './card.js';
import { fitted } from './fitted.js';
import type { Reader } from './reader.js';

/** A test alert, clearly marked. `route` is the route's id. */
export function testCard(route: string, reader: Reader): Card {
  const { deeds } = reader.words;
  return notice('info', deeds.testTitle, deeds.testLead(shown(route, 80)), null, reader);
}

/** Another route's channel refuses our messages for good. */
export function channelBrokenCard(route: string, trouble: DeliveryTrouble | undefined, reader: Reader): Card {
  const { deeds } = reader.words;
  const detail = deliveryText(trouble, reader.words);
  // What the chat says tells what to do; without it the channel is the likeliest place.
  const advice = detail === '' ? deeds.brokenAdvice : null;
  return notice('warning', deeds.brokenTitle, deeds.broken(shown(route, 80)), advice, reader, detail);
}

/** Alerts have waited too long for another route's channel. */
export function undeliveredCard(
  route: string,
  since: Instant,
  trouble: DeliveryTrouble | undefined,
  reader: Reader,
): Card {
  const { deeds } = reader.words;
  const lead = deeds.undelivered(shown(route, 80), since, { zone: reader.zone, now: reader.now });
  const detail = deliveryText(trouble, reader.words);
  return withIncidents(
    notice('warning', deeds.undeliveredTitle, lead, deeds.droppedAdvice, reader, detail),
    reader,
  );
}

/** Another route's trouble is over. */
export function deliversAgainCard(
  route: string,
  { since, until }: { readonly since: Instant; readonly until: Instant },
  reader: Reader,
): Card {
  const { deeds } = reader.words;
  const lead = deeds.deliversAgain(shown(route, 80), since, Math.max(0, until - since), {
    zone: reader.zone,
    now: reader.now,
  });
  return notice('good', deeds.deliversAgainTitle, lead, null, reader);
}

/** Messages that were set aside for good and never told. */
export function droppedCard(count: number, oldest: Instant, reader: Reader): Card {
  const { deeds } = reader.words;
  const lead = deeds.dropped(count, oldest, { zone: reader.zone, now: reader.now });
  return withIncidents(notice('warning', deeds.droppedTitle, lead, deeds.droppedAdvice, reader), reader);
}

function withIncidents(card: Card, { words }: Reader): Card {
  const { incidents } = words.answers.actions;
  return {
    ...card,
    actions: [{ label: incidents, command: 'incidents', style: 'plain', effect: 'answer' }],
  };
}

function notice(
  tone: Tone,
  title: string,
  lead: string,
  advice: string | null,
  reader: Reader,
  detail = '',
): Card {
  const { labels } = reader.words.alerts;
  const facts = [
    ...(detail === '' ? [] : [{ label: labels.detail, value: [shown(detail, 300)] }]),
    ...(advice === null ? [] : [{ label: labels.advice, value: [advice] }]),
  ];
  return fitted({
    tone,
    title,
    lead: [lead],
    sections: facts.length === 0 ? [] : [{ kind: 'facts', facts }],
    footnote: null,
    actions: [],
    picture: null,
  });
}
