import { describe, expect, it } from 'vitest';
import { quality } from '../../../src/domain/rules/quality.js';
import { status } from '../../../src/domain/rules/status.js';
import { defaultThresholds } from '../../../src/domain/thresholds.js';
import { blindLook, factsIn, inShort, lookAt, numberOf, only, portfolioOf } from '../../support/looks.js';

describe('quality', () => {
  it.each([
    ['green', 'clear'],
    ['yellow', 'firing warning 1'],
    ['red', 'firing critical 2'],
    ['unknown', 'unknown'],
  ] as const)('%s is %s', (rating, expected) => {
    const look = lookAt(portfolioOf({ numbers: [numberOf(1, { quality: rating })] }));
    expect(inShort(only(quality.judge(look)))).toBe(expected);
  });

  it('is called what the operator wishes', () => {
    const thresholds = { ...defaultThresholds, severities: { 'quality.yellow': 'info' } } as const;
    const look = lookAt(portfolioOf({ numbers: [numberOf(1, { quality: 'yellow' })] }), { thresholds });
    expect(inShort(only(quality.judge(look)))).toBe('firing info 1');
  });

  it('says nothing of numbers it did not see', () => {
    expect(quality.judge(blindLook('unreachable', 5))).toEqual([]);
  });

  it('judges each number by itself and calls it by its phone number', () => {
    const look = lookAt(portfolioOf({ numbers: [numberOf(1), numberOf(2, { quality: 'red' })] }));
    expect(quality.judge(look)).toMatchObject([
      { kind: 'clear', subject: { kind: 'number', label: '+6281234560001' } },
      { kind: 'firing', finding: { subject: { label: '+6281234560002' }, facts: { quality: 'red' } } },
    ]);
  });
});

describe('status', () => {
  it.each([
    ['connected', 'clear'],
    ['banned', 'firing critical 3'],
    ['restricted', 'firing critical 3'],
    ['flagged', 'firing critical 3'],
    ['deleted', 'firing critical 3'],
    ['rate-limited', 'firing warning 2'],
    ['disconnected', 'firing warning 2'],
    ['offline', 'firing warning 2'],
    ['unverified', 'firing warning 2'],
    ['pending', 'firing warning 2'],
    ['migrated', 'firing warning 2'],
  ] as const)('%s is %s', (word, expected) => {
    const look = lookAt(
      portfolioOf({ numbers: [numberOf(1, { status: word, rawStatus: word.toUpperCase() })] }),
    );
    expect(inShort(only(status.judge(look)))).toBe(expected);
  });

  it('warns of a word it does not know, and shows the word', () => {
    const number = numberOf(1, { status: 'unknown', rawStatus: 'HIBERNATING' });
    const verdict = only(status.judge(lookAt(portfolioOf({ numbers: [number] }))));
    expect(inShort(verdict)).toBe('firing warning 2');
    expect(factsIn(verdict)).toEqual({ rule: 'status', status: 'unknown', raw: 'HIBERNATING' });
  });

  it('is believed of a word that it knows, also without the word itself', () => {
    const number = numberOf(1, { status: 'flagged', rawStatus: null });
    expect(inShort(only(status.judge(lookAt(portfolioOf({ numbers: [number] })))))).toBe('firing critical 3');
  });

  it('calls a number by the text of Meta when that is no phone number', () => {
    const number = numberOf(1, { phone: null, display: 'soon', name: null, status: 'pending' });
    expect(status.judge(lookAt(portfolioOf({ numbers: [number] })))).toMatchObject([
      { finding: { subject: { id: number.id, label: 'soon' } } },
    ]);
  });

  it.each([null, '', 'UNKNOWN'])('cannot tell from %j', (rawStatus) => {
    const number = numberOf(1, { status: 'unknown', rawStatus });
    expect(inShort(only(status.judge(lookAt(portfolioOf({ numbers: [number] })))))).toBe('unknown');
  });
});
