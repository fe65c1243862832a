import * as z from 'zod';
import { ruleNames } from '../src/domain/rules/index.js';
import { hoursPattern } from './daily-hours.js';
import {
  granteeForms,
  granteePattern,
  groupNames,
  mentionable,
  routeForms,
  routePattern,
  routeSentence,
  sampleRoute,
  sampleUser,
} from './destinations.js';
import {
  cronLine,
  duration,
  flag,
  locale,
  matching,
  metaId,
  percents,
  settingsMap,
  severity,
  text,
  timezone,
  whole,
  write,
} from './fields.js';
import { severities } from './severities.js';

// Says nothing of what stands there: it may be a token.
const tokenSentence =
  'This must name an environment variable, like ${META_ACCESS_TOKEN}; the token itself belongs there, not in this file.';

const portfolio = z
  .strictObject(
    {
      name: text('the name people use for it').describe('What people call it.'),
      id: metaId.optional().describe("Meta's business portfolio id; its WABAs are discovered."),
      wabas: z
        .array(metaId, { error: write('a list of WABA ids') })
        .optional()
        .describe('WABA ids.'),
      token: z
        .string({ error: tokenSentence })
        .regex(/^\$\{[A-Z_][A-Z0-9_]*\}$/, { error: tokenSentence })
        .optional()
        .describe('The environment variable that holds the access token.'),
      rulebook: text('the name of a rulebook').optional().describe('The platform rules that hold for it.'),
      aliases: z
        .record(z.string(), text('what people call the number', 60), {
          error: write('a map of numbers to names'),
        })
        .optional()
        .describe('What people call a number, by +62….'),
    },
    { error: write('a portfolio with a name and an id') },
  )
  .describe('A business portfolio to watch.');

const destination = z.string({ error: routeSentence }).regex(routePattern, { error: routeSentence });

const hours = matching(hoursPattern, 'hours like 22:00-07:00');

const mention = matching(/^@?[A-Za-z0-9_-]{1,64}$/, `the id of ${mentionable}`)
  .optional()
  .describe(`The id of ${mentionable} to mention at this severity.`);

const route = z
  .strictObject(
    {
      to: destination.describe(`${routeForms}.`),
      locale: locale.optional().describe('The language of this channel.'),
      timezone: timezone.optional().describe('An IANA time zone.'),
      atLeast: severity.optional().describe('The least severity that is told here.'),
      portfolios: z
        .array(text('the name of a portfolio'), { error: write('a list of portfolio names') })
        .min(1, {
          error: 'An empty list would tell nothing; name portfolios, or leave the line out for all.',
        })
        .optional()
        .describe('Names of portfolios; absent: all.'),
      mention: z
        .strictObject(
          { info: mention, warning: mention, critical: mention },
          { error: write('whom to mention by severity, like { critical: S0123456 }') },
        )
        .optional()
        .describe('Whom to mention, by severity.'),
      digest: cronLine.optional().describe("A cron line in the route's time zone."),
      resolved: flag.optional().describe('Whether to say that a problem is over.'),
      quiet: hours.optional().describe('Hours in which only what is critical is told; the rest waits.'),
    },
    { error: write(`a route, like { to: ${sampleRoute} }`) },
  )
  .describe('A channel that is told.');

const looks = z.partialRecord(z.enum(['default', ...ruleNames]), whole(1, 100), {
  error: write('a number of looks for a rule, like { default: 1, quality: 2 }'),
});

const grantee = matching(granteePattern, granteeForms);
const grantList = (what: string): z.ZodOptional<z.ZodArray<z.ZodString>> =>
  z.array(grantee, { error: write(what) }).optional();

