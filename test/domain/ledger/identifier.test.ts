import { describe, expect, it } from 'vitest';
import type { AskFact, LedgerFact } from '../../../src/domain/ledger/fact.js';
import { phoneIdentifier, userIdentifier } from '../../../src/domain/ledger/identifier.js';
import { toldTime } from '../../../src/domain/ledger/told-time.js';
import { instantOf } from '../../../src/domain/time.js';
import { facts } from '../../support/ledger-facts.js';

describe('an identifier', () => {
  it('is one phone however its digits are written', () => {
    expect(phoneIdentifier('+1 (650) 555-1234')).toBe(phoneIdentifier('16505551234'));
  });

  it('keeps the case of a business-scoped id, which matters', () => {
    expect(userIdentifier('US.ENT.ab')).not.toBe(userIdentifier('US.ENT.AB'));
  });

  it('never takes a phone for a business-scoped id of the same digits', () => {
    expect(phoneIdentifier('16505551234')).not.toBe(userIdentifier('16505551234'));
  });

  it('is nobody where there is no text', () => {
    expect([phoneIdentifier(''), phoneIdentifier('unknown'), userIdentifier('')]).toEqual([null, null, null]);
  });

  it('stands in each kind of fact as the parser made it', () => {
    const sheena = facts('phone:16505551234');
    const told: readonly Exclude<LedgerFact, AskFact>[] = [
      sheena.status('delivered', 'wamid.A', 0),
      sheena.wrote(1),
      sheena.called(2),
      sheena.seenAs('user:US.1'),
      sheena.became('phone:12195555358'),
    ];
    expect(told.map((fact) => ('identifiers' in fact ? fact.identifiers[0] : fact.before[0]))).toEqual(
      told.map(() => phoneIdentifier('16505551234')),
    );
  });
});

describe('the time of a fact', () => {
  const arrived = instantOf(1_749_416_383_750);
  const seconds = Math.floor(arrived / 1_000);

  it('is the one the webhook tells, however late it arrives', () => {
    expect(toldTime(seconds - 600_000, arrived)).toEqual({
      at: (seconds - 600_000) * 1_000,
      ahead: false,
    });
  });

  it('may be five minutes ahead of our clock', () => {
    expect(toldTime(seconds + 300, arrived)).toEqual({ at: (seconds + 300) * 1_000, ahead: false });
  });

  it('is the second of arrival when it is further ahead', () => {
    expect(toldTime(seconds + 301, arrived)).toEqual({ at: seconds * 1_000, ahead: true });
  });
});
