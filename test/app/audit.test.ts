import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryStore } from '../support/fakes/stores.js';
import type { ResponderOptions } from '../../src/app/dispatch.js';
import type { PortfolioId } from '../../src/domain/snapshot.js';
import { HOUR, MINUTE } from '../../src/domain/time.js';
import { StoreError } from '../../src/ports.js';
import { commands } from '../../commands/index.js';
import { asking, somebody, tokoMaju, type Asking } from '../support/asking.js';
import { numberOf, portfolioId } from '../support/looks.js';

const red = { numbers: [numberOf(1, { quality: 'red' }), numberOf(2)] };
const who = { platform: 'slack', user: 'U1', channel: 'C1' };
const mayOnlyAsk: Partial<ResponderOptions> = { may: (_asker, deed) => deed === 'ask' };

const audited = ({ log }: Asking): readonly object[] =>
  log.lines.filter(({ event }) => event === 'audit').map(({ facts }) => facts);

async function incidentOf(bot: Asking): Promise<string> {
  return (await bot.state()).incidents[0]?.id ?? '';
}

/** A bot whose asker sees another portfolio, but not the one that has an alert. */
async function stranger(more: Partial<ResponderOptions> = {}): Promise<Asking> {
  const known = await asking(red);
  const state = await known.state();
  const store = memoryStore();
  await store.update(portfolioId, () => ({ state, result: undefined }));
  const other = { ...tokoMaju, id: '999' as PortfolioId, name: 'Toko Lain' };
  return asking(red, {
    store,
    plans: [tokoMaju, other],
    may: (_asker, _deed, id) => id === other.id,
    ...more,
  });
}

