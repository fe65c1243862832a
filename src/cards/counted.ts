import { volumeOf } from '../domain/joined-usage.js';
import type { Reading } from '../domain/reading.js';
import type { Counted, Usage } from '../domain/usage.js';
import type { Line } from './card.js';
import { sincePiece, type Reader } from './reader.js';

interface Fact {
  readonly label: string;
  readonly value: Line;
}

/** How a usage was found and how old it is; where people were counted, what they and Meta's volume say, each by itself. */
export function figureFacts(usage: Reading<Usage>, reader: Reader, byMeta: Reader): readonly Fact[] {
  if (!usage.known) return [];
  const { words } = reader;
  const basis = [words.basis(usage.value), ' · ', sincePiece(usage.value.asOf, byMeta)];
  const figure = { label: words.answers.labels.counted, value: basis };
  const { counted } = usage.value;
  return counted === undefined ? [figure] : [figure, ...countedFacts(usage, counted, reader)];
}

function countedFacts(usage: Reading<Usage>, counted: Counted, reader: Reader): readonly Fact[] {
  const { labels, volume: volumeText } = reader.words.counted;
  const people = { label: labels.people, value: [clausesOf(counted, reader).join(' · ')] };
  const volume = volumeOf(usage);
  // Where the volume is the figure itself, it was told already.
  const isTold = usage.known && usage.value.source !== 'ledger';
  return !volume.known || isTold || volume.value.recipients === counted.atMost
    ? [people]
    : [people, { label: labels.volume, value: [volumeText(volume.value.recipients)] }];
}

function clausesOf(counted: Counted, { words, zone, now }: Reader): readonly string[] {
  const { atLeast, atMost, countingSince, exactFrom } = counted;
  const moment = { zone, now };
  const say = words.counted;
  const figure =
    atMost === null
      ? say.atLeast(atLeast)
      : atMost === atLeast
        ? words.number(atLeast)
        : say.between(atLeast, atMost);
  const isEarly = exactFrom !== null && exactFrom > now;
  return [
    figure,
    countingSince === null ? say.notTold : say.since(countingSince, moment),
    ...(counted.mayMiss === true ? [say.mayMiss] : []),
    ...(isEarly ? [say.exactFrom(exactFrom, moment)] : []),
    ...(!isEarly && counted.accuracy === 'between' && atMost !== atLeast ? [say.unsure] : []),
  ];
}
