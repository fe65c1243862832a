import { describe, expect, it } from 'vitest';
import { isActive } from '../../src/domain/silence.js';
import { after, HOUR, MINUTE } from '../../src/domain/time.js';
import { asking, type Asking } from '../support/asking.js';
import { noon, numberOf } from '../support/looks.js';

const troubled = (): Promise<Asking> =>
  asking({ numbers: [numberOf(1, { quality: 'red', name: 'Promo' }), numberOf(2)] });

async function idOf(bot: Asking): Promise<string> {
  return (await bot.state()).incidents[0]?.id ?? '';
}

describe('/incidents', () => {
  it('lists what is open, worst first, with a button for each', async () => {
    const bot = await troubled();
    const { card } = await bot.ask('/incidents');
    expect(await bot.hear('/incidents')).toContain(
      `🔴 Critical · Promo · Quality is low (red) · 12:00 WIB · ${await idOf(bot)}`,
    );
    expect(card.actions[0]?.command).toBe(`incidents ${await idOf(bot)}`);
  });

  it('tells one in detail', async () => {
    const bot = await troubled();
    expect(await bot.hear(`/incidents ${await idOf(bot)}`)).toContain('Next step: ');
    expect(await bot.hear('/incidents zzzzzzz')).toContain('No open alert “zzzzzzz”');
  });

  it('says so when there is nothing', async () => {
    const bot = await asking();
    expect(await bot.hear('/incidents')).toContain('🟢 Open alerts\nNo open alerts.');
  });
});

describe('/ack', () => {
  it('is told in every channel by an edit, and the second person hears who was first', async () => {
    const bot = await troubled();
    const id = await idOf(bot);
    expect(await bot.hear(`/ack ${id}`)).toContain('🟠 Acknowledged');
    const state = await bot.state();
    expect(state.incidents[0]?.acknowledged?.by).toBe('slack:U1');
    expect(state.outbox.notifications.map((one) => one.body.kind)).toContain('root');
    bot.clock.move(MINUTE);
    expect(await bot.hear(`/ack ${id}`, { user: 'U2' })).toContain('U1 was first, 12:03 WIB.');
    expect((await bot.state()).incidents[0]?.acknowledged?.by).toBe('slack:U1');
  });

  it('is signed with the name that the platform gives, made fit to be shown', async () => {
    const bot = await troubled();
    const id = await idOf(bot);
    await bot.ask(`/ack ${id}`, { name: 'Budi\u202E <!channel>\nSantoso' });
    expect((await bot.state()).incidents[0]?.acknowledged?.by).toBe('Budi <!channel> Santoso');
    const second = await bot.hear(`/ack ${id}`, { user: 'U2', name: 'Sari' });
    expect(second).toContain('Budi <!channel> Santoso was first');
    await bot.ask(`/silence ${id} 1h`, { name: '\u200B' });
    expect((await bot.state()).silences[0]?.by).toBe('slack:U1');
  });

  it('takes all that one alert stands for', async () => {
    const numbers = [1, 2, 3, 4].map((i) => numberOf(i, { quality: 'red' }));
    const bot = await asking({ numbers });
    const thread = (await bot.state()).outbox.threads[0]?.id ?? '';
    expect(await bot.hear(`/ack ${thread} all`)).toContain('4 alerts acknowledged');
    expect((await bot.state()).incidents.every((one) => one.state === 'acknowledged')).toBe(true);
  });

  it('offers the open ones when the id is wrong', async () => {
    const bot = await troubled();
    const { card } = await bot.ask('/ack nonsense!');
    expect(card.actions.map((action) => action.command)).toEqual([`ack ${await idOf(bot)}`]);
    expect(bot.looks).toEqual([]);
  });

  it('says that an alert is over already', async () => {
    const bot = await troubled();
    const id = await idOf(bot);
    bot.told.sees({ numbers: [numberOf(1), numberOf(2)] });
    bot.told.sees({ numbers: [numberOf(1), numberOf(2)] });
    await bot.store.update(bot.told.state.portfolio, () => ({ state: bot.told.state, result: undefined }));
    expect(await bot.hear(`/ack ${id}`)).toContain('This alert is already over.');
  });
});

