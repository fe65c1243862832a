import { describe, expect, it } from 'vitest';
import { createAnswering } from '../../../src/adapters/discord/answering.js';
import type { Interaction } from '../../../src/adapters/discord/interaction.js';
import type { Responses } from '../../../src/adapters/discord/response.js';
import { discordSamples } from '../../support/discord/samples.js';
import { fakeLog } from '../../support/fakes/log.js';
import { brokenShapes } from '../../support/loopback/broken-shapes.js';
import { isObject } from '../../support/loopback/json.js';
import { commands, fakeResponder, phrasesFor } from './bench.js';

/** Where answers go; it notes to whom the first one went. */
function sent(): Responses & { readonly first: readonly unknown[] } {
  const first: unknown[] = [];
  const take = (to: Interaction): Promise<void> => Promise.resolve(void first.push(to.id));
  const more = (): Promise<void> => Promise.resolve();
  return {
    first,
    reply: take,
    promise: take,
    update: take,
    promiseUpdate: take,
    ask: take,
    suggest: take,
    fulfil: more,
    withdraw: more,
    follow: more,
  };
}

const samples = discordSamples().map((sample, at) => [at, sample] as const);

describe('an interaction', () => {
  it.each(samples)(
    'of kind %i is answered once at most and by name, whatever part of it is broken',
    async (_at, sample) => {
      const responder = fakeResponder();
      const responses = sent();
      const hear = createAnswering({
        commands,
        responder,
        responses,
        commandPrefix: '',
        phrasesFor,
        log: fakeLog(),
        pace: { promiseAfter: 1_000, suggestWithin: 1_000, answerWithin: 1_000 },
      });
      const broken = brokenShapes(sample).map((one, at) =>
        isObject(one) && one['id'] === sample['id'] ? { ...one, id: `${String(sample['id'])}${at}` } : one,
      );
      for (const one of [...broken, sample]) await hear(one);
      expect(new Set(responses.first).size).toBe(responses.first.length);
      expect(responses.first.every((id) => typeof id === 'string' && id !== '')).toBe(true);
      expect(responses.first).toContain(sample['id']);
      const askers: readonly unknown[] = responder.asked
        .map(({ asker }) => [asker.user, asker.channel ?? '', ...asker.groups])
        .flat();
      expect(askers.filter((one) => typeof one !== 'string')).toEqual([]);
      expect(responder.asked.map(({ asker }) => asker.user)).not.toContain('');
    },
  );
});
