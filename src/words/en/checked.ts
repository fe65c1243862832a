import { answers } from './answers.js';
import { basics } from './basics.js';

const { number } = basics;

/** What is said of the phone numbers in a message, in English. The name fits in 24 characters. */
export const checked = {
  name: 'Check numbers',
  title: 'Numbers in the message',
  none: 'There is no phone number in this message.',
  /** 2 of 3 numbers are ours */
  ours: (n: number, all: number): string =>
    all === 1
      ? n === 1
        ? 'The number is ours.'
        : 'The number is not one of ours.'
      : n === 0
        ? `None of the ${answers.numbersOf(all)} is ours.`
        : `${number(n)} of ${answers.numbersOf(all)} ${n === 1 ? 'is' : 'are'} ours.`,
  notOurs: 'not watched here',
};