describe('/silence', () => {
  it.each([
    ['1h', HOUR],
    ['4 hours', 4 * HOUR],
    ['30m', 30 * MINUTE],
    ['sampai 13.03', HOUR],
  ])('silences an alert for %s', async (time, length) => {
    const bot = await troubled();
    const text = await bot.hear(`/silence ${await idOf(bot)} ${time}`);
    expect(text).toContain('🔕 Silenced\nQuality alerts of Promo: no messages until ');
    const [silence] = (await bot.state()).silences;
    expect(silence?.until).toBe(after(noon, 3 * MINUTE + length));
    expect(silence?.scope).toEqual({ rule: 'quality', subject: numberOf(1).id });
  });

  it('silences a number or a portfolio, for a time or until it is healthy', async () => {
    const bot = await troubled();
    expect(await bot.hear('/silence 0812 3456 0002 2h')).toContain('All alerts of Toko 2');
    expect(await bot.hear('/silence Toko Maju until 08:00')).toContain(
      'All alerts of Toko Maju: no messages until tomorrow 08:00 WIB.',
    );
    expect(await bot.hear(`/silence ${await idOf(bot)} until healthy`)).toContain(
      'no messages until it is well again, at the latest Sun 29 Nov 12:03 WIB.',
    );
    expect((await bot.state()).silences).toHaveLength(3);
  });

  it.each([
    ['ID 4h Meta is on it', 'Meta is on it'],
    ['ID 30m until 10:00 nobody is there', 'until 10:00 nobody is there'],
    ['ID all 1h planned', 'planned'],
    ['ID until healthy   two  \n lines', 'two lines'],
    ['0001 2 hours maintenance', 'maintenance'],
    ['Toko Maju until 08:00 we sleep', 'we sleep'],
    ['ID 1h', null],
  ])('keeps the reason of “%s”, and shows it as it was typed', async (line, reason) => {
    const bot = await troubled();
    const reply = await bot.hear(`/silence ${line.replace('ID', await idOf(bot))}`);
    expect((await bot.state()).silences.map((one) => one.reason)).toEqual([reason]);
    if (reason === null) return;
    expect(reply).toContain(`Reason: ${reason}`);
    expect(await bot.hear('/silence')).toContain(`“${reason}”`);
  });

  it('keeps no more of a reason than people read', async () => {
    const bot = await troubled();
    await bot.ask(`/silence ${await idOf(bot)} 1h ${'x'.repeat(390)}`);
    expect((await bot.state()).silences[0]?.reason).toHaveLength(200);
  });

  it('takes all of a storm as one', async () => {
    const bot = await asking({ numbers: [1, 2, 3].map((i) => numberOf(i, { quality: 'red' })) });
    const thread = (await bot.state()).outbox.threads[0]?.id ?? '';
    expect(await bot.hear(`/silence ${thread} all 1h`)).toContain('Quality alerts of Toko Maju');
    expect((await bot.state()).silences).toHaveLength(1);
  });

  it('is listed, and can be ended by anybody who may act', async () => {
    const bot = await troubled();
    await bot.ask(`/silence ${await idOf(bot)} 1h`);
    const { card } = await bot.ask('/silence');
    expect(await bot.hear('/silence')).toContain('Quality alerts of Promo · until 13:03 WIB · by U1');
    expect(await bot.hear(card.actions[0]?.command ?? '')).toContain('messages come again');
    const { silences } = await bot.state();
    expect(silences.some((one) => isActive(one, bot.clock.now()))).toBe(false);
    expect(await bot.hear('/silence')).toContain('No silence is in force.');
    expect(await bot.hear('/silence end zzzzzzz')).toContain('No silence “zzzzzzz” is in force.');
  });

  it.each(['forever', '', '9999999h', '8d'])('is not put in force for “%s”', async (time) => {
    const bot = await troubled();
    await bot.ask(`/silence ${await idOf(bot)} ${time}`);
    expect((await bot.state()).silences).toEqual([]);
  });

  it('of what nobody knows is not put in force', async () => {
    const bot = await troubled();
    expect(await bot.hear('/silence nobody 1h')).toContain('Nothing is called “nobody”');
    expect((await bot.state()).silences).toEqual([]);
  });
});

describe('/language', () => {
  it('is kept, and confirmed in the language that was chosen', async () => {
    const bot = await asking();
    expect(await bot.hear('/language indonesia')).toContain(
      'Mulai sekarang saya menjawab dalam Bahasa Indonesia.',
    );
    expect(await bot.hear('/language')).toContain('Saya menjawab dalam Bahasa Indonesia.');
    expect(await bot.hear('/language klingon')).toContain(
      'Bahasa yang tersedia: English dan Bahasa Indonesia.',
    );
    expect(await bot.preferences.localeOf('slack:U1')).toBe('id');
  });
});

describe('the numbers in a message', () => {
  it('are told in their order, ours and those of others, with a button for each of ours', async () => {
    const bot = await troubled();
    const { card } = await bot.ask(
      '/check Please look at 0812-3456-0002 / +62 812 3456 0001 and <b>+44 20 7946 0958</b>, order 20261122',
    );
    expect(card.tone).toBe('critical');
    const text = await bot.hear('/check 0812-3456-0002 / +62 812 3456 0001 and +44 20 7946 0958');
    expect(text).toContain('2 of 3 numbers are ours.');
    expect(text).toMatch(/812-3456-0002 .*\n.*812-3456-0001 · 🔴 Promo .*\n.*not watched here/);
    expect(card.actions.map(({ command }) => command)).toEqual([
      'quota +6281234560002',
      'quota +6281234560001',
    ]);
  });

  it('are none in a message without any', async () => {
    const bot = await troubled();
    expect(await bot.hear('/check see you at 10:30 on 2026-11-22')).toContain('There is no phone number');
    expect(await bot.hear('/check')).toContain('There is no phone number');
  });

  it('are found in a long message too, and the last one as well', async () => {
    const bot = await troubled();
    expect(await bot.hear(`/check ${'lorem ipsum '.repeat(800)} 081234560001`)).toContain(
      'The number is ours.',
    );
  });
});

describe("somebody's own page", () => {
  it('leads with the worst, then open alerts, silences with their ends, and the language', async () => {
    const bot = await troubled();
    await bot.ask(`/silence ${await idOf(bot)} 1h Meta knows`);
    const { card } = await bot.ask('/home');
    const text = await bot.hear('/home');
    expect(text).toContain('🔴 Your numbers\n1 of 2 numbers needs attention');
    expect(text.indexOf('Promo · Low (red)')).toBeLessThan(text.indexOf('Toko 2'));
    expect(text).toContain('Quality alerts of Promo · until 13:03 WIB · by U1 · “Meta knows”');
    expect(text).toContain('Language of your answers: English');
    expect(card.actions[0]?.menu?.options).toEqual([
      { label: 'English', value: 'en' },
      { label: 'Bahasa Indonesia', value: 'id' },
    ]);
    expect(card.actions.map(({ command }) => command)).toContain(
      `silence end ${(await bot.state()).silences[0]?.id ?? ''}`,
    );
  });

  it('says so when nothing is wrong', async () => {
    const bot = await asking();
    expect(await bot.hear('/home')).toContain('No open alerts.\nSilences\nNo silence is in force.');
  });
});
