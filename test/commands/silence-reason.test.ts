import { describe, expect, it } from 'vitest';
import { asking, somebody, type Asking } from '../support/asking.js';
import { numberOf } from '../support/looks.js';

const troubled = (): Promise<Asking> => asking({ numbers: [numberOf(1, { quality: 'red', name: 'Promo' })] });
const idOf = async (bot: Asking): Promise<string> => (await bot.state()).incidents[0]?.id ?? '';
const reasonIn = async (bot: Asking): Promise<unknown> => (await bot.state()).silences[0]?.reason;

describe('the reason of a silence', () => {
  it.each(['deploy --force now', '--force', 'npm run build -- --silent', 'we try --fresh numbers'])(
    '“%s” is kept as it was typed, in a line and in an option',
    async (reason) => {
      const typed = await troubled();
      const reply = await typed.hear(`/silence ${await idOf(typed)} 1h ${reason}`);
      expect(await reasonIn(typed)).toBe(reason);
      expect(reply).toContain(`Reason: ${reason}`);

      const root = await troubled();
      await root.ask(`/quota silence ${await idOf(root)} 1h ${reason}`);
      expect(await reasonIn(root)).toBe(reason);

      const chosen = await troubled();
      const options = { target: await idOf(chosen), time: '1h', reason };
      await chosen.responder.answer({ command: 'silence', text: '', options, asker: somebody });
      expect(await reasonIn(chosen)).toBe(reason);
    },
  );
});

describe('a flag that a button of /quota writes', () => {
  it('is no part of the number, also in an option', async () => {
    const bot = await troubled();
    expect(await bot.hear('/quota 0001 --fresh')).toContain('Promo');
    const options = { number: '0001 --fresh' };
    const reply = await bot.responder.answer({ command: 'quota', text: '', options, asker: somebody });
    expect(reply.card.title).toContain('Promo');
    expect(bot.looks).toHaveLength(1);
  });
});
