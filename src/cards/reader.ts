import { metaTime } from '../domain/meta-time.js';
import { maskedPhone, type PhoneNumber } from '../domain/phone.js';
import type { PortfolioSnapshot } from '../domain/snapshot.js';
import type { Instant } from '../domain/time.js';
import type { Words } from '../words/index.js';
import type { Piece } from './card.js';

/** Who reads a card: language, zone and time. Also how much of a phone number they may see. */
export interface Reader {
  readonly words: Words;
  readonly zone: string;
  readonly now: Instant;
  /** Phone numbers are shown with their middle hidden. */
  readonly masked: boolean;
  /** A phone number as people print it. */
  readonly print: (phone: PhoneNumber) => string;
  /** What the operator calls a number; null when nothing. */
  readonly alias: (phone: PhoneNumber) => string | null;
}

/** The same reader by Meta's clock, for what Meta's half hours tell; the clocks are as far apart as the look found them. */
export function byMetaClock(reader: Reader, look: PortfolioSnapshot | undefined): Reader {
  return { ...reader, now: metaTime(reader.now, look) };
}

/** A phone number as this reader may see it. */
export function phoneText(phone: PhoneNumber, reader: Reader): string {
  return reader.masked ? maskedPhone(phone) : reader.print(phone);
}

/** An instant in the reader's words. In the reader's own zone, where the platform can. */
export function timePiece(at: Instant, reader: Reader): Piece {
  const text = reader.words.moment(at, { zone: reader.zone, now: reader.now });
  return { kind: 'time', at, style: 'date-time', text, locale: reader.words.locale };
}

/** The same of something that began or happened then: where the platform can, it also says how long ago. */
export function sincePiece(at: Instant, reader: Reader): Piece {
  const text = reader.words.moment(at, { zone: reader.zone, now: reader.now });
  return { kind: 'time', at, style: 'since', text, locale: reader.words.locale };
}

/** How long ago an instant was. */
export function agoPiece(at: Instant, reader: Reader): Piece {
  const text = reader.words.ago(reader.now - at);
  return { kind: 'time', at, style: 'relative', text, locale: reader.words.locale };
}
