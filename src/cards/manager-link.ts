import type { Subject } from '../domain/finding.js';
import type { PortfolioSnapshot, WabaId } from '../domain/snapshot.js';
import type { Piece } from './card.js';

/** Where Meta itself shows the numbers of an account. */
const phoneNumbersPage = 'https://business.facebook.com/wa/manage/phone-numbers/';

/** A link to the account's phone numbers in WhatsApp Manager. */
export function managerLink(waba: WabaId): Piece {
  return {
    kind: 'link',
    text: 'WhatsApp Manager',
    url: `${phoneNumbersPage}?waba_id=${encodeURIComponent(waba)}`,
  };
}

/** The account that a subject lives in; null when it is not one of a single account. */
export function accountOf(subject: Subject, snapshot: PortfolioSnapshot | null): WabaId | null {
  const { wabas = [], numbers = [] } = snapshot ?? {};
  switch (subject.kind) {
    case 'number':
      return numbers.find((number) => number.id === subject.id)?.waba ?? null;
    case 'waba':
      return wabas.find((waba) => waba.id === subject.id)?.id ?? null;
    case 'template':
      return (
        wabas.find(
          ({ templates }) =>
            templates.known && templates.value.some((template) => template.id === subject.id),
        )?.id ?? null
      );
    case 'portfolio':
    case 'token':
      return wabas.length === 1 ? (wabas[0]?.id ?? null) : null;
  }
}
