import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/cards/card.js';
import { terminalPlatform } from '../../../src/adapters/terminal/platform.js';

const card: Card = {
  tone: 'critical',
  title: 'Quality is low',
  lead: [],
  sections: [],
  footnote: null,
  actions: [],
  picture: null,
};
const delivery = {
  channel: 'here',
  card,
  key: 'k1',
  under: null,
  mention: null,
  loud: true,
  maybeSent: false,
  maybeSentSince: null,
} as const;

describe('the terminal', () => {
  it('takes a message only when it was printed', async () => {
    const printed: string[] = [];
    const terminal = terminalPlatform({
      write: (text) => void printed.push(text),
      heading: (what, { channel }) => `${what} in ${channel}`,
    });
    const { message } = await terminal.post(delivery);
    expect(message).toBe('1');
    expect(printed).toHaveLength(1);
    expect(printed[0]).toMatch(/^post in here\n[^]*Quality is low/);
  });

  it('refuses a message, and its edit, that nobody reads any more', async () => {
    const terminal = terminalPlatform({
      write: () => Promise.reject(new Error('EPIPE')),
      heading: () => '',
    });
    const refusal = { kind: 'permanent', message: 'Terminal: line-closed' };
    await expect(terminal.post(delivery)).rejects.toMatchObject(refusal);
    const receipt = { channel: 'here', message: '1', thread: null };
    await expect(terminal.edit(receipt, card, { key: 'tw-0000001-9' })).rejects.toMatchObject(refusal);
  });
});
