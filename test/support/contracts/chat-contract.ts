import { describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import { commands } from '../../../commands/index.js';
import { commandCards } from '../../../src/app/dispatch.js';
import type { Card } from '../../../src/cards/card.js';
import {
  ClaimLost,
  DeliveryError,
  type Delivery,
  type Question,
  type Responder,
} from '../../../src/ports.js';
import { card, nastyTexts } from '../../adapters/slack/cards.js';
import { clock, type ChatStage } from '../chats/stage.js';

async function refusal(work: Promise<unknown>): Promise<DeliveryError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DeliveryError))
    throw new Error(`It did not fail as deliveries do: ${String(error)}`);
  return error;
}

/** What a chat cannot do is no part of its contract. */
function possible<T>(context: TestContext, part: T | null): T {
  if (part === null) return context.skip('This chat has no such thing.');
  return part;
}

/** Answers every question with one card, and remembers who asked. */
function answering(reply: Card): Responder & { readonly questions: readonly Question[] } {
  const questions: Question[] = [];
  return {
    questions,
    async answer(question) {
      questions.push(question);
      return { card: reply, audience: 'asker' };
    },
    complete: async () => [],
    shared: () => undefined,
    form: async () => null,
  };
}

/** A card with as much in it as a large portfolio has. */
function largeCard(): Card {
  const rows = Array.from({ length: 1_000 }, (_, i) => [
    `+62 812-0000-${String(i)}`,
    '🟡'.repeat(256),
    '97 %',
  ]);
  return card({
    title: nastyTexts.join(' '),
    lead: nastyTexts,
    sections: [
      { kind: 'text', lines: nastyTexts.map((text) => [text]) },
      { kind: 'facts', facts: nastyTexts.map((text) => ({ label: text, value: [text] })) },
      { kind: 'list', items: rows.map((row) => [row.join(' ')]), more: '900 more' },
      { kind: 'table', columns: ['number', 'name', 'used'], rows, more: (left) => `${String(left)} more` },
    ],
    footnote: ['x'.repeat(40_000)],
    actions: Array.from({ length: 60 }, (_, i) => ({
      label: '🟡'.repeat(256),
      command: `quota ${String(i)}`,
      style: 'plain',
      effect: 'answer',
    })),
  });
}

