import { calendar, daysAway, wallClock } from '../../src/words/format.js';
import { DAY, HOUR, instantOf, localTime, MINUTE, type Instant } from '../../src/domain/time.js';
import type { Viewer } from './screen.js';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 14:20, as somebody reads it who chose the 24 hour clock. */
export function shownClock(at: Instant, viewer: Viewer): string {
  return wallClock(at, viewer.zone, viewer.app === 'id' ? '.' : ':');
}

/** 3 minutes ago, in the language of the app. */
export function shownAgo(at: Instant, viewer: Viewer): string {
  const away = at - viewer.now;
  const size = Math.abs(away);
  const words = new Intl.RelativeTimeFormat(viewer.app, { numeric: 'auto' });
  if (size < MINUTE) return words.format(Math.round(away / 1000), 'second');
  if (size < HOUR) return words.format(Math.round(away / MINUTE), 'minute');
  return size < DAY
    ? words.format(Math.round(away / HOUR), 'hour')
    : words.format(Math.round(away / DAY), 'day');
}

/** Today, Yesterday or Nov 22. */
function slackDay(at: Instant, viewer: Viewer): string {
  const away = daysAway(at, viewer);
  if (Math.abs(away) <= 1) return away === 0 ? 'Today' : away < 0 ? 'Yesterday' : 'Tomorrow';
  const { month, date } = calendar(localTime(at, viewer.zone).day);
  return `${months[month - 1] ?? ''} ${date}`;
}

/**
 * An instant as Slack prints it: https://docs.slack.dev/messaging/formatting-message-text#date-formatting. Throws on a
 * part of the format that is not drawn yet.
 */
export function slackTime(seconds: number, format: string, viewer: Viewer): string {
  const at = instantOf(seconds * 1000);
  return format.replace(/\{(\w+)\}/g, (_, token: string) => {
    if (token === 'date_short_pretty') return slackDay(at, viewer);
    if (token === 'time') return shownClock(at, viewer);
    if (token === 'ago') return shownAgo(at, viewer);
    throw new Error(`The picture cannot show Slack's {${token}}.`);
  });
}

/**
 * An instant as Discord prints it: https://discord.com/developers/docs/reference#message-formatting-timestamp-styles.
 * Throws on a style that is not drawn yet.
 */
export function discordTime(seconds: number, style: string, viewer: Viewer): string {
  const at = instantOf(seconds * 1000);
  if (style === 'R') return shownAgo(at, viewer);
  if (style === 't') return shownClock(at, viewer);
  if (style !== 'f') throw new Error(`The picture cannot show Discord's time style ${style}.`);
  const locale = viewer.app === 'id' ? 'id' : 'en-GB';
  const words = new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: viewer.zone,
  });
  return words.format(at);
}
