import { cutToFit } from '../../kit/cut.js';

const MARKUP = /[\\*_~`|<[\]]/g;
const LINE_START = /^(\s*)([#>+-])(?=[\s#>+-]|$)/;
const NUMBERED_LINE = /^(\s*\d+)(?=\.)/;
const MASS_MENTION = /@(?=everyone|here|$)/gi;
const SHORTCODE = /:(?=[\w+-]{0,32}[a-z_][\w+-]{0,32}:)/gi;
const INVITE = /(discord(?:app)?)\.(?=gg|com)/gi;

/**
 * Text that fits on one line. Control and direction-changing characters are gone. White space is one space (a single
 * no-break space stays one). Halves of characters are replaced. What remains is valid UTF-8 and cannot reorder what
 * follows it.
 */
export function onOneLine(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g, '')
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, (space) => (space === '\u00a0' ? space : ' '));
}

/**
 * User text as Discord markdown that shows every character as it is: no formatting, no link, no mention, no
 * emoji code, no heading, quote or list. https://discord.com/developers/docs/reference#message-formatting
 */
export function literal(text: string): string {
  return onOneLine(text)
    .replace(MARKUP, '\\$&')
    .replace(LINE_START, '$1\\$2')
    .replace(NUMBERED_LINE, '$1\\')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(SHORTCODE, '\\:')
    .replace(INVITE, '$1\\.')
    .replace(MASS_MENTION, '@\u200b');
}

/** The longest beginning of `text` that `show` prints within `room`; ends with … when something was left out. */
export function cutAsShown(text: string, room: number, show: (text: string) => string = onOneLine): string {
  return cutToFit(text, room, (shown) => shown.length, show);
}

/** As `cutAsShown`, for a text that stands alone: without white space at its ends. */
export function cutAlone(text: string, room: number, show: (text: string) => string = onOneLine): string {
  return cutAsShown(onOneLine(text).trim(), room, show);
}
