import { describe, expect, it } from 'vitest';
import { unknown } from '../../src/domain/reading.js';
import type { NumberId, NumberSnapshot, Status } from '../../src/domain/snapshot.js';
import { asking, type Asking } from '../support/asking.js';
import { numberOf } from '../support/looks.js';

const living = numberOf(1, { id: '1065400021' as NumberId, name: 'Promo' });
const twin = (status: Status, more: Partial<NumberSnapshot> = {}): NumberSnapshot => ({
  ...living,
  id: '1065400022' as NumberId,
  quality: 'red',
  status,
  rawStatus: status.toUpperCase(),
  usage: unknown('moved'),
  ...more,
});
const moved = (): Promise<Asking> => asking({ numbers: [twin('migrated'), living] });

describe('a phone number that two entries bear, one of which moved', () => {
  it.each(['+62 812-3456-0001', '0812 3456 0001', '0001', 'promo'])(
    'means the one that bears it now: /quota %s',
    async (typed) => {
      const text = await (await moved()).hear(`/quota ${typed}`);
      expect(text).toContain('🟢 Promo · +62 812-3456-0001');
      expect(text).toContain('Quality: High (green)');
      expect(text).toContain(
        'This phone number is listed once more, as id 1065400022: Moved to another account.',
      );
    },
  );

  it('means the one that moved by its id only, which then is told by its name', async () => {
    const text = await (await moved()).hear('/quota id:1065400022');
    expect(text).toContain('Promo (Moved to another account) · +62 812-3456-0001');
    expect(text).toContain('This phone number is listed once more, as id 1065400021: Connected.');
    expect(text).toContain(
      'Used by this number: unknown: counted for the number that bears this phone number now',
    );
  });

  it('is told in Indonesian', async () => {
    const text = await (await moved()).hear('/quota 0001', { language: 'id' });
    expect(text).toContain('Nomor telepon ini tercantum sekali lagi, dengan id 1065400022: ');
  });

  it('is asked again by buttons that lead to each', async () => {
    const bot = await moved();
    for (const id of ['1065400021', '1065400022']) {
      const { card } = await bot.ask(`/quota id:${id}`);
      const [refresh] = card.actions;
      expect(refresh?.command).toBe(`quota id:${id} --fresh`);
      expect((await bot.ask(refresh?.command ?? '')).card.title).toBe(card.title);
    }
  });

  it('is told as the one that bears it, when it stands in a message', async () => {
    const text = await (await moved()).hear('/check call +62 812-3456-0001 today');
    expect(text).toContain('Promo · High (green) · Connected');
    expect(text).not.toContain('Moved');
  });

  it('is offered under a line of its own for each while somebody types', async () => {
    const bot = await moved();
    const choices = await bot.responder.complete('quota', 'number', '0001', {
      platform: 'slack',
      user: 'U1',
      name: null,
      channel: 'C1',
      groups: [],
      language: 'en',
    });
    expect(choices).toHaveLength(2);
    expect(new Set(choices.map(({ value }) => value)).size).toBe(2);
    expect(new Set(choices.map(({ label }) => label)).size).toBe(2);
  });
});

describe('a phone number that two entries bear, both connected', () => {
  it('asks which, and each button leads to one', async () => {
    const bot = await asking({ numbers: [living, twin('connected', { usage: living.usage })] });
    const { card } = await bot.ask('/quota +62 812-3456-0001');
    expect(card.title).toBe('Several numbers fit “+62 812-3456-0001”');
    expect(card.actions.map(({ command }) => command)).toEqual([
      'quota id:1065400021',
      'quota id:1065400022',
    ]);
    expect(new Set(card.actions.map(({ label }) => label)).size).toBe(2);
    expect((await bot.ask(card.actions[1]?.command ?? '')).card.title).toContain('(id …0022)');
  });
});

it('a number that is listed in another spelling is recognised in a message', async () => {
  const phone = '+551188888888' as NumberSnapshot['phone'];
  const bot = await asking({ numbers: [numberOf(1, { phone }), numberOf(2)] });
  expect(await bot.hear('/check call +55 11 98888-8888')).toContain('Toko 1');
});

describe('a number that is listed in another spelling', () => {
  it.each(['+55 11 98888-8888', '5511988888888', '+55 11 8888-8888'])('is found by %s', async (typed) => {
    const number = numberOf(1, {
      phone: '+551188888888' as NumberSnapshot['phone'],
      display: '+55 11 8888-8888',
    });
    const bot = await asking({ numbers: [number, numberOf(2)] });
    expect(await bot.hear(`/quota ${typed}`)).toContain('🟢 Toko 1');
  });
});
