/** Things that mean more than they show: mentions, channels, dates and links between angle brackets. */
const CONTROL = /<(?:[!@#]|https?:|mailto:|tel:)[^<>]*>/gi;
/** Pairs of marks that turn into bold, italic, strike or code; inside a word they stay what they are. */
const FORMATTING = /(?<![\p{L}\p{N}])([*_~`])(?=\S)[^\n]*?\S\1(?![\p{L}\p{N}])/gu;
/** What stands in code is not formatted any more. */
const CODE = /```[\s\S]*?```|`[^`\n]+`/g;

/** The parts of a text from outside that would come alive in mrkdwn. */
export function livingParts(text: string): readonly string[] {
  return [...new Set([...(text.match(CONTROL) ?? []), ...(text.match(FORMATTING) ?? [])])];
}

/**
 * The living parts of `userTexts` that stand raw in a text Slack interprets
 * (https://docs.slack.dev/messaging/formatting-message-text). Bare web addresses are not looked for.
 */
export function livingInside(text: string, userTexts: readonly string[]): readonly string[] {
  const outsideCode = text.replace(CODE, ' ');
  return [...new Set(userTexts.flatMap(livingParts))].filter((part) =>
    part.startsWith('<') || part.startsWith('`') ? text.includes(part) : outsideCode.includes(part),
  );
}
