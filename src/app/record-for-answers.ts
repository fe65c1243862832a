import type { Picture } from '../cards/card.js';
import type { Reader } from '../cards/reader.js';
import { knownDays } from '../domain/history/past-days.js';
import { metaTime } from '../domain/meta-time.js';
import type { History, Log } from '../ports.js';
import type { Context } from './command.js';
import type { Outlook } from './outlook.js';
import { readPast } from './past.js';
import type { PictureWanted } from './picture.js';
import { reasonOf } from './reason.js';
import type { SignalPictureWanted } from './signal-picture.js';

/** What reading the record needs. */
interface RecordOptions {
  readonly history: History;
  readonly outlook: Outlook;
  readonly picture?: (wanted: PictureWanted) => Promise<Picture | null>;
  readonly signalPicture?: (wanted: SignalPictureWanted) => Promise<Picture | null>;
  readonly log: Log;
}

/** What answers take from the record. What cannot be read is absent and logged: the figures of now still come. */
export function recordForAnswers(
  { history, outlook, picture, signalPicture, log }: RecordOptions,
  reader: Reader,
  platform: PictureWanted['platform'],
): Pick<
  Context,
  'forecasts' | 'peak' | 'ahead' | 'usual' | 'limitChanges' | 'daysOfUsage' | 'picture' | 'signalPicture'
> {
  async function orElse<T>(portfolio: string, read: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await read();
    } catch (error) {
      log.error('history.read-failed', { portfolio, reason: reasonOf(error) });
      return otherwise;
    }
  }

  async function drawn(
    portfolio: string,
    draw: () => Promise<Picture | null> | undefined,
  ): Promise<Picture | null> {
    try {
      return (await draw()) ?? null;
    } catch (error) {
      log.warn('picture.failed', { portfolio, reason: reasonOf(error) });
      return null;
    }
  }

  return {
    forecasts: ({ plan, state }) => orElse(plan.id, () => outlook.forecasts(plan, state), []),
    peak: ({ plan, state }) => orElse(plan.id, () => outlook.peak(plan, state), null),
    ahead: ({ plan, state }) => orElse(plan.id, () => outlook.ahead(plan, state), null),
    usual: ({ plan, state }, number) => orElse(plan.id, () => outlook.usual(plan, state, number), null),
    limitChanges: ({ plan, state }, since) =>
      orElse(plan.id, () => outlook.limitChanges(plan, state, since), []),
    // Days whose moving 24 hours are all on record; what is not on record is unknown, not nothing.
    async daysOfUsage({ plan, state }, number, days) {
      const { zone } = reader;
      const now = metaTime(reader.now, state.sight?.snapshot);
      return knownDays(await readPast(history, { portfolio: plan.id, number, days, zone, now }));
    },
    picture: ({ state }, number, days) =>
      drawn(state.portfolio, () => picture?.({ state, number, days, reader, platform })),
    signalPicture: ({ state }, number, change) =>
      drawn(state.portfolio, () => signalPicture?.({ state, number, change, reader, platform })),
  };
}
