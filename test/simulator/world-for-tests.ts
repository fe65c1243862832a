import { tellStory } from '../../src/simulator/story.js';
import type { Story, StoryParts } from '../../src/simulator/story.js';
import type { SimNumber, SimPortfolio, SimToken, SimWaba, World } from '../../src/simulator/world.js';

export const noon = Date.UTC(2026, 10, 20, 12, 0, 0);
export const hour = 3_600_000;
export const token = 'test-token-everything';
export const appSecret = 'test-app-secret';

export function aNumber(id: string, change: Partial<SimNumber> = {}): SimNumber {
  return {
    id,
    display: `+62 812-3456-${id.slice(-4).padStart(4, '0')}`,
    name: `Number ${id}`,
    quality: 'GREEN',
    status: 'CONNECTED',
    throughput: 'STANDARD',
    nameStatus: 'APPROVED',
    ...change,
  };
}

export function numbers(count: number, from = 3001): readonly SimNumber[] {
  return Array.from({ length: count }, (_, index) => aNumber(String(from + index)));
}

export function aWaba(id: string, change: Partial<SimWaba> = {}): SimWaba {
  return { id, name: `Account ${id}`, owned: true, timezoneId: '66', numbers: [aNumber('3001')], ...change };
}

export function aPortfolio(wabas: readonly SimWaba[], change: Partial<SimPortfolio> = {}): SimPortfolio {
  return { id: '1001', name: 'Toko Uji', limit: 'TIER_10K', wabas, ...change };
}

export function aToken(change: Partial<SimToken> = {}): SimToken {
  return {
    value: token,
    userId: '77',
    scopes: ['whatsapp_business_management', 'whatsapp_business_messaging', 'business_management'],
    grants: 'everything',
    issuedAt: noon - 240 * hour,
    expiresAt: 0,
    ...change,
  };
}

export function aWorld(portfolio: SimPortfolio, change: Partial<World> = {}): World {
  return {
    app: { id: '9001', name: 'Test App', secret: appSecret },
    portfolios: [portfolio],
    tokens: [aToken()],
    ...change,
  };
}

export function storyOf(wabas: readonly SimWaba[], parts: Partial<StoryParts> = {}): Story {
  return tellStory({ start: aWorld(aPortfolio(wabas)), ...parts });
}
