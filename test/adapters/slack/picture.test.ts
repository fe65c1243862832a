import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../../src/domain/time.js';
import type { ChatPlatform } from '../../../src/ports.js';
import { ClaimLost, DeliveryError, type PictureDelivery, type Posted } from '../../../src/ports.js';
import { slackFault } from '../../support/slack/faults.js';
import type { SlackMessage } from '../../support/slack/model.js';
import { startSlackServer, type SlackServer } from '../../support/slack/server.js';
import { bot, delivery, readableLog } from './bot.js';
import { card } from './cards.js';

const channel = 'C0123456789';
const picture = { png: new Uint8Array([137, 80, 78, 71]), name: 'usage.png', alt: 'Usage of <7> days' };

/** When a first attempt began that may have arrived. */
const lately = instantOf(Date.now());

let server: SlackServer;
let slack: ChatPlatform;

beforeEach(async () => {
  server = await startSlackServer();
  slack = bot(server, readableLog(), { appToken: null, scan: [1, 1] });
});

afterEach(async () => {
  await slack.stop();
  expect(server.problems()).toEqual([]);
  await server.close();
});

async function post(parts: Partial<PictureDelivery> = {}): Promise<Posted> {
  if (slack.postPicture === null) throw new Error('Slack shows pictures apart.');
  return slack.postPicture({ channel, key: 'p-1', picture, maybeSentSince: null, ...parts });
}

async function failureOf(work: Promise<unknown>): Promise<DeliveryError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof DeliveryError) return error;
  throw new Error('It did not fail as a delivery does.');
}

const shown = (): readonly SlackMessage[] => server.messages.list(channel);

describe('a picture in Slack', () => {
  it('is a message of its own that shows what was uploaded for it alone', async () => {
    const receipt = await post();
    expect(receipt).toEqual({ channel, message: shown()[0]?.ts, thread: null, earlier: false });
    expect(server.uploads.list()).toMatchObject([
      { filename: 'usage.png', altText: 'Usage of <7> days', completed: true, channel: undefined },
    ]);
    expect(shown()).toMatchObject([
      {
        text: 'Usage of &lt;7&gt; days',
        blocks: [{ type: 'image', slack_file: { id: server.uploads.list()[0]?.id } }],
        metadata: { event_type: 'tierwatch', event_payload: { key: 'p-1' } },
      },
    ]);
  });

  it('is not shown by whoever lost the claim while Slack did not take it yet', async () => {
    server.faults.next('chat.postMessage', slackFault.refused('invalid_blocks'));
    let asked = 0;
    await expect(post({ mayBegin: () => (asked += 1) === 1 })).rejects.toThrow(ClaimLost);
    expect(asked).toBe(2);
    expect(shown()).toEqual([]);
  });

  it('is not part of the message of its card', async () => {
    await slack.post(delivery({ card: card({ picture }) }));
    expect(server.uploads.list()).toEqual([]);
    expect(shown()).toHaveLength(1);
  });

  it.each([
    ['takes it and cuts the line', slackFault.acceptThenReset, 1],
    ['cuts the line', slackFault.reset, 0],
    ['fails with 500', slackFault.serverError(), 0],
  ] as const)('stands there once when Slack %s', async (_what, fault, arrived) => {
    server.faults.next('chat.postMessage', fault);
    expect((await failureOf(post())).kind).toBe('unclear');
    expect(shown()).toHaveLength(arrived);
    expect((await post({ maybeSentSince: lately })).earlier).toBe(arrived === 1);
    expect(shown()).toHaveLength(1);
  });

  it.each([
    ['files.getUploadURLExternal', slackFault.serverError()],
    ['upload', slackFault.acceptThenReset],
    ['files.completeUploadExternal', slackFault.acceptThenReset],
  ] as const)('may be uploaded again when the end of %s is unclear', async (call, fault) => {
    server.faults.next(call, fault);
    expect((await failureOf(post())).kind).toBe('retry');
    await post();
    expect(shown()).toHaveLength(1);
  });

  it('waits until Slack has scanned the file', async () => {
    const notYet = slackFault.refused('invalid_blocks');
    server.faults.next('chat.postMessage', notYet, notYet);
    await post();
    expect(shown()).toHaveLength(1);
    expect(server.uploads.list()).toHaveLength(1);
  });

  it('is tried again later when Slack has not scanned the file for long', async () => {
    const notYet = slackFault.refused('invalid_blocks');
    server.faults.next('chat.postMessage', notYet, notYet, notYet);
    expect((await failureOf(post())).kind).toBe('retry');
    expect(shown()).toEqual([]);
  });

  it.each([
    ['files.getUploadURLExternal', 'missing_scope'],
    ['chat.postMessage', 'is_archived'],
  ] as const)('is refused for good when %s says %s', async (call, code) => {
    server.faults.next(call, slackFault.refused(code));
    expect((await failureOf(post())).kind).toBe('permanent');
    expect(shown()).toEqual([]);
  });
});
