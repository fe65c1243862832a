import type { Picture } from '../cards/card.js';
import { namesIn } from '../cards/names.js';
import type { Reader } from '../cards/reader.js';
import { qualitySteps } from '../domain/history/past-chart.js';
import { metaTime } from '../domain/meta-time.js';
import type { PlatformName } from '../domain/route.js';
import { signalPanels, type SignalPicture } from '../domain/signals/panels.js';
import { daysCompared } from '../domain/signals/window.js';
import type { NumberSnapshot } from '../domain/snapshot.js';
import type { PortfolioState } from '../domain/state.js';
import { after, DAY, hourOf, type Instant } from '../domain/time.js';
import type { History, SignalArtist } from '../ports.js';
import type { SignalRecord } from '../signals-port.js';
import type { PictureOptions } from './picture.js';

/** What drawing signals needs from the world. */
interface SignalPictureOptions extends Pick<PictureOptions, 'groundOf' | 'width'> {
  readonly history: Pick<History, 'notes'>;
  readonly signals: Pick<SignalRecord, 'hourly'>;
  readonly artist: SignalArtist;
}

/** A number whose signals are to be drawn. */
export interface SignalPictureWanted {
  readonly state: PortfolioState;
  readonly number: NumberSnapshot;
  /** When a change was seen, by Meta's clock; null: there was none. */
  readonly change: Instant | null;
  readonly reader: Reader;
  readonly platform: PlatformName;
}

const span = 7 * DAY;

/** Draws how messages were taken; null where nothing was counted. Rejects when the record or the drawing fails. */
export async function drawSignals(
  { state, number, change, reader, platform }: SignalPictureWanted,
  { history, signals, artist, groundOf, width }: SignalPictureOptions,
): Promise<Picture | null> {
  const to = hourOf(metaTime(reader.now, state.sight?.snapshot));
  const from = after(to, -span);
  const id = state.portfolio;
  const [hours, looks] = await Promise.all([
    signals.hourly(id, number.id, { from: after(to, -(daysCompared + 7) * DAY), to }),
    history.notes(id, number.id, { from, to }),
  ]);
  if (!hours.some(({ at }) => at >= from)) return null;
  const ground = groundOf(platform);
  const facts: SignalPicture = {
    from,
    to,
    zone: reader.zone,
    panels: signalPanels(hours, to),
    qualities: qualitySteps(looks, { from, to }),
    change,
    theme: ground === 'dark' ? 'dark' : 'light',
  };
  const { words } = reader;
  const names = namesIn(state, reader);
  const labels = {
    ...words.chart,
    ...words.signals,
    title: names.number(number),
    titleInstead: names.phone(number),
  };
  if (ground !== 'drawn') return artist.signals(facts, labels);
  const { drawn, alt } = await artist.drawnSignals(facts, labels, width);
  return { png: new Uint8Array(), name: 'signals.txt', alt, drawn };
}
