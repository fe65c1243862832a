/** A permission of the Slack app and what it is for. */
export interface Scope {
  readonly scope: string;
  readonly why: string;
}

/** The least the bot token needs: https://docs.slack.dev/reference/scopes */
export const botScopes: readonly Scope[] = [
  { scope: 'chat:write', why: 'post alerts and digests, and edit them when the truth changes' },
  { scope: 'commands', why: 'offer the slash commands' },
  { scope: 'files:write', why: 'put a chart beside a digest' },
  { scope: 'users:read', why: "answer in the asker's language" },
  {
    scope: 'channels:history',
    why: 'after a broken line, look whether an alert did arrive before posting it again (public channels)',
  },
  { scope: 'groups:history', why: 'the same in private channels' },
];

/** Without these the bot cannot do its work; the others make it better. */
export const neededScopes: readonly string[] = ['chat:write', 'commands'];

/** The bot does without them: they let the set-up list the channels that can be chosen. */
export const setupScopes: readonly Scope[] = [
  {
    scope: 'channels:read',
    why: 'list the public channels that can be chosen when it is set up; not needed otherwise',
  },
  { scope: 'groups:read', why: 'the same for the private channels it was invited to' },
];

/** Either of them lets the bot see whether it is in a channel. */
export const historyScopes: readonly string[] = ['channels:history', 'groups:history'];

/** Only needed where the configuration allows things to user groups. */
export const groupScope: Scope = {
  scope: 'usergroups:read',
  why: 'know who is in the user groups that the configuration names',
};

/** What the app-level token for Socket Mode needs; it is made by hand and not part of the manifest. */
export const appScope: Scope = { scope: 'connections:write', why: 'open the Socket Mode connection' };
