/** The environment variables that the guided set-up asks for; each language explains them. */
export type SetupVariable =
  'META_ACCESS_TOKEN' | 'META_APP_SECRET' | 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN' | 'DISCORD_TOKEN';
