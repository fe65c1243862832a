import { describe, expect, it } from 'vitest';
import { drawSignals } from '../../src/app/signal-picture.js';
import type { Picture } from '../../src/cards/card.js';
import type { SignalPicture } from '../../src/domain/signals/panels.js';
import type { CountedHour } from '../../src/domain/signals/counted-hour.js';
import { after, DAY, HOUR } from '../../src/domain/time.js';
import { weeksBefore } from '../support/counted-weeks.js';
import { memoryHistory } from '../support/fakes/stores.js';
import { noon, numberOf } from '../support/looks.js';
import { readerOf } from '../support/reading.js';
import { story } from '../support/story.js';

async function drawn(
  hours: readonly CountedHour[],
  ground: 'light' | 'dark' | 'drawn' = 'light',
): Promise<{ readonly picture: Picture | null; readonly facts: SignalPicture | null }> {
  const told = story();
  told.sees({});
  let facts: SignalPicture | null = null;
  const picture = await drawSignals(
    {
      state: told.state,
      number: numberOf(1),
      change: after(noon, -HOUR),
      reader: readerOf(),
      platform: 'slack',
    },
    {
      history: memoryHistory(),
      signals: { hourly: () => Promise.resolve(hours) },
      artist: {
        signals(asked) {
          facts = asked;
          return Promise.resolve({ png: new Uint8Array([1]), name: 'signals.png', alt: 'alt' });
        },
        drawnSignals(asked) {
          facts = asked;
          return Promise.resolve({ drawn: 'lines', alt: 'alt' });
        },
      },
      groundOf: () => ground,
      width: 80,
    },
  );
  return { picture, facts };
}

describe('the picture of how messages were taken', () => {
  it('is of the last seven days, and marks the change', async () => {
    const { facts } = await drawn(weeksBefore(noon));
    expect(facts).toMatchObject({ from: after(noon, -7 * DAY), to: noon, change: after(noon, -HOUR) });
  });

  it('is none where nothing was counted in those days', async () => {
    expect((await drawn([])).picture).toBeNull();
    const old = weeksBefore(noon).filter(({ at }) => at < after(noon, -8 * DAY));
    expect((await drawn(old)).picture).toBeNull();
  });

  it('is dark on dark ground, and lines of text in a terminal', async () => {
    expect((await drawn(weeksBefore(noon), 'dark')).facts?.theme).toBe('dark');
    expect((await drawn(weeksBefore(noon), 'drawn')).picture).toMatchObject({ drawn: 'lines' });
  });
});
