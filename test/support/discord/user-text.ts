/** Mentions, channels, dates, emoji, commands and masked links. */
const CONTROL = /<(?:@[!&]?|#|t:|a?:\w+:|\/)[^<>\s]*>|\[[^\]\n]+\]\(\s*<?https?:[^)]*\)/gi;
/** Pairs of marks that turn into bold, italic, underline, strike, spoiler or code; an underscore inside a word is none. */
const FORMATTING =
  /(?<![\p{L}\p{N}])(_{1,3})(?=\S)[^\n]*?\S\1(?![\p{L}\p{N}])|(\*{1,3}|~~|\|\||`{1,3})(?=\S)[^\n]*?\S\2/gu;
/** What stands in code is not interpreted any more. */
const CODE = /```[\s\S]*?```|`[^`\n]+`/g;

/** The parts of a text from outside that would come alive in Discord's markdown. */
export function livingParts(text: string): readonly string[] {
  return [...new Set([...(text.match(CONTROL) ?? []), ...(text.match(FORMATTING) ?? [])])];
}

/**
 * The living parts of `userTexts` that stand raw in a text Discord interprets
 * (https://discord.com/developers/docs/reference#message-formatting). Bare web addresses are not looked for,
 * and `@everyone` is left to allowed_mentions.
 */
export function livingInside(text: string, userTexts: readonly string[]): readonly string[] {
  const outsideCode = text.replace(CODE, ' ');
  return [...new Set(userTexts.flatMap(livingParts))].filter((part) =>
    (part.startsWith('`') ? text : outsideCode)
      .split(part)
      .slice(0, -1)
      .some((before) => !before.endsWith('\\')),
  );
}