/** What every chat platform promises. */
export function chatContract(name: string, open: () => Promise<ChatStage>): void {
  const stage = async (): Promise<ChatStage> => {
    const one = await open();
    onTestFinished(() => one.close());
    return one;
  };
  const delivery = (at: ChatStage, parts: Partial<Delivery> = {}): Delivery => ({
    channel: at.channel,
    card: card(),
    key: 'tw-0000001-1',
    under: null,
    mention: null,
    loud: true,
    maybeSentSince: null,
    ...parts,
  });

  describe(`${name}, as every chat`, () => {
    it('shows a card in its channel, and says where it stands', async () => {
      const at = await stage();
      const receipt = await at.chat.post(
        delivery(at, { card: card({ title: 'Toko Maju', lead: ['80 % used'] }) }),
      );
      expect(receipt).toMatchObject({ channel: at.channel, earlier: false });
      const [message, ...more] = at.messages();
      expect([message?.id, message?.under, more]).toEqual([receipt.message, null, []]);
      expect(message?.text).toContain('Toko Maju');
      expect(message?.text).toContain('80 % used');
      expect(at.problems()).toEqual([]);
    });

    it('shows the present truth in place of what it said', async () => {
      const at = await stage();
      const receipt = await at.chat.post(delivery(at, { card: card({ title: 'Quality is low' }) }));
      await at.chat.edit(receipt, card({ tone: 'good', title: 'Quality is high' }), { key: 'tw-0000001-9' });
      const [message, ...more] = at.messages();
      expect(more).toEqual([]);
      expect(message?.text).toContain('Quality is high');
      expect(message?.text).not.toContain('Quality is low');
    });

    it('puts what happens later under the message it belongs to', async () => {
      const at = await stage();
      const root = await at.chat.post(delivery(at));
      const first = await at.chat.post(delivery(at, { key: 'tw-0000001-2', under: root }));
      const later = { ...root, thread: first.thread };
      await at.chat.post(delivery(at, { key: 'tw-0000001-3', under: later }));
      expect(at.messages().map(({ under }) => under)).toEqual([null, root.message, root.message]);
      expect(at.problems()).toEqual([]);
    });

    it('mentions a group where it is asked to, and nobody by an edit', async (context) => {
      const at = await stage();
      const group = possible(context, at.group);
      const receipt = await at.chat.post(delivery(at, { mention: group }));
      expect(at.messages().map(({ mentions }) => mentions)).toEqual([[group]]);
      await at.chat.edit(receipt, card({ title: 'Later' }), { key: 'tw-0000001-9' });
      expect(at.messages().map(({ mentions }) => mentions)).toEqual([[]]);
    });

    it('may be tried again when the chat asks to wait, for as long as it asks', async (context) => {
      const at = await stage();
      possible(context, at.trouble.busy)();
      const error = await refusal(at.chat.post(delivery(at)));
      expect(error.kind).toBe('retry');
      expect(error.retryAfter).toBeGreaterThanOrEqual(2_000);
      expect(at.messages()).toEqual([]);
    });

    it('says when the chat will never take a message, and why', async (context) => {
      const at = await stage();
      possible(context, at.trouble.refused)();
      const error = await refusal(at.chat.post(delivery(at)));
      expect(error.kind).toBe('permanent');
      expect(error.trouble.chat.toLowerCase()).toBe(at.chat.name);
      expect(at.messages()).toEqual([]);
    });

    it('does not say it twice when the answer to the first attempt was lost', async (context) => {
      const at = await stage();
      possible(context, at.trouble.lost)();
      const began = clock.now();
      expect((await refusal(at.chat.post(delivery(at)))).kind).toBe('unclear');
      const again = await at.chat.post(delivery(at, { maybeSentSince: began }));
      expect(again.earlier).toBe(true);
      expect(at.messages().map(({ id }) => id)).toEqual([again.message]);
    });

    it('begins no message and no edit that is no longer this process’s to send', async () => {
      const at = await stage();
      const receipt = await at.chat.post(delivery(at, { card: card({ title: 'Quality is low' }) }));
      const mayBegin = (): boolean => false;
      await expect(at.chat.post(delivery(at, { key: 'tw-0000001-2', mayBegin }))).rejects.toThrow(ClaimLost);
      const edit = at.chat.edit(receipt, card({ title: 'Quality is high' }), {
        key: 'tw-0000001-9',
        mayBegin,
      });
      await expect(edit).rejects.toThrow(ClaimLost);
      const [message, ...more] = at.messages();
      expect(more).toEqual([]);
      expect(message?.text).toContain('Quality is low');
    });

    it('finds the channel it may post in, and names the one that is not there', async (context) => {
      const at = await stage();
      const trials = await at.chat.inspect([at.channel]);
      expect(trials.filter(({ ok }) => !ok)).toEqual([]);
      const absent = possible(context, at.absentChannel);
      const tried = await at.chat.inspect([at.channel, absent]);
      expect(tried.filter(({ ok }) => !ok).map(({ what }) => what)).toEqual([
        expect.stringContaining(absent),
      ]);
      expect(at.messages()).toEqual([]);
    });

    it('answers the asker alone, and says who asks by ids that grants can name', async (context) => {
      const at = await stage();
      const ask = possible(context, at.ask);
      const responder = answering(card({ title: 'Only for you' }));
      await at.chat.start(commandCards(commands), responder);
      const answer = await ask('help', at.asker);
      expect(answer.isPrivate).toBe(true);
      expect(answer.text).toContain('Only for you');
      expect(at.messages()).toEqual([]);
      const [question] = responder.questions;
      expect(question?.command).toBe('help');
      expect(question?.asker).toMatchObject({ platform: at.chat.name, user: at.asker, channel: at.channel });
      expect(question?.asker.groups).toContain(at.group);
      expect(question?.asker.isOperator).toBeUndefined();
      expect(at.problems()).toEqual([]);
    });

    it('answers once what reaches two processes of the bot at once', async (context) => {
      const at = await stage();
      const ask = possible(context, at.ask);
      const twin = await possible(context, at.twin)();
      const responders = [at.chat, twin].map(() => answering(card({ title: 'Only one answer' })));
      for (const [i, chat] of [at.chat, twin].entries())
        await chat.start(commandCards(commands), responders[i] ?? expect.fail());
      const answer = await ask('help', at.asker);
      expect(answer.text).toContain('Only one answer');
      // Time for the other one to answer too.
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(responders.flatMap(({ questions }) => questions)).toHaveLength(1);
      expect(at.problems()).toEqual([]);
    });

    it('fits whatever a card holds, and shows text of users as text', async () => {
      const at = await stage();
      at.distrust(...nastyTexts);
      const receipt = await at.chat.post(delivery(at, { card: largeCard() }));
      await at.chat.edit(receipt, largeCard(), { key: 'tw-0000001-9' });
      await at.chat.post(delivery(at, { key: 'tw-0000001-2', under: receipt, card: largeCard() }));
      expect(at.messages()).toHaveLength(2);
      expect(at.problems()).toEqual([]);
    });

    it('stops when it was never started, and twice', async () => {
      const at = await stage();
      await at.chat.stop();
      await at.chat.stop();
    });
  });
}
