import { describe, expect, it } from 'vitest';
import { personIn, textOfPerson } from '../../../src/adapters/store/ledger/person-text.js';
import type { Message } from '../../../src/domain/ledger/message.js';
import type { KeptPerson } from '../../../src/domain/ledger/record-facts.js';
import type { NumberId } from '../../../src/domain/snapshot.js';
import { after, DAY, HOUR } from '../../../src/domain/time.js';
import { noon } from '../../support/looks.js';

const [one, other] = ['106540372200000' as NumberId, '81' as NumberId];
const message: Message = {
  key: '\u0000\u00ffabcdef',
  number: other,
  group: false,
  sent: noon,
  delivered: null,
  failed: 'policy',
  read: false,
  service: true,
  freeEntry: false,
  last: after(noon, HOUR),
};
const windows = [{ number: one, from: noon, to: after(noon, DAY), sure: false }];
const person = (messages: number): KeptPerson => ({
  judged: { since: null, at: after(noon, 1) },
  profiles: [
    { id: 0, messages: [], windows },
    {
      id: 3,
      messages: Array.from({ length: messages }, (_, i) => ({
        ...message,
        delivered: after(noon, i * 1_000),
      })),
      windows: [],
    },
  ],
});

describe('a person as text', () => {
  it.each([0, 1, 7, 5_000])('is read as it was written, with %i messages', (messages) => {
    const kept = person(messages);
    expect(personIn(textOfPerson(kept))).toEqual(kept);
  });

  it('is refused when it was cut off, grew, or is none, whatever was read before', () => {
    const text = textOfPerson(person(2));
    personIn(text);
    for (const damaged of [
      text.slice(0, -8),
      text.slice(0, 40),
      `${text.replace(/=*$/, '')}AAAA`,
      '',
      'AAAA',
    ]) {
      expect(() => personIn(damaged), damaged).toThrow(RangeError);
    }
  });
});
