import { cutToFit } from '../../kit/cut.js';
import { MESSAGE_TEXT } from './limits.js';

const LEFT_TO_RIGHT_ISOLATE = 0x2066;
const FIRST_STRONG_ISOLATE = 0x2068;
const POP_ISOLATE = 0x2069;

/** More than any text of Slack can show, so that huge texts cost nothing; what comes after is cut anyway. */
const LONGEST = 2 * MESSAGE_TEXT + 2;

function balanced(text: string): string {
  let open = 0;
  let result = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code >= LEFT_TO_RIGHT_ISOLATE && code <= FIRST_STRONG_ISOLATE) open += 1;
    if (code === POP_ISOLATE) {
      if (open === 0) continue;
      open -= 1;
    }
    result += char;
  }
  return result + String.fromCodePoint(POP_ISOLATE).repeat(open);
}

/**
 * Text that stays on its line and keeps to itself. Control characters and line breaks become spaces, half characters
 * become �. Direction overrides go, and what isolates a direction is closed again. Letters of any script stay.
 */
export function onOneLine(text: string): string {
  const oneLine = text
    .slice(0, LONGEST)
    .replace(/\p{Cs}/gu, '\u{fffd}')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u202a-\u202e]/g, '');
  return /[\u2066-\u2069]/.test(oneLine) ? balanced(oneLine) : oneLine;
}

/** How Slack wants the three characters that carry meaning (https://docs.slack.dev/messaging/formatting-message-text#escaping). */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What somebody meant who typed a text that Slack escaped. */
export function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

const lookalikes: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };

/** A character that formats, unless it stands inside a word: `order_update` stays as it is. */
const FORMATTING = /(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/gu;

/**
 * Escaped text for the places where Slack would format it. Characters that format give way to ones that look the same.
 * Slack knows no way to escape them.
 */
export function unformatted(text: string): string {
  return escaped(text)
    .replace(FORMATTING, (char) => lookalikes[char] ?? char)
    .replace(/:(?=[a-z0-9+'_-]+:)/gi, '∶')
    .replace(/^(\s*)&gt;/gm, '$1›');
}

/** Code points of a text as Slack stores it, which is escaped. */
export function sizeOf(text: string): number {
  let size = 0;
  for (const char of text) size += char === '&' ? 5 : char === '<' || char === '>' ? 4 : 1;
  return size;
}

/** The text if its size is at most `max`, else its beginning and "…". Never cuts a character or an emoji in two. */
export function cutToSize(text: string, max: number): string {
  return text.length * 5 <= max ? text : cutToFit(text, max, sizeOf);
}
