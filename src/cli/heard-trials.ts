import { readFields } from '../adapters/meta-webhooks/fields.js';
import type { Heard } from '../domain/heard.js';
import type { LedgerFigure } from '../domain/ledger/figure.js';
import type { WabaId } from '../domain/snapshot.js';
import { isoOf, type Instant } from '../domain/time.js';
import type { PortfolioPlan, Trial } from '../ports.js';
import { usualWords } from '../words/index.js';
import { well } from './trials/trial-context.js';

/** What is known of webhooks that came of a portfolio. */
export interface HeardParts {
  readonly plan: PortfolioPlan;
  readonly wabas: readonly WabaId[];
  readonly heard: Heard;
  /** Who was counted; null: counting never began. */
  readonly figure: LedgerFigure | null;
  readonly now: Instant;
}

/** Which fields came of each account, since when, and last; nothing of it is a fault: there may have been no news. */
export function heardTrials(parts: HeardParts): readonly Trial[] {
  const { plan, wabas, heard } = parts;
  return [
    ...wabas.map((waba) => accountTrial(`Meta, ${plan.name}, ${waba}, heard`, heard[waba] ?? {}, parts)),
    well(`Meta, ${plan.name}, people counted`, countingSentence(parts)),
  ];
}

/** The same for programs: a row for each field that came of an account. */
export function heardRows({ plan, wabas, heard }: HeardParts): readonly object[] {
  return wabas.flatMap((account) =>
    Object.entries(heard[account] ?? {}).map(([field, { since, last }]) => ({
      portfolio: plan.id,
      account,
      field,
      since: isoOf(since),
      last: isoOf(last),
    })),
  );
}

function accountTrial(what: string, fields: Heard[string], { now }: HeardParts): Trial {
  const came = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  if (came.length === 0) return well(what, 'No webhook has come yet.');
  const missing = readFields.filter((field) => !Object.hasOwn(fields, field));
  const told = came.map(
    ([field, { since, last }]) => `${field} (since ${momentOf(since, now)}, last ${momentOf(last, now)})`,
  );
  return well(what, `${told.join(', ')}.${missing.length === 0 ? '' : ` Not yet: ${missing.join(', ')}.`}`);
}

function countingSentence({ figure, now }: HeardParts): string {
  if (figure === null) return 'Counting has not begun; it begins while the bot runs.';
  const { countingSince, exactFrom, gaps } = figure;
  const last = gaps.at(-1);
  const gap =
    last === undefined
      ? ''
      : ` Last gap: ${last.why === 'outage' ? 'the bot was away' : `${last.account ?? 'an account'} did not tell us`}, from ${momentOf(last.from, now)}${last.to > last.from ? ` to ${momentOf(last.to, now)}` : ''}.`;
  if (countingSince === null) return `Not counted while an account does not tell us.${gap}`;
  const exact =
    exactFrom === null
      ? 'the bot is not running'
      : exactFrom > now
        ? `exact from ${momentOf(exactFrom, now)} at the earliest`
        : `exact since ${momentOf(exactFrom, now)} where nothing is in doubt`;
  return `Counted since ${momentOf(countingSince, now)}, ${exact}.${gap}`;
}

function momentOf(at: Instant, now: Instant): string {
  return usualWords.moment(at, { zone: 'UTC', now });
}
