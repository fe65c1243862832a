import { lookAtWorld, type WorldCost } from './look-at-world.js';
import { exponentOf, meanOf, medianOf, type Bench, type Row } from './row.js';
import { numbersIn, type WorldSize } from './worlds.js';

const thousand: WorldSize = { portfolios: 1, wabas: 20, numbers: 50, busy: false, latency: 80 };
const tenThousand: WorldSize = { portfolios: 1, wabas: 500, numbers: 20, busy: false, latency: 80 };
const rising: readonly (WorldSize & { readonly rounds: number })[] = [
  { ...thousand, wabas: 2, rounds: 15 },
  { ...thousand, rounds: 12 },
  { ...thousand, portfolios: 10, rounds: 6 },
  { ...thousand, portfolios: 100, latency: 0, rounds: 3 },
];

/** What a look costs the whole bot, from the call to Graph to the store, at sizes people have. */
export const look: Bench = {
  name: 'look',
  async run() {
    const small = await lookAtWorld(thousand, { rounds: 45, restart: true });
    const chatting = await lookAtWorld(thousand, { rounds: 12, chats: true });
    const busyWorld = { ...thousand, wabas: 10, numbers: 100, busy: true };
    const busy = await lookAtWorld(busyWorld, { rounds: 24, restart: true });
    const large = await lookAtWorld(tenThousand, { rounds: 8 });
    return [
      ...rowsOf('1,000 numbers in 20 WABAs', thousand, small, { cpu: 0.1, rss: 130, restart: 5_000 }),
      {
        what: '1,000 numbers, with both chats: memory',
        figure: medianOf(settled(chatting.steady).map(({ rss }) => rss)),
        unit: 'MB',
        goal: null,
      },
      ...rowsOf('1,000 numbers that send all day', thousand, busy, { cpu: null, rss: null, restart: null }),
      ...rowsOf('10,000 numbers in 500 WABAs', tenThousand, large, { cpu: null, rss: 200, restart: null }),
    ];
  },
};

/** How the cost of a look grows with the numbers. */
export const growth: Bench = {
  name: 'look-growth',
  async run() {
    const points: { size: number; cost: number }[] = [];
    for (const { rounds, ...size } of rising) {
      const { steady } = await lookAtWorld(size, { rounds });
      points.push({ size: numbersIn(size), cost: medianOf(settled(steady).map(({ cpu }) => cpu)) });
    }
    return [
      ...points.map(({ size, cost }): Row => ({
        what: `CPU of a look at ${size.toLocaleString('en')} numbers`,
        figure: cost / size,
        unit: 'ms per number',
        goal: null,
      })),
      { what: 'Exponent of the cost', figure: exponentOf(points), unit: '', goal: { most: 1.05 } },
    ];
  },
};

function rowsOf(
  name: string,
  size: WorldSize,
  { first, steady, restarted }: WorldCost,
  goals: { readonly cpu: number | null; readonly rss: number | null; readonly restart: number | null },
): readonly Row[] {
  const numbers = numbersIn(size);
  const usual = settled(steady);
  const most = (goal: number | null): Row['goal'] => (goal === null ? null : { most: goal });
  const unseen = [first, ...steady].map(({ seen, gaps }) => numbers - seen + gaps);
  return [
    {
      what: `${name}: CPU of a look`,
      // A round costs one of two figures, as the collector falls into it or not: a median would be either by chance.
      figure: meanOf(usual.map(({ cpu }) => cpu)) / numbers,
      unit: 'ms per number',
      goal: most(goals.cpu),
    },
    {
      what: `${name}: CPU of the first look`,
      figure: first.cpu / numbers,
      unit: 'ms per number',
      goal: null,
    },
    { what: `${name}: a look`, figure: medianOf(usual.map(({ wall }) => wall)), unit: 'ms', goal: null },
    {
      what: `${name}: memory`,
      figure: medianOf(usual.map(({ rss }) => rss)),
      unit: 'MB',
      goal: most(goals.rss),
    },
    { what: `${name}: not seen`, figure: Math.max(...unseen), unit: 'numbers', goal: { most: 0 } },
    ...(restarted === null
      ? []
      : [
          {
            what: `${name}: all seen after a restart`,
            figure: restarted.wall,
            unit: 'ms',
            goal: most(goals.restart),
          },
        ]),
  ];
}

/** Without the rounds in which the machine still warms up. */
function settled<T>(rounds: readonly T[]): readonly T[] {
  return rounds.slice(Math.floor(rounds.length / 3));
}