describe('the audit log', () => {
  it('tells who acknowledged which incident, where, and who was too late', async () => {
    const bot = await asking(red);
    const id = await incidentOf(bot);
    await bot.ask(`/ack ${id}`);
    await bot.ask(`/ack ${id}`, { user: 'U2', channel: null });
    const ack = { deed: 'ack', command: 'ack', portfolio: portfolioId, incidents: [id] };
    expect(audited(bot)).toEqual([
      { ...who, ...ack, done: true, why: null },
      { ...who, user: 'U2', channel: null, ...ack, done: false, why: 'already-acknowledged' },
    ]);
  });

  it('tells of an acknowledgement that was refused, with its incident', async () => {
    const bot = await asking(red, mayOnlyAsk);
    const id = await incidentOf(bot);
    await bot.ask(`/ack ${id}`);
    expect(audited(bot)).toEqual([
      {
        ...who,
        deed: 'ack',
        command: 'ack',
        portfolio: portfolioId,
        incidents: [id],
        done: false,
        why: 'may-not-act',
      },
    ]);
  });

  it('tells of an alert that somebody may not even see, who only hears that there is none', async () => {
    const bot = await stranger();
    const [incident] = (await bot.store.read(portfolioId))?.incidents ?? [];
    const id = incident?.id ?? '';
    expect(await bot.hear(`/ack ${id}`)).not.toContain('Toko Maju');
    await bot.ask(`/silence ${id} 4h`);
    await bot.ask('/ack zzzzzzz');
    await bot.ask('/ack +62 812-3456-0001');
    const on = { portfolio: portfolioId, incidents: [id], done: false, why: 'may-not-ask' };
    expect(audited(bot)).toEqual([
      { ...who, deed: 'ack', command: 'ack', ...on },
      { ...who, deed: 'silence', command: 'silence', ...on },
      {
        ...who,
        deed: 'ack',
        command: 'ack',
        portfolio: null,
        incidents: ['zzzzzzz'],
        done: false,
        why: 'not-found',
      },
      { ...who, deed: 'ack', command: 'ack', portfolio: null, done: false, why: 'not-found' },
    ]);
  });

  it('tells of silences and their ends, and nothing of a look at them', async () => {
    const bot = await asking(red);
    const id = await incidentOf(bot);
    await bot.ask(`/silence ${id} 4h PRIVATE words`);
    const [silence] = (await bot.state()).silences;
    await bot.ask('/silence');
    await bot.ask(`/silence end ${silence?.id ?? ''}`);
    await bot.ask(`/silence end ${silence?.id ?? ''}`);
    await bot.ask(`/silence ${id} 900d`);
    await bot.ask(`/silence ${id}`);
    const on = { command: 'silence', portfolio: portfolioId };
    const until = new Date(bot.clock.now() + 4 * HOUR).toISOString();
    expect(audited(bot)).toEqual([
      {
        ...who,
        ...on,
        deed: 'silence',
        incidents: [id],
        silence: silence?.id,
        rule: 'quality',
        subject: red.numbers[0]?.id,
        until,
        done: true,
        why: null,
      },
      { ...who, ...on, deed: 'unsilence', silence: silence?.id, done: true, why: null },
      { ...who, ...on, deed: 'unsilence', silence: silence?.id, done: false, why: 'already-over' },
      { ...who, ...on, deed: 'silence', incidents: [id], done: false, why: 'too-long' },
      { ...who, ...on, deed: 'silence', incidents: [id], done: false, why: 'not-understood' },
    ]);
    expect(JSON.stringify(bot.log.lines)).not.toContain('PRIVATE');
  });

  it('tells of a silence that was refused', async () => {
    const bot = await asking(red, mayOnlyAsk);
    const id = await incidentOf(bot);
    await bot.ask(`/silence ${id} 4h`);
    const on = { portfolio: portfolioId, incidents: [id] };
    expect(audited(bot)).toEqual([
      { ...who, deed: 'silence', command: 'silence', ...on, done: false, why: 'may-not-act' },
    ]);
  });

  it('tells of looks that somebody asked for', async () => {
    const bot = await asking(red);
    await bot.ask('/quota 0001 --fresh');
    await bot.ask('/quota 0001');
    await bot.ask('/quota nobody --fresh');
    const hasty = await asking(red, { refreshAfter: HOUR });
    await hasty.ask('/quota 0001 --fresh');
    const broken = await asking(red, { look: () => Promise.reject(new StoreError('locked', 'busy')) });
    await broken.ask('/quota 0001 --fresh');
    const refused = await asking(red, mayOnlyAsk);
    await refused.ask('/quota 0001 --fresh');
    const subject = red.numbers[0]?.id;
    const on = { ...who, deed: 'refresh', command: 'quota', portfolio: portfolioId, subject };
    expect([bot, hasty, broken, refused].map(audited)).toEqual([
      [
        { ...on, done: true, why: null },
        { ...who, deed: 'refresh', command: 'quota', portfolio: null, done: false, why: 'not-found' },
      ],
      [{ ...on, done: false, why: 'too-soon' }],
      [{ ...on, done: false, why: 'failed' }],
      [{ ...on, done: false, why: 'may-not-act' }],
    ]);
  });

  it('tells of a language that was chosen', async () => {
    const bot = await asking();
    for (const line of ['/language', '/language id', '/language Klingon']) await bot.ask(line);
    const on = { ...who, deed: 'language', command: 'language', portfolio: null };
    expect(audited(bot)).toEqual([
      { ...on, language: 'id', done: true, why: null },
      { ...on, done: false, why: 'not-understood' },
    ]);
  });

  it('tells of answers that were shown to all, once it is known whether they arrived', async () => {
    const bot = await asking(red);
    const question = { command: 'quota', text: '0001', options: {}, asker: somebody, share: true };
    const reply = await bot.responder.answer(question);
    expect(audited(bot)).toEqual([]);
    bot.responder.shared(reply, true);
    bot.responder.shared(await bot.responder.answer(question), false);
    const subject = red.numbers[0]?.id;
    const on = { ...who, deed: 'share', command: 'quota', portfolio: portfolioId, subject };
    expect(audited(bot)).toEqual([
      { ...on, done: true, why: null },
      { ...on, done: false, why: 'not-delivered' },
    ]);
  });

  it('tells once of an answer that was refused and so is not shown to all', async () => {
    const bot = await asking(red, { may: () => false });
    const question = { command: 'quota', text: '0001', options: {}, asker: somebody, share: true };
    bot.responder.shared(await bot.responder.answer(question), true);
    expect(audited(bot)).toEqual([
      { ...who, deed: 'share', command: 'quota', portfolio: null, done: false, why: 'may-not-ask' },
    ]);
  });

  it('tells of a question that was refused that it may not be asked, and nothing of others', async () => {
    const bot = await asking(red, { may: () => false });
    await bot.ask('/quota 0001');
    expect(audited(bot)).toEqual([
      { ...who, deed: 'ask', command: 'quota', portfolio: null, done: false, why: 'may-not-ask' },
    ]);
    expect(bot.log.lines.filter(({ event }) => event === 'question.failed')).toEqual([]);
    const other = await asking(red);
    for (const line of [
      '/quota',
      '/quota nobody',
      '/numbers',
      '/incidents',
      '/digest',
      '/help',
      '/nonsense',
    ]) {
      await other.ask(line);
    }
    expect(audited(other)).toEqual([]);
  });

  it('tells of whoever asked too often', async () => {
    const bot = await asking(red);
    const id = await incidentOf(bot);
    for (let i = 0; i < 20; i += 1) await bot.ask('/help');
    await bot.ask(`/ack ${id}`);
    await bot.ask('/numbers');
    bot.clock.move(MINUTE);
    const why = 'too-many-questions';
    expect(audited(bot)).toEqual([
      { ...who, deed: 'ack', command: 'ack', portfolio: null, done: false, why },
      { ...who, deed: 'ask', command: 'numbers', portfolio: null, done: false, why },
    ]);
  });

  it('tells of a deed that the store did not take', async () => {
    const store = memoryStore();
    const known = await asking(red);
    const state = await known.state();
    await store.update(portfolioId, () => ({ state, result: undefined }));
    const failing = { ...store, update: () => Promise.reject(new StoreError('full', 'no room')) };
    const bot = await asking(red, { store: failing });
    const id = state.incidents[0]?.id ?? '';
    await bot.ask(`/ack ${id}`);
    const on = { portfolio: portfolioId, incidents: [id] };
    expect(audited(bot)).toEqual([{ ...who, deed: 'ack', command: 'ack', ...on, done: false, why: 'store' }]);
  });

  it('repeats nothing of what people type or call themselves', async () => {
    const bot = await asking(red);
    const id = await incidentOf(bot);
    const typed = fc
      .string({ minLength: 9, maxLength: 60, unit: 'grapheme' })
      .filter((text) => /\S{9}/u.test(text));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(commands)), typed, async (name, text) => {
        const before = bot.log.lines.length;
        for (const rest of [text, `${id} 4h ${text}`, `end ${text}`, `${text} 4h`]) {
          await bot.ask(`/${name} ${rest}`, { user: `U${String(before)}`, name: text });
        }
        const lines = JSON.stringify(bot.log.lines.slice(before));
        expect(lines).not.toContain(JSON.stringify(text).slice(1, -1));
      }),
      { numRuns: 60 },
    );
  });
});
