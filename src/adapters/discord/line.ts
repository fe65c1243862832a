import type { Line, Piece } from '../../cards/card.js';
import { cutAlone, cutAsShown, literal, onOneLine } from './literal.js';

/** https://discord.com/developers/docs/reference#message-formatting-timestamp-styles */
const TIME_STYLE = { time: 't', 'date-time': 'f', relative: 'R' } as const;
const LONGEST_URL = 512;

/** An http(s) address that can stand in a markdown link; null when it is none. */
function linkTarget(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return null;
  const href = parsed.href.replace(/[()<>\\`]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return href.length <= LONGEST_URL ? href : null;
}

function around(mark: string, text: string, room: number): string {
  const inner = cutAlone(text, room - 2 * mark.length, literal);
  return inner === '' ? '' : `${mark}${inner}${mark}`;
}

/** A stretch of code. Inside it nothing can be escaped. Text that would need it is shown as plain text. */
function code(text: string, room: number): string {
  const inner = onOneLine(text).trim();
  if (inner === '') return '';
  return /[`<@]/.test(inner) ? cutAsShown(inner, room, literal) : `\`${cutAsShown(inner, room - 2)}\``;
}

/**
 * An instant that Discord prints. A beginning is told by how long ago it was. By the clock too, where there is room.
 */
function timeIn({ at, style }: Extract<Piece, { kind: 'time' }>, brief: boolean): string {
  const stamp = (as: string): string => `<t:${Math.floor(at / 1000)}:${as}>`;
  if (style !== 'since') return stamp(TIME_STYLE[style]);
  return brief ? stamp('R') : `${stamp('t')} (${stamp('R')})`;
}

function pieceIn(piece: Piece, room: number, brief: boolean): string {
  if (typeof piece === 'string') return cutAsShown(piece, room, literal);
  switch (piece.kind) {
    case 'strong':
      return around('**', piece.text, room);
    case 'code':
      return code(piece.text, room);
    case 'link': {
      const target = linkTarget(piece.url);
      const space = room - (target?.length ?? 0) - 4;
      if (target === null || space < 1 || onOneLine(piece.text).trim() === '')
        return cutAsShown(piece.text, room, literal);
      return `[${cutAlone(piece.text, space, literal)}](${target})`;
    }
    case 'time': {
      const shown = timeIn(piece, brief);
      return shown.length <= room ? shown : '';
    }
  }
}

/** The line as Discord markdown of at most `room` characters; what does not fit is cut with …. `brief`: one of many. */
export function markdown(line: Line, room: number, brief = false): string {
  let text = '';
  for (const piece of line) {
    const left = room - text.length;
    if (left < 4) return text.endsWith('…') || left < 1 ? text : `${text}…`;
    text += pieceIn(piece, left, brief);
  }
  return text.trim();
}

/** The line as text without markup, at most `room` characters. For places where Discord shows no markup. */
export function plain(line: Line, room: number): string {
  return cutAlone(line.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join(''), room);
}

/** Whether the line has something that only markdown can show. */
export function needsMarkdown(line: Line): boolean {
  return line.some((piece) => typeof piece !== 'string' && (piece.kind === 'time' || piece.kind === 'link'));
}