const grants = z.union(
  [
    z.literal('everyone'),
    z.array(
      settingsMap({
        users: grantList(`a list of users, like ["${sampleUser}"]`).describe('Users; absent: all.'),
        groups: grantList(`a list of ${groupNames}`).describe(`${groupNames}; absent: not asked for.`),
        channels: grantList(`a list of channels, like ["${sampleRoute}"]`).describe('Channels; absent: all.'),
        portfolios: z
          .array(text('the name of a portfolio'), { error: write('a list of portfolio names') })
          .optional()
          .describe('Names of portfolios; absent: all.'),
      }),
    ),
  ],
  { error: write('everyone, or a list of grants') },
);

const above = (what: string): z.ZodNumber =>
  z
    .number({ error: write(what) })
    .min(1)
    .max(1_000);

const signReach = settingsMap({
  times: above('a number of times from 1, like 2').describe(
    'How many times the usual odds the strongest is.',
  ),
  deviations: above('a number from 1, like 4').describe(
    'How strongly signs speak together, as standard deviations.',
  ),
});

/** The settings file, with every default laid below it. Unknown keys are mistakes. */
export const settingsSchema = settingsMap({
  portfolios: z
    .array(portfolio, { error: write('a list of portfolios') })
    .describe('The business portfolios to watch; at least one.'),
  routes: z
    .array(route, { error: write('a list of routes') })
    .describe('The channels that are told; none is fine for answering questions only.'),
  language: locale.describe('The language where nobody chose one.'),
  timezone: timezone.describe('The time zone of routes without one.'),
  defaultCountry: matching(/^[A-Z]{2}$/, 'two capital letters, like ID').describe(
    'The country of numbers typed without a country code.',
  ),
  maskNumbers: flag.describe('Hide the middle digits of phone numbers.'),
  commandPrefix: matching(
    /^(?:[a-z][a-z0-9_-]{0,11})?$/,
    'up to 12 small letters, digits and dashes, like wa-',
  ).describe('Put before the names of slash commands.'),
  rulebook: text('the name of a rulebook').describe('The platform rules for portfolios that name none.'),
  alerts: settingsMap({
    usage: settingsMap({
      thresholds: percents.describe('Percent of the limit, rising.'),
      clearBelow: z
        .number({ error: write('a percentage from 0 to 1000') })
        .min(0)
        .max(1000)
        .describe('A usage problem is over below this percentage.'),
      numbers: z
        .record(z.string(), percents, {
          error: write('thresholds by number, like { "+6281234567890": [85, 95] }'),
        })
        .describe('Other thresholds for single numbers, by +62….'),
    }),
    warningSigns: settingsMap({
      hours: z
        .array(whole(1, 24), { error: write('a list of hours from 1 to 24, like [1, 3, 24]') })
        .min(1, { error: 'An empty list would never tell anything; write hours, like [1, 3, 24].' })
        .describe('Hours in which a share is counted.'),
      leastMessages: whole(10, 1_000_000).describe('As many messages there must be at least.'),
      leastCompared: whole(10, 1_000_000).describe(
        'Earlier days with fewer messages are joined until they have as many.',
      ),
      leastSigns: whole(2, 1_000_000).describe('As many of a sign there must be at least.'),
      leastWeeks: whole(2, 8).describe('As many earlier weeks there must be to compare with, joined or not.'),
      leastDays: whole(2, 56).describe('As many earlier days where there are too few weeks, joined or not.'),
      leastSpread: z
        .number({ error: write('a part from 0 to 1, like 0.2') })
        .min(0)
        .max(1)
        .describe('By how much of the usual share days differ at least.'),
      note: signReach.describe('From where on a sign is a note.'),
      warning: signReach.describe('From where on a sign is a warning.'),
    }),
    sightLooks: whole(1, 100).describe('Looks in a row that see nothing before that is told.'),
    tokenDays: z
      .array(whole(1, 365), { error: write('a list of days, like [14, 7, 1]') })
      .describe('Days before a token expires at which that is told.'),
    confirm: settingsMap({
      open: looks.describe('Looks in a row before a problem is told, by rule.'),
      clear: looks.describe('Looks in a row before a problem is over, by rule.'),
      expires: duration.describe('A problem that waits for confirmation begins anew after this long.'),
    }),
    remindAfter: z
      .union([duration, z.literal('never')], {
        error: write('never, or a duration like 90s, 15m, 24h or 7d'),
      })
      .describe('Say a problem nobody acknowledged again after this long, or never.'),
    undeliveredAfter: duration.describe(
      'Tell another route, once, when an alert has waited this long to arrive.',
    ),
    escalate: settingsMap({
      after: duration.describe('How long nobody acknowledged.'),
      to: destination.describe('The route that is told then; one of the routes above.'),
    })
      .nullable()
      .describe('Say it elsewhere when nobody acknowledged for this long.'),
    severities: severities.describe('Severities other than the usual ones.'),
  }),
  poll: settingsMap({
    every: cronLine.describe('When to look, as a cron line in UTC.'),
    refreshAfter: duration.describe('Somebody may ask for a fresh look this long after the last one.'),
  }),
  graph: settingsMap({
    version: matching(/^v\d{1,3}\.\d$/, 'a Graph API version like v26.0').describe('The Graph API version.'),
    concurrency: whole(1, 50).describe('Requests in flight at once, at most; fewer while Meta wants it.'),
    budgetShare: z
      .number({ error: write('a share above 0 and up to 1, like 0.5') })
      .gt(0)
      .max(1)
      .describe("The share of Meta's hourly allowance that may be used."),
    timeout: duration.describe('How long to wait for all that is asked of one WABA in a look.'),
    templates: z
      .union([z.literal('all'), z.array(metaId)], { error: write('all, or a list of WABA ids') })
      .describe('WABA ids whose message templates are read.'),
    templateInsights: flag.describe('Whether it is read how the messages of those templates were taken.'),
    maxAccounts: whole(1, 10_000).describe('WABAs that are discovered of one portfolio at most.'),
    maxCallsPerLook: whole(10, 100_000).describe(
      'Calls of one look at a portfolio at most, tries again included.',
    ),
    maxCallsPerHour: whole(10, 1_000_000).describe('Calls with one token within an hour at most.'),
  }),
  webhooks: settingsMap({
    stopPhrases: z
      .array(text('a word or some words', 100), { error: write('a list of words, like [stop, unsub]') })
      .describe('Replies that ask to be sent nothing more.'),
  }),
  maintenance: z
    .array(
      z.strictObject(
        {
          hours: hours.describe('Hours of the day, such as 01:00-03:00.'),
          weekdays: z
            .array(whole(1, 7), { error: write('a list of weekdays, 1 for Monday to 7 for Sunday') })
            .min(1, { error: 'An empty list is never; name weekdays, or leave the line out for every day.' })
            .optional()
            .describe('1 (Monday) to 7 (Sunday); absent: every day.'),
          timezone: timezone.optional().describe('An IANA time zone; absent: the one of the bot.'),
          portfolios: z
            .array(text('the name of a portfolio'), { error: write('a list of portfolio names') })
            .optional()
            .describe('Names of portfolios; absent: all.'),
        },
        { error: write('a window, like { hours: "01:00-03:00", weekdays: [7] }') },
      ),
      { error: write('a list of windows') },
    )
    .describe('Planned work: what happens in these hours is told at their end, if it lasts.'),
  access: settingsMap({
    ask: grants.describe('Who may ask.'),
    act: grants.describe('Who may acknowledge, silence and refresh.'),
  }),
  history: settingsMap({
    halfHours: duration.describe('How long the usage of a number is kept by half hours; 8d or more.'),
    hours: duration.describe('How long the usage of a number is kept by hours.'),
    days: duration.describe('How long anything is kept.'),
  }),
});

/** What the settings file says, defaults included, before any name in it is looked up. */
export type Settings = z.infer<typeof settingsSchema>;
export type PortfolioSettings = Settings['portfolios'][number];
export type RouteSettings = Settings['routes'][number];
export type GrantSettings = Settings['access']['ask'];
