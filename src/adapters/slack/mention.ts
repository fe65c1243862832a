/**
 * How Slack mentions the user group (S…) or user (U…, W…) with this id. Null when it is no such id, so that no text
 * mentions anybody. https://docs.slack.dev/messaging/formatting-message-text#mentioning-groups
 */
export function mentionOf(id: string): string | null {
  const bare = id.trim().replace(/^@/, '');
  if (/^S[A-Z0-9]{2,30}$/.test(bare)) return `<!subteam^${bare}>`;
  return /^[UW][A-Z0-9]{2,30}$/.test(bare) ? `<@${bare}>` : null;
}
