import * as z from 'zod';
import type { WatchedNumber } from '../app/command.js';
import { adviceFor, broadcastFrom, capacityOf } from '../app/broadcast.js';
import { barOf, type Bar } from '../domain/barred.js';
import type { BroadcastAdvice } from '../domain/broadcast-advice.js';
import type { CanSend } from '../domain/can-send.js';
import { openSignsOf } from '../domain/signals/open-signs.js';
import { isoOf, type Instant } from '../domain/time.js';
import { limitFigure, nameOf, usageFigure } from './figures.js';
import { findNumber, numberAsked, unseen } from './find.js';
import { defineQuestion, told, untold } from './question.js';
import { instant, limit, numberIdentity, portfolioSight, quality, status, usage } from './shapes.js';
import { lookIn, sightReport } from './sight.js';

/** Nobody has more people to write to. */
const mostRecipients = 1_000_000_000;
const recipientsSentence = 'Write a whole number from 1 to 1000000000, like 3000.';

const recipients = z
  .string({ error: recipientsSentence })
  .regex(/^[1-9]\d{0,9}$/, { error: recipientsSentence })
  .transform(Number)
  .pipe(z.int().min(1).max(mostRecipients, { error: recipientsSentence }))
  .describe('How many people are to be written to.');

/** Whether so many people may be written to from a number, and when. Nothing is promised from what is not known. */
export const canSend = defineQuestion({
  path: 'can-send',
  name: 'canSend',
  summary: 'Whether a broadcast fits within the limit now, or in which parts, if nobody else sends.',
  asked: z.strictObject({ number: numberAsked, recipients }),
  answer: z.object({
    number: numberIdentity,
    portfolio: portfolioSight,
    recipients: z.int(),
    verdict: z
      .enum(['yes', 'split', 'no'])
      .describe('yes: all now. split: some now, the rest later. no: none now.'),
    barred: z
      .object({
        by: z.enum(['status', 'health']).describe('Its status, or what Meta says of its health.'),
        reasons: z.array(z.string()).readonly().describe("Meta's own words."),
      })
      .nullable()
      .describe('What keeps the number itself from sending, whatever its limit; null: nothing known.'),
    earlySigns: z
      .array(
        z.object({
          signal: z.string(),
          hours: z.int().describe('In so many hours until the last look.'),
          count: z.int(),
          of: z.int().describe('Of so many messages.'),
          usualShare: z.number().describe('The median of the same hours before, from 0 to 1.'),
        }),
      )
      .readonly()
      .describe('Signs that people take its messages badly, strongest first; none: none are known.'),
    advice: z
      .object({
        template: z
          .object({
            id: z.string(),
            name: z.string(),
            language: z.string(),
            quality,
            status: z.string().nullable().describe("Meta's own word."),
            because: z
              .enum(['rated', 'least-read'])
              .describe(
                'rated: Meta rates or paused it. least-read: it was read clearly less than the others.',
              ),
            day: instant
              .nullable()
              .describe('When the UTC day of these figures began; null: they are not known.'),
            sent: z.int().nullable(),
            delivered: z.int().nullable(),
            readShare: z.number().nullable().describe('Read of those delivered, from 0 to 1.'),
            clicked: z.int().nullable().describe('How often its buttons were tapped.'),
          })
          .nullable()
          .describe('The template of its account to look at first; null: none stands out, or none is read.'),
        stops: z
          .object({
            requests: z.int().describe('Replies that ask to be sent no more, and opt-outs.'),
            read: z.int().describe('Messages that were read within three hours.'),
            share: z.number().describe('From 0 to 1.'),
          })
          .nullable()
          .describe('Of yesterday, by the configured time zone; null: not known.'),
      })
      .describe('How people take what the number sends.'),
    parts: z
      .array(z.object({ at: instant, recipients: z.int().positive() }))
      .readonly()
      .describe('What may go out and from when, as early as possible; the first may be now.'),
    complete: z.boolean().describe('Whether the parts hold all.'),
    allAtOnceFrom: instant
      .nullable()
      .describe('From when all may go out at once; null: never, or not known.'),
    free: z.int().min(0).nullable().describe('So many are surely free now; null: there is no cap.'),
    limit,
    usage,
    quality,
    status,
  }),
  troubles: ['not-found', 'several', 'not-looked-yet', 'blind', 'stale', 'unknown'],
  async ask(asked, known) {
    const found = await findNumber(asked.number, known);
    if (!found.ok) return found;
    const watched = await known.counted(found.body.watched);
    const one = { watched, number: found.body.number };
    if (lookIn(watched.state, known.now) === null) return unseen(watched, known);
    const bar = barOf(one.number);
    const answer = broadcastFrom(one, asked.recipients, known.now);
    if (answer.kind === 'unknown' && bar === null)
      return untold('unknown', `The ${answer.missing} is not known (${answer.why}).`);
    const capacity = capacityOf(one);
    return told({
      number: nameOf(one),
      portfolio: sightReport(watched, known.now),
      recipients: asked.recipients,
      barred: bar === null ? null : { by: bar.by, reasons: reasonsOf(bar) },
      earlySigns: signsOf(one),
      advice: adviceOf(adviceFor(one, await known.stopsYesterday(one), known.now)),
      ...(bar === null ? planOf(answer, asked.recipients, known.now) : noPlan),
      free: answer.kind === 'unknown' ? null : (answer.basis?.free ?? null),
      limit: limitFigure(one),
      usage: usageFigure(capacity.usage, capacity.limit),
      quality: one.number.quality,
      status: one.number.status,
    });
  },
});

