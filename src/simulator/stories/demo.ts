import { withNumber, withPortfolio, withTemplate } from '../edits.js';
import type { SimChange, Story } from '../story.js';
import { tellStory } from '../story.js';
import type { SimSend } from '../volume.js';
import type { SimNumber, World } from '../world.js';

const hour = 3_600_000;
const day = 24 * hour;

/** The ids and the token of the demo's world, for whoever connects to it. */
export const demoAccount = {
  portfolioId: '506914307656634',
  retailId: '102290129340398',
  partnersId: '104996122399160',
  promoId: '106540352242922',
  careId: '106853218861309',
  wholesaleId: '107711223344556',
  noticesId: '108822334455667',
  promoTemplateId: '1387372356726668',
  appId: '634974688087057',
  appSecret: 'demo-app-secret',
  token: 'DEMO-TOKEN-NOT-A-SECRET',
} as const;

/** The fields of accounts that the demo's app hears of. */
export const subscribedFields = [
  'account_alerts',
  'account_review_update',
  'account_update',
  'business_capability_update',
  'calls',
  'message_template_quality_update',
  'message_template_status_update',
  'messages',
  'phone_number_name_update',
  'phone_number_quality_update',
  'security',
  'standby',
  'template_category_update',
  'user_preferences',
];

/** When what happens in the demo, in milliseconds after its start. */
export const demoMoments = {
  promoYellow: 2 * hour,
  over80: 2.75 * hour,
  promoRed: 4 * hour,
  over90: 4.6 * hour,
  promoRecovering: 9 * hour,
  below80: 12 * hour,
  promoGreen: 14 * hour,
  limitRaised: 42 * hour,
} as const;

/**
 * The story of Toko Maju, a shop. It has two accounts, four numbers and a limit of 10,000. A promotion turns one number
 * yellow, then red. It takes the portfolio past 80 and 90 percent of its limit. Half a day later all is well again. On
 * the second day the limit is raised. After that quiet days repeat for ever.
 */
export function demoStory(startMs: number, appSecret: string = demoAccount.appSecret): Story {
  return tellStory({
    start: startWorld(startMs, appSecret),
    changes: changes(startMs),
    sends: sends(startMs),
  });
}

function startWorld(startMs: number, appSecret: string): World {
  const { token, appId, portfolioId, retailId, partnersId } = demoAccount;
  return {
    app: {
      id: appId,
      name: 'Toko Maju Monitor',
      secret: appSecret,
      webhooks: { callback: 'https://tierwatch.example/webhooks/meta', fields: subscribedFields },
    },
    portfolios: [
      {
        id: portfolioId,
        name: 'Toko Maju',
        limit: 'TIER_10K',
        wabas: [
          {
            id: retailId,
            name: 'Toko Maju Retail',
            owned: true,
            timezoneId: '66',
            numbers: [
              number(demoAccount.promoId, '+62 812-3456-7890', 'Toko Maju Promo', 'HIGH'),
              number(demoAccount.careId, '+62 811-2345-6789', 'Toko Maju CS', 'STANDARD'),
            ],
            templates: [
              {
                id: demoAccount.promoTemplateId,
                name: 'promo_akhir_pekan',
                language: 'id',
                category: 'MARKETING',
                status: 'APPROVED',
                quality: 'GREEN',
              },
            ],
          },
          {
            id: partnersId,
            name: 'Toko Maju Mitra',
            owned: true,
            timezoneId: '66',
            numbers: [
              number(demoAccount.wholesaleId, '+62 813-9876-5432', 'Toko Maju Grosir', 'STANDARD'),
              number(demoAccount.noticesId, '+62 857-1122-3344', 'Toko Maju Info', 'STANDARD'),
            ],
          },
        ],
      },
    ],
    tokens: [
      {
        value: token,
        userId: '104169029247128',
        scopes: ['whatsapp_business_management', 'whatsapp_business_messaging', 'business_management'],
        grants: 'everything',
        issuedAt: startMs - 30 * day,
        expiresAt: 0,
      },
    ],
  };
}

function number(id: string, display: string, name: string, throughput: string): SimNumber {
  return { id, display, name, quality: 'GREEN', status: 'CONNECTED', throughput, nameStatus: 'APPROVED' };
}

function changes(startMs: number): readonly SimChange[] {
  const { promoId, promoTemplateId, portfolioId } = demoAccount;
  const quality = (after: number, colour: string): SimChange => ({
    at: startMs + after,
    label: `Toko Maju Promo turns ${colour.toLowerCase()}.`,
    change: (world) => withNumber(world, promoId, { quality: colour }),
  });
  return [
    quality(demoMoments.promoYellow, 'YELLOW'),
    quality(demoMoments.promoRed, 'RED'),
    {
      at: startMs + demoMoments.promoRed + hour,
      label: 'The promotion template is paused.',
      change: (world) =>
        withTemplate(world, promoTemplateId, {
          status: 'PAUSED',
          quality: 'RED',
          qualityAt: startMs + demoMoments.promoRed + hour,
        }),
    },
    quality(demoMoments.promoRecovering, 'YELLOW'),
    {
      at: startMs + demoMoments.promoRecovering,
      label: 'The promotion template may be sent again.',
      change: (world) => withTemplate(world, promoTemplateId, { status: 'APPROVED', quality: 'YELLOW' }),
    },
    quality(demoMoments.promoGreen, 'GREEN'),
    {
      at: startMs + demoMoments.limitRaised,
      label: 'The limit of the portfolio is raised to 100,000.',
      change: (world) => withPortfolio(world, portfolioId, { limit: 'TIER_100K' }),
    },
  ];
}

/**
 * About 4,100 counted recipients a day as a base, yesterday's promotion among them. Few people are reached twice: some
 * of yesterday's and of today's promotion.
 */
function sends(startMs: number): readonly SimSend[] {
  const { promoId, careId, wholesaleId, noticesId } = demoAccount;
  const marketing = { category: 'MARKETING', type: 'REGULAR' };
  const free = 'FREE_CUSTOMER_SERVICE';
  const from = startMs - 8 * day;
  const people = (first: number, size: number): Pick<SimSend, 'audience'> => ({ audience: { first, size } });
  return [
    { numberId: careId, category: 'UTILITY', type: 'REGULAR', from, perHour: 20, ...people(0, 5_000) },
    { numberId: careId, category: 'SERVICE', type: free, from, perHour: 90, ...people(50_000, 9_000) },
    {
      numberId: noticesId,
      category: 'AUTHENTICATION',
      type: 'REGULAR',
      from,
      perHour: 60,
      ...people(10_000, 5_000),
    },
    { numberId: noticesId, category: 'UTILITY', type: free, from, perHour: 12, ...people(60_000, 3_000) },
    { numberId: wholesaleId, ...marketing, from, perHour: 15, ...people(20_000, 2_000) },
    {
      numberId: promoId,
      ...marketing,
      from: startMs - 14 * hour,
      to: startMs - 12 * hour,
      total: 1_800,
      ...people(30_000, 1_800),
    },
    {
      numberId: promoId,
      ...marketing,
      from: startMs + hour,
      to: startMs + 3 * hour,
      total: 4_500,
      ...people(31_785, 4_500),
    },
    {
      numberId: wholesaleId,
      ...marketing,
      from: startMs + 4 * hour,
      to: startMs + 5 * hour,
      total: 700,
      ...people(36_225, 700),
    },
    {
      numberId: promoId,
      ...marketing,
      from: startMs + 34 * hour,
      to: startMs + 36 * hour,
      total: 1_800,
      everyMs: day,
      ...people(40_000, 1_800),
    },
  ];
}
