import { expect, it } from 'vitest';
import { sharedFacts } from '../src/shared-facts.js';
import type { SharedState } from '../src/sharing-port.js';
import { otherNamesIn, workerName, workersIn } from '../src/worker-name.js';
import { memorySharing } from './support/fakes/sharing.js';

const left = 5_000;
const held = [
  { name: 'connected to discord', holder: 'vm-2', left },
  { name: workerName('vm-1', new Set(['look', 'deliver'])), holder: 'vm-1', left },
  { name: workerName('vm-2', new Set(['deliver', 'chat'])), holder: 'vm-2', left },
  { name: 'route slack:C1', holder: 'vm-1', left },
];

it('processes that share a store are told from what they hold', () => {
  expect(workersIn(held)).toEqual([
    { holder: 'vm-1', roles: 'look, deliver' },
    { holder: 'vm-2', roles: 'deliver, chat' },
  ]);
  expect(otherNamesIn(held).map(({ name }) => name)).toEqual(['connected to discord', 'route slack:C1']);
});

it('a process tells how many there are of each role, and what it holds itself', async () => {
  const state: SharedState = { held, lookLag: 1_500 };
  const bot = { sharing: memorySharing().of('vm-1'), sharedState: () => Promise.resolve(state) };
  expect(await sharedFacts(bot)).toEqual({
    workers: { look: 1, deliver: 2, chat: 1 },
    holds: ['route slack:C1'],
    lookLag: 1_500,
  });
  expect(await sharedFacts({ ...bot, sharing: null })).toBeNull();
  expect(await sharedFacts(null)).toBeNull();
});
