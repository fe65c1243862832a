import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HALF_HOUR, HOUR, MINUTE } from '../../src/domain/time.js';
import { demoAccount, demoMoments, demoStory } from '../../src/simulator/stories/demo.js';
import { secretIn } from '../support/e2e/secrets.js';
import { setStage, type Stage } from '../support/e2e/stage.js';
import { breaches } from '../support/openapi-check.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const settings = `portfolios: [{ name: Toko Maju, id: "${demoAccount.portfolioId}" }]\nroutes: []\n`;
const begins = Math.floor((Date.now() - 12 * HOUR) / HALF_HOUR) * HALF_HOUR;
let stage: Stage;

beforeAll(async () => {
  stage = await setStage(demoStory(begins), begins, settings);
  stage.passTo(HOUR);
  await stage.start();
  await vi.waitFor(async () => expect((await fetch(`${stage.url()}/readyz`)).status).toBe(200), 20_000);
});
afterAll(() => stage.close());

interface Heard {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Asks as a program does; `documented` is the path by which the document knows the question. */
async function ask(url: string, documented: string, token = 'api-CANARY-token'): Promise<Heard> {
  const answer = await fetch(`${stage.url()}/v1${url}`, { headers: { authorization: `Bearer ${token}` } });
  const text = await answer.text();
  expect(secretIn(text, stage.shop.secrets)).toBeNull();
  const body = JSON.parse(text) as Heard['body'];
  expect(breaches(documented, answer.status, answer.headers.get('content-type') ?? '', body)).toEqual([]);
  return { status: answer.status, body };
}

const number = '%2B6281234567890';
const canSend = (recipients: number): Promise<Heard> =>
  ask(`/can-send?number=${number}&recipients=${String(recipients)}`, '/can-send');
const inChat = async (count: number): Promise<string> => {
  const options = { number: '7890', count: String(count) };
  const reply = await stage.shop.discord.sendCommand({ name: 'can-send', options }).reply();
  return JSON.stringify(reply.embeds);
};
const grouped = (count: unknown): string => Number(count).toLocaleString('en-US');

describe('a program that asks the whole bot over HTTP', () => {
  it('hears the figures that people hear in the chat', async () => {
    await stage.lookAt(demoMoments.over90 + MINUTE);
    const { status, body } = await canSend(9_000);
    expect(status).toBe(200);
    expect(body['verdict']).toBe('split');
    const chat = await inChat(9_000);
    expect(chat).toContain(grouped(body['free']));
    for (const { recipients } of body['parts'] as { recipients: number }[])
      expect(chat).toContain(grouped(recipients));
    expect((await canSend(Number(body['free']))).body['verdict']).toBe('yes');
    expect((await canSend(Number(body['free']) + 1)).body['verdict']).toBe('split');
  });

  it('hears of every number, the next tier and what is open', async () => {
    const all = await ask('/numbers', '/numbers');
    const [portfolio] = all.body['portfolios'] as { numbers: { id: string; phone: string }[] }[];
    const one = portfolio?.numbers.find(({ phone }) => phone === '+6281234567890');
    expect((await ask(`/numbers/${one?.id ?? ''}`, '/numbers/{number}')).body).toMatchObject(one ?? {});
    expect((await ask('/tier', '/tier')).body).toHaveProperty('nextTier.verdict');
    const { incidents } = (await ask('/incidents', '/incidents')).body as { incidents: { rule: string }[] };
    expect(incidents.map(({ rule }) => rule)).toContain('usage');
  });

  it('is refused without the token', async () => {
    expect((await ask('/numbers', '/numbers', 'api-CANARY-toke')).status).toBe(401);
    expect((await fetch(`${stage.url()}/v1/openapi.json`)).status).toBe(401);
  });

  it('can read what it may ask', async () => {
    const headers = { authorization: 'Bearer api-CANARY-token' };
    const document: unknown = await (await fetch(`${stage.url()}/v1/openapi.json`, { headers })).json();
    expect(document).toMatchObject({
      openapi: '3.1.0',
      paths: { '/can-send': { get: { operationId: 'canSend' } } },
    });
  });

  it('is promised nothing while the bot is blind, and hears again when it sees', async () => {
    stage.shop.meta.setFaults([{ kind: 'login-page' }]);
    await stage.lookAt(demoMoments.over90 + 6 * MINUTE);
    const { status, body } = await canSend(1);
    expect([status, body['code']]).toEqual([503, 'blind']);
    expect((await ask('/numbers', '/numbers')).status).toBe(503);
    stage.shop.meta.setFaults([]);
    await stage.lookAt(demoMoments.over90 + 11 * MINUTE);
    expect((await canSend(1)).status).toBe(200);
  });

  it('is promised nothing once the bot has not looked for two hours', async () => {
    stage.passTo(demoMoments.over90 + 3 * HOUR);
    expect((await canSend(1)).body['code']).toBe('stale');
  });
});
