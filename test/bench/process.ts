import { setTimeout as pause } from 'node:timers/promises';
import { cpuOf, memoryOf } from './outside.js';
import { percentileOf, type Bench, type Row } from './row.js';
import { openTown, type Town } from './town.js';
import { numbersIn, type WorldSize } from './worlds.js';

const second = 1_000;
const minute = 60 * second;
const everyMinute = '* * * * *';
const thousand: WorldSize = { portfolios: 1, wabas: 20, numbers: 50, busy: false, latency: 80 };
const forty: WorldSize = { portfolios: 40, wabas: 1, numbers: 25, busy: false, latency: 80 };
const provider: WorldSize = { portfolios: 5_000, wabas: 1, numbers: 1, busy: false, latency: 80 };

/** What the built bot takes of the machine as a whole, every thread counted, seen from another process. */
export const wholeProcess: Bench = {
  name: 'process',
  async run() {
    const parts = { idle, minutely, burst, provider: portfolios };
    const only = process.env['PROCESS_PARTS']?.split(',');
    const rows: Row[] = [];
    for (const [name, part] of Object.entries(parts)) {
      if (only === undefined || only.includes(name)) rows.push(...(await part()));
    }
    return rows;
  },
};

/** An hour in which nothing is due: no look falls into it. */
async function idle(): Promise<readonly Row[]> {
  const farMinute = (new Date().getUTCMinutes() + 30) % 60;
  return inTown(thousand, `${farMinute} * * * *`, async (town) => {
    await pause(30 * second);
    const before = cpuOf(town.pid);
    const began = performance.now();
    await pause(90 * second);
    const seconds = (performance.now() - began) / second;
    const share = (cpuOf(town.pid) - before) / seconds;
    return [
      {
        what: 'Idle, 1,000 numbers, both chats: CPU',
        figure: share,
        unit: 'ms per second',
        goal: { most: 2 },
      },
      { what: 'Idle: memory', figure: memoryOf(town.pid), unit: 'MB', goal: null },
    ];
  });
}

/** All that a minute takes in which 1,000 numbers in 20 accounts are looked at once. */
async function minutely(): Promise<readonly Row[]> {
  return inTown(thousand, everyMinute, async (town) => {
    const costs: number[] = [];
    await untilSecond(40);
    while (costs.length < 5) {
      const before = cpuOf(town.pid);
      const looks = seenIn(town);
      await pause(20 * second);
      await untilSecond(40);
      if (seenIn(town) !== looks + 1) throw new Error('Not one look in a minute.');
      costs.push(cpuOf(town.pid) - before);
    }
    const usual = costs.slice(1);
    return [
      {
        what: '1,000 numbers each minute: CPU of the whole process',
        figure: percentileOf(usual, 50) / numbersIn(thousand),
        unit: 'ms per number, look',
        goal: { most: 0.25 },
      },
      { what: '1,000 numbers each minute: memory', figure: memoryOf(town.pid), unit: 'MB', goal: null },
    ];
  });
}

/** Forty portfolios in each of which a number turns red between two looks; told in Slack and in Discord. */
async function burst(): Promise<readonly Row[]> {
  return inTown(forty, everyMinute, async (town) => {
    await untilSecond(45);
    const quietCost = await costOfRound(town);
    const rows: Row[] = [];
    for (const [number, name] of [
      [0, 'the first forty alerts'],
      [1, 'forty more'],
    ] as const) {
      town.turn({ portfolios: forty.portfolios, number, quality: 'RED' });
      const began = Date.now();
      const cost = await costOfRound(town);
      const heard = await town.heardSince(began);
      const seen = town.logged.filter(({ at, event }) => event === 'look.seen' && at > began);
      const looked = Math.min(...seen.map(({ at }) => at));
      for (const chat of ['slack', 'discord'] as const) {
        const own = heard.filter((one) => one.chat === chat);
        const told = Array.from({ length: forty.portfolios }, (_, portfolio) =>
          Math.min(...own.filter(({ says }) => namesPortfolio(says, portfolio)).map(({ at }) => at)),
        );
        const last = (Math.max(...told) - looked) / second;
        rows.push(
          { what: `${name}: the last is told in ${chat}`, figure: last, unit: 's', goal: { most: 5 } },
          {
            what: `${name}: messages in the channel of ${chat}`,
            figure: own.filter(({ isRoot }) => isRoot).length,
            unit: 'messages',
            goal: null,
          },
        );
      }
      rows.push({
        what: `${name}: CPU beyond a quiet minute`,
        figure: (cost - quietCost) / forty.portfolios,
        unit: 'ms per alert',
        goal: { most: 15 },
      });
    }
    return rows;
  });
}

function namesPortfolio(text: string, portfolio: number): boolean {
  return new RegExp(`Portfolio ${portfolio}\\b`).test(text);
}

/** From a quarter before a minute to a quarter before the next one. */
async function costOfRound(town: Town): Promise<number> {
  const before = cpuOf(town.pid);
  await pause(30 * second);
  await untilSecond(45);
  return cpuOf(town.pid) - before;
}

/** Portfolios of a provider, all behind one token, from nothing known on. */
async function portfolios(): Promise<readonly Row[]> {
  const began = Date.now();
  return inTown(provider, '*/5 * * * *', async (town) => {
    const started = Date.now();
    while (seenIn(town) < provider.portfolios && Date.now() < began + 6 * minute) await pause(second);
    const seen = town.logged.filter(({ event }) => event === 'look.seen');
    const first = new Set(seen.map(({ facts }) => facts['portfolio']));
    const blind = town.logged.filter(({ event }) => event === 'look.blind').length;
    return [
      {
        what: '5,000 portfolios, one token: seen',
        figure: first.size,
        unit: 'portfolios',
        goal: { least: provider.portfolios },
      },
      {
        what: '5,000 portfolios, one token: the last is seen',
        figure: (Math.max(...seen.map(({ at }) => at)) - started) / second,
        unit: 's',
        goal: { most: 300 },
      },
      {
        what: '5,000 portfolios, one token: looks that saw nothing',
        figure: blind,
        unit: 'looks',
        goal: { most: 0 },
      },
      {
        what: '5,000 portfolios, one token: CPU until then',
        figure: cpuOf(town.pid) / provider.portfolios,
        unit: 'ms per portfolio',
        goal: null,
      },
      { what: '5,000 portfolios, one token: memory', figure: memoryOf(town.pid), unit: 'MB', goal: null },
    ];
  });
}

async function inTown(
  size: WorldSize,
  pollEvery: string,
  measure: (town: Town) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const town = await openTown(size, pollEvery);
  try {
    return await measure(town);
  } finally {
    await town.close();
  }
}

function seenIn(town: Town): number {
  return town.logged.filter(({ event }) => event === 'look.seen').length;
}

/** Waits until so many seconds of a minute have passed by the machine's clock. */
async function untilSecond(seconds: number): Promise<void> {
  const since = Date.now() % minute;
  await pause((seconds * second - since + minute) % minute);
}