function signsOf({ watched, number }: WatchedNumber): readonly {
  readonly signal: string;
  readonly hours: number;
  readonly count: number;
  readonly of: number;
  readonly usualShare: number;
}[] {
  const told = openSignsOf(watched.state.incidents, number)?.facts.signs ?? [];
  return told.map(({ signal, hours, count, of, usual }) => ({ signal, hours, count, of, usualShare: usual }));
}

/** A template with its figures, as far as they are known. */
function adviceOf({ telling, stops }: BroadcastAdvice) {
  const { reading, day } = telling ?? { reading: null, day: null };
  return {
    template: telling && {
      id: telling.template.id,
      name: telling.template.name,
      language: telling.template.language,
      quality: telling.template.quality,
      status: telling.template.status,
      because: telling.because,
      day: day === null ? null : isoOf(day.from),
      sent: reading?.sent ?? null,
      delivered: reading?.delivered ?? null,
      readShare: reading?.readShare ?? null,
      clicked: reading?.clicked ?? null,
    },
    stops,
  };
}

interface Plan {
  readonly verdict: 'yes' | 'split' | 'no';
  readonly parts: readonly { readonly at: string; readonly recipients: number }[];
  readonly complete: boolean;
  readonly allAtOnceFrom: string | null;
}

/** Of a number that may not send at all. */
const noPlan: Plan = { verdict: 'no', parts: [], complete: false, allAtOnceFrom: null };

function planOf(answer: CanSend, all: number, now: Instant): Plan {
  if (answer.kind === 'unknown') return noPlan;
  if (answer.kind === 'yes') {
    const at = isoOf(now);
    return { verdict: 'yes', parts: [{ at, recipients: all }], complete: true, allAtOnceFrom: at };
  }
  return {
    verdict: answer.kind,
    parts: answer.parts.map(({ at, recipients: count }) => ({ at: isoOf(at), recipients: count })),
    complete: answer.complete,
    allAtOnceFrom: answer.earliest === null ? null : isoOf(answer.earliest),
  };
}

function reasonsOf(bar: Bar): readonly string[] {
  return bar.by === 'health' ? bar.health.reasons.map(({ description }) => description) : [];
}
