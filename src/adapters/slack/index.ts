import type { Need, PlatformDescription, VariableDescriptions } from '../../platform-description.js';

declare module '../../domain/route.js' {
  interface PlatformNames {
    readonly slack: true;
  }
}

const variables = {
  SLACK_BOT_TOKEN: {
    kind: 'secret',
    about: 'the bot token (xoxb-…).',
    mistaken: { prefix: 'xapp-', belongs: 'SLACK_APP_TOKEN' },
  },
  SLACK_APP_TOKEN: {
    kind: 'secret',
    about: 'the app-level token (xapp-…), for Socket Mode.',
    mistaken: { prefix: 'xoxb-', belongs: 'SLACK_BOT_TOKEN' },
  },
  SLACK_SIGNING_SECRET: { kind: 'secret', about: 'for HTTP mode instead of Socket Mode.' },
  SLACK_API_URL: { kind: 'address', about: 'where its Web API is.', usual: 'https://slack.com/api/' },
} as const satisfies VariableDescriptions;
type Name = keyof typeof variables;

/** Slack, as settings and environment know it. */
export const slack: PlatformDescription<'slack', typeof variables> = {
  name: 'slack',
  title: 'Slack',
  channel: { pattern: /[A-Z][A-Z0-9]+/, what: 'channel id', example: 'C0123456789' },
  people: { pattern: /[A-Za-z0-9]+/, user: 'U0123456789', groups: 'Slack user groups' },
  mention: 'a Slack user group',
  pictures: 'light',
  variables,
  needs: [
    { oneOf: ['SLACK_BOT_TOKEN'], remedy: "set it to the app's bot token (xoxb-…)." },
    {
      oneOf: ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'],
      remedy:
        'set it to an app-level token (xapp-…) for Socket Mode, or set SLACK_SIGNING_SECRET for HTTP mode.',
      onlyToAnswer: true,
    },
  ] satisfies readonly Need<Name>[],
  askedForBy: ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'] satisfies readonly Name[],
  async open(values, parts) {
    const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: secret } = values;
    if (botToken === null) throw new Error('Slack cannot be opened: SLACK_BOT_TOKEN is not set.');
    const { slackPlatform } = await import('./platform.js');
    return slackPlatform({
      ...parts,
      botToken: botToken.reveal(),
      appToken: appToken?.reveal() ?? null,
      signingSecret: appToken === null ? (secret?.reveal() ?? null) : null,
      apiUrl: values.SLACK_API_URL,
    });
  },
  beforeOpening: async () => [],
  setup: {
    asks: [
      {
        variable: 'SLACK_BOT_TOKEN',
        async page({ commands, prefix, groups }) {
          const { appLink, slackAppManifest } = await import('./manifest.js');
          return appLink(slackAppManifest(commands, { prefix, groups }));
        },
      },
      { variable: 'SLACK_APP_TOKEN', page: async () => 'https://api.slack.com/apps' },
    ],
    joinCommand: '/invite @Tierwatch',
    async open(values, parts) {
      const { slackSetup } = await import('./setup.js');
      return slackSetup({
        botToken: values.SLACK_BOT_TOKEN?.reveal() ?? null,
        appToken: values.SLACK_APP_TOKEN?.reveal() ?? null,
        apiUrl: values.SLACK_API_URL,
        ...parts,
      });
    },
  },
};
