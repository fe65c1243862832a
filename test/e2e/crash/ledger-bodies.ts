import type { LedgerFact } from '../../../src/domain/ledger/fact.js';
import type { WabaId } from '../../../src/domain/snapshot.js';
import { facts } from '../../support/ledger-facts.js';

const [phone, user, both] = [facts('phone:1'), facts('user:A'), facts('phone:1', 'user:A')];

/** The account they come from. */
export const bodiesAccount = '901' as WabaId;

/** Bodies of which each changes the figure: people come, turn out to be one, change their phone, and fail to be reached; some are known. */
export const ledgerBodies: readonly (readonly LedgerFact[])[] = [
  [phone.status('delivered', 'a', 0), user.status('sent', 'b', 1), facts('phone:2').status('sent', 'c', 2)],
  [both.status('delivered', 'b', 3), facts('phone:3').status('delivered', 'd', 3)],
  [both.became('phone:3'), facts('phone:2').status('failed', 'c', 5), facts('phone:4').wrote(4)],
  ['5', '6', '7'].map((person) => facts(`phone:${person}`, `user:${person}`).status('delivered', 'e', 6)),
  [facts('user:5').status('delivered', 'f', 70), facts('phone:8').status('delivered', 'g', 7)],
];

/** What such a process is to do. */
export interface LedgerScript {
  /** The STORE_URL. */
  readonly store: string;
  /** Before which statement it dies, the end of a transaction included; 0: never. */
  readonly killAt: number;
}
