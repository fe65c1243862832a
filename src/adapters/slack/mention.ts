/**
 * How Slack writes a mention of the user group (S…) or the user (U…, W…) with this id; null when it is no such id, so
 * that nobody can be mentioned by a text. https://docs.slack.dev/messaging/formatting-message-text#mentioning-groups
 */
export function mentionOf(id: string): string | null {
  const bare = id.trim().replace(/^@/, '');
  if (/^S[A-Z0-9]{2,30}$/.test(bare)) return `<!subteam^${bare}>`;
  return /^[UW][A-Z0-9]{2,30}$/.test(bare) ? `<@${bare}>` : null;
}
