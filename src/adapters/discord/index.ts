import type { Need, PlatformDescription, VariableDescriptions } from '../../platform-description.js';

declare module '../../domain/route.js' {
  interface PlatformNames {
    readonly discord: true;
  }
}

const variables = {
  DISCORD_TOKEN: { kind: 'secret', about: "the bot's token." },
  DISCORD_APPLICATION_ID: {
    kind: 'digits',
    about: "the application's id, from its General Information page.",
  },
  DISCORD_GUILD_ID: {
    kind: 'digits',
    about: "a server's id, to offer the commands in that server only; copied in developer mode.",
  },
  DISCORD_API_URL: { kind: 'address', about: 'where its API is.', usual: 'https://discord.com/api' },
} as const satisfies VariableDescriptions;
type Name = keyof typeof variables;

/** Discord, as settings and environment know it. */
export const discord: PlatformDescription<'discord', typeof variables> = {
  name: 'discord',
  title: 'Discord',
  channel: { pattern: /\d+/, what: 'channel id', example: '1098765432109876543' },
  people: { pattern: /[A-Za-z0-9]+/, user: '1098765432109876543', groups: 'Discord roles' },
  mention: 'a Discord role',
  pictures: 'dark',
  variables,
  needs: [
    { oneOf: ['DISCORD_TOKEN'], remedy: "set it to the bot's token." },
    {
      oneOf: ['DISCORD_APPLICATION_ID'],
      remedy: "set it to the application's id, from its General Information page.",
      onlyToAnswer: true,
    },
  ] satisfies readonly Need<Name>[],
  askedForBy: ['DISCORD_TOKEN'] satisfies readonly Name[],
  async open(values, parts) {
    const { DISCORD_TOKEN: token, DISCORD_APPLICATION_ID: application } = values;
    if (token === null) throw new Error('Discord cannot be opened: DISCORD_TOKEN is not set.');
    const { discordPlatform } = await import('./platform.js');
    return discordPlatform({
      ...parts,
      token: token.reveal(),
      applicationId: application,
      guildId: values.DISCORD_GUILD_ID,
      apiUrl: values.DISCORD_API_URL,
    });
  },
  async beforeOpening({ DISCORD_APPLICATION_ID: application }) {
    if (application === null) return [];
    const { inviteTrial } = await import('./invite.js');
    return [inviteTrial(application)];
  },
  setup: {
    asks: [{ variable: 'DISCORD_TOKEN', page: async () => 'https://discord.com/developers/applications' }],
    joinCommand: null,
    async open(values, parts) {
      const { discordSetup } = await import('./setup.js');
      return discordSetup({
        token: values.DISCORD_TOKEN?.reveal() ?? null,
        apiUrl: values.DISCORD_API_URL,
        ...parts,
      });
    },
  },
};
