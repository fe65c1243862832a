import * as z from 'zod';
import { isTimeZone } from '../src/domain/time.js';
import { locales } from '../src/words/index.js';
import { isCronLine } from './cron-line.js';
import { durationFrom, durationPattern } from './duration.js';
import { quoted } from './mistake.js';

type Say = (issue: { readonly input?: unknown }) => string;

/** The sentence for a value that is missing or wrong; `what` follows "write". */
export function write(what: string): Say {
  return ({ input }) =>
    input === undefined
      ? `This is missing; write ${what}.`
      : `${start(input)} does not fit here; write ${what}.`;
}

function start(input: unknown): string {
  const text = quoted(input);
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** As `write`, of what must be text. An id without quotes is a number, and a long one loses its last digits. */
const writeText =
  (what: string): Say =>
  ({ input }) =>
    typeof input === 'number' && Math.abs(input) > Number.MAX_SAFE_INTEGER
      ? 'This id has too many digits to stand without quotes; put it in quotes.'
      : write(what)({ input });

/** Text that is not empty. */
export const text = (what: string, max = 80): z.ZodString =>
  z
    .string({ error: writeText(what) })
    .regex(/\S/, { error: write(what) })
    .max(max, { error: write(`${what} of at most ${String(max)} characters`) });

/** A whole number within bounds. */
export const whole = (min: number, max: number): z.ZodNumber =>
  z
    .number({ error: write(`a whole number from ${String(min)} to ${String(max)}`) })
    .int()
    .min(min)
    .max(max);

/** Text of a form; `what` says which. */
export const matching = (pattern: RegExp, what: string): z.ZodString =>
  z.string({ error: writeText(what) }).regex(pattern, { error: write(what) });

/** True or false. */
export const flag = z.boolean({ error: write('true or false') });

/** One of several words. */
const word = <const T extends readonly [string, ...string[]]>(words: T): z.ZodEnum<{ [K in T[number]]: K }> =>
  z.enum(words, { error: write(`one of ${words.join(', ')}`) });

/** A duration longer than nothing, as text. */
export const duration = matching(durationPattern, 'a duration like 90s, 15m, 24h or 7d').refine(
  (value) => durationFrom(value) !== null,
  { error: write('a duration longer than nothing, like 15m') },
);

/** A cron line of five fields. */
export const cronLine = z
  .string({ error: write('a cron line of five fields in quotes, like "*/5 * * * *"') })
  .refine(isCronLine, { error: write('a cron line of five fields, like "*/5 * * * *" or "0 8 * * 1-5"') });

/** An IANA time zone. */
export const timezone = z
  .string({ error: write('an IANA time zone, like Asia/Jakarta') })
  .refine(isTimeZone, { error: write('an IANA time zone, like Asia/Jakarta') });

const idSentence = writeText('the id of digits that Meta shows, in quotes');

/** An id of digits; without quotes it is taken while it is exact, which numbers are up to 2^53. */
export const metaId = z.union(
  [
    z.string({ error: idSentence }).regex(/^\d{1,25}$/, { error: idSentence }),
    z.number({ error: idSentence }).int().min(1).max(Number.MAX_SAFE_INTEGER),
  ],
  { error: idSentence },
);

/** A language of the bot. */
export const locale = word(locales);
/** A severity. */
export const severity = word(['info', 'warning', 'critical']);

/** A map with no other keys than these. */
export const settingsMap = <S extends z.ZodRawShape>(shape: S): z.ZodObject<S, z.core.$strict> =>
  z.strictObject(shape, { error: write('keys and values below it') });

/** Percentages of a limit, at least one. */
export const percents = z
  .array(
    z
      .number({ error: write('a percentage from 1 to 1000') })
      .min(1)
      .max(1000),
    { error: write('a list of percentages, like [80, 90, 100]') },
  )
  .min(1, { error: 'An empty list warns of nothing; write percentages, like [80, 90, 100].' })
  .max(10, { error: 'This is too much; write at most 10 percentages.' });
