import type { PhoneNumber } from '../domain/phone.js';
import { symbolOf, type Action, type Card, type Line } from './card.js';
import { fitted } from './fitted.js';
import { worstTone, type Entry } from './number-entries.js';
import { numberLine } from './numbers.js';
import { referenceOf } from './quota.js';
import { phoneText, type Reader } from './reader.js';

/** A phone number that stood in a message, and what we watch of it; null: nothing. */
export interface CheckedNumber {
  readonly phone: PhoneNumber;
  readonly entry: Entry | null;
}

const withButtons = 5;
const listed = 15;

/** How the phone numbers of a message are doing, in their order there. */
export function checkedCard(numbers: readonly CheckedNumber[], reader: Reader): Card {
  const { checked, more } = reader.words;
  const ours = numbers.flatMap(({ entry }) => entry ?? []);
  const left = numbers.length - listed;
  const items = numbers.slice(0, listed).map((one) => lineOf(one, reader));
  return fitted({
    tone: ours.length === 0 ? 'unknown' : worstTone(ours.map(({ tone }) => tone)),
    title: checked.title,
    lead: [numbers.length === 0 ? checked.none : checked.ours(ours.length, numbers.length)],
    sections: items.length === 0 ? [] : [{ kind: 'list', items, more: left > 0 ? more(left) : null }],
    footnote: null,
    actions: ours.slice(0, withButtons).map(({ number, names, state }): Action => ({
      label: `${names.number(number)} · ${names.phone(number)}`,
      command: `quota ${referenceOf(number, state, reader)}`,
      style: 'plain',
      effect: 'answer',
    })),
    picture: null,
  });
}

function lineOf({ phone, entry }: CheckedNumber, reader: Reader): Line {
  const number: Line = [{ kind: 'code', text: phoneText(phone, reader) }, ' · '];
  return entry === null
    ? [`${symbolOf.unknown} `, ...number, reader.words.checked.notOurs]
    : [...number, ...numberLine(entry, reader)];
}
