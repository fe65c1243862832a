import * as z from 'zod';

const instant = z.iso.datetime({ precision: 3 });
const severity = z.enum(['info', 'warning', 'critical']);
const incidentState = z.enum(['open', 'acknowledged', 'silenced', 'resolved', 'withdrawn']);

const incident = z.object({
  id: z.string(),
  state: incidentState,
  rule: z.string().describe('The rule that found it, such as quality or usage.'),
  severity,
  subject: z.object({
    kind: z.enum(['portfolio', 'waba', 'number', 'template', 'token']),
    id: z.string(),
    name: z.string().describe('What people call it.'),
    phone: z.string().nullable().describe('Masked where maskNumbers is set; null: it is no number.'),
  }),
  facts: z.record(z.string(), z.unknown()).describe('What was found, as figures.'),
  openedAt: instant.describe('When it was first seen.'),
  worsenedAt: instant.describe('When it last got worse.'),
  firingAt: instant.describe('When it was last seen.'),
  endedAt: instant.nullable().describe('Null: it is not over.'),
  acknowledged: z.object({ by: z.string(), at: instant }).nullable(),
});

/** What is posted. Fields may be added; where one goes or means something else, the version is another. */
export const eventShape = z.object({
  type: z
    .enum([
      'alert.opened',
      'alert.updated',
      'alert.log',
      'event',
      'digest',
      'route.failing',
      'route.recovered',
      'dropped',
      'test',
      'message',
    ])
    .describe('What kind of news it is.'),
  timestamp: instant.describe('When it came up; when it is sent is in a header.'),
  data: z.object({
    version: z.literal(1),
    channel: z.string().describe('The name behind webhook: in the route.'),
    alert: z.string().nullable().describe('All events of one alert bear its id; null: it is of none.'),
    replaces: z.string().nullable().describe('The webhook-id of the event in whose place it stands.'),
    under: z.string().nullable().describe('The webhook-id of the event to which it belongs.'),
    portfolio: z.object({ id: z.string(), name: z.string() }).nullable(),
    severity: severity.nullable().describe('The worst of what is not over; null: all is over.'),
    state: incidentState.nullable().describe('Of its incidents, the state that asks most of people.'),
    reasons: z
      .array(z.object({ reason: z.string(), incident: z.string(), at: instant }))
      .readonly()
      .describe('Why it is told, such as opened, worsened or resolved.'),
    incidents: z.array(incident).readonly().describe('At most 100.'),
    incidentsLeftOut: z.int().min(0).describe('How many more there are.'),
    route: z.string().nullable().describe('The other route that it is about.'),
    loud: z.boolean().describe('Whether people are to notice it at once.'),
    title: z.string().describe("Plain text in the route's language, as all texts."),
    summary: z.string().describe('The conclusion in one line.'),
    text: z.string().describe('All of it.'),
    links: z.array(z.object({ text: z.string(), url: z.string() })).readonly(),
  }),
});

/** What is posted. */
export type WebhookEvent = z.infer<typeof eventShape>;
