import type { Story } from '../story.js';
import type { SimSend } from '../volume.js';
import type { SimNumber, SimPortfolio, SimWaba } from '../world.js';

/** How big a flat world is. */
export interface FlatSize {
  readonly portfolios: number;
  readonly wabasPerPortfolio: number;
  readonly numbersPerWaba: number;
  /** Milliseconds since 1970. */
  readonly startMs: number;
  /** Deliveries per number and day that count towards the limit; 100 when left out. */
  readonly dailyPerNumber?: number;
  /** Calls per account and hour before error 80008; 5,000 when left out, Meta's allowance for active accounts. */
  readonly callsPerHour?: number;
}

const hour = 3_600_000;
const day = 24 * hour;

/** The token that may read everything in a flat world. */
export const flatToken = 'FLAT-TOKEN-NOT-A-SECRET';

/** Ids in a flat world, all counted from 0. */
export const flatIds = {
  portfolio: (portfolio: number): string => String(500_000_000_000_000 + portfolio),
  waba: (portfolio: number, waba: number): string => String(600_000_000_000_000 + portfolio * 100_000 + waba),
  number: (portfolio: number, waba: number, number: number): string =>
    String(700_000_000_000_000 + (portfolio * 100_000 + waba) * 1_000 + number),
} as const;

/** A world in which nothing changes, for load. Of any size up to 1,000 numbers an account. */
export function flatStory(size: FlatSize): Story {
  const { startMs, dailyPerNumber = 100 } = size;
  return {
    start: {
      app: { id: '634974688087057', name: 'Load', secret: 'flat-app-secret', callsPerHour: 1_000_000 },
      portfolios: Array.from({ length: size.portfolios }, (_, index) => portfolio(size, index)),
      tokens: [
        {
          value: flatToken,
          userId: '104169029247128',
          scopes: ['whatsapp_business_management', 'whatsapp_business_messaging', 'business_management'],
          grants: 'everything',
          issuedAt: startMs - 30 * day,
          expiresAt: 0,
        },
      ],
    },
    changes: [],
    sendsOf: (numberId) => sendsOf(numberId, startMs, dailyPerNumber),
  };
}

function portfolio(size: FlatSize, index: number): SimPortfolio {
  return {
    id: flatIds.portfolio(index),
    name: `Portfolio ${index}`,
    limit: 'TIER_100K',
    wabas: Array.from({ length: size.wabasPerPortfolio }, (_, waba) => account(size, index, waba)),
  };
}

function account(size: FlatSize, portfolioIndex: number, index: number): SimWaba {
  const first = (portfolioIndex * size.wabasPerPortfolio + index) * size.numbersPerWaba;
  return {
    id: flatIds.waba(portfolioIndex, index),
    name: `Account ${portfolioIndex}-${index}`,
    owned: true,
    timezoneId: '66',
    callsPerHour: size.callsPerHour ?? 5_000,
    numbers: Array.from({ length: size.numbersPerWaba }, (_, number) =>
      phone(flatIds.number(portfolioIndex, index, number), first + number),
    ),
  };
}

function phone(id: string, serial: number): SimNumber {
  const tail = String(10_000_000 + serial);
  return {
    id,
    display: `+62 812-${tail.slice(0, 4)}-${tail.slice(4)}`,
    name: `Number ${serial}`,
    quality: 'GREEN',
    status: 'CONNECTED',
    throughput: 'STANDARD',
    nameStatus: 'APPROVED',
  };
}

/** Two hours of marketing a day, at an hour that depends on the number. */
function sendsOf(numberId: string, startMs: number, dailyPerNumber: number): readonly SimSend[] {
  const serial = Number(numberId.slice(-6));
  if (!Number.isSafeInteger(serial) || dailyPerNumber === 0) return [];
  const from = startMs - 8 * day + (serial % 24) * hour;
  return [
    {
      numberId,
      category: 'MARKETING',
      type: 'REGULAR',
      from,
      to: from + 2 * hour,
      total: dailyPerNumber,
      everyMs: day,
    },
  ];
}
