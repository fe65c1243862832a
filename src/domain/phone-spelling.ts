/** A country in which one phone number has two spellings. */
interface TwoSpellings {
  readonly country: string;
  /** The pattern of the spelling to compare by, and how the other is made. */
  readonly one: readonly [RegExp, string];
  readonly other: readonly [RegExp, string];
  readonly source: string;
}

/**
 * Only pairs that belong to one subscriber for certain: a guess would give volume to the wrong number. WhatsApp keeps
 * the spelling a number was registered under. It may print the other one. Chatwoot met the first three in webhooks:
 * https://github.com/chatwoot/chatwoot/tree/develop/app/services/whatsapp/phone_normalizers
 */
const spellings: readonly TwoSpellings[] = [
  {
    // What begins with 2 to 5 is a fixed line and has no ninth digit. Numbers of trunked radio began with 7 and had none
    // either; that network closed on 31 March 2018: https://telesintese.com.br/nextel-desliga-servico-de-radio-em-marco
    country: 'Brazil',
    one: [/^55([1-9]{2})9([6-9]\d{7})$/, '55$1$2'],
    other: [/^55([1-9]{2})([6-9]\d{7})$/, '55$19$2'],
    source: 'Anatel, Resolution 553/2010: https://algartelecom.com.br/empresas/atendimento/nono-digito.html',
  },
  {
    country: 'Mexico',
    one: [/^52([2-9]\d{9})$/, '521$1'],
    other: [/^521([2-9]\d{9})$/, '52$1'],
    source:
      'ITU Operational Bulletin 1151, numbering plan of 3 August 2019: https://ituob.org/issues/1151-en',
  },
  {
    country: 'Argentina',
    one: [/^54([123]\d{9})$/, '549$1'],
    other: [/^549([123]\d{9})$/, '54$1'],
    source: 'https://en.wikipedia.org/wiki/Telephone_numbers_in_Argentina',
  },
  {
    country: 'Benin',
    one: [/^22901([2-9]\d{7})$/, '229$1'],
    other: [/^229([2-9]\d{7})$/, '22901$1'],
    source: 'ARCEP, plan of 30 November 2024: https://fr.allafrica.com/stories/202411300249.html',
  },
];

/** Most numbers have one spelling, and are told at once. */
const hasTwo = /^(?:5[245]|229)/;

/** One spelling for all the spellings of a number; digits in, digits out, to compare and not to show. */
export function oneSpelling(digits: string): string {
  if (!hasTwo.test(digits)) return digits;
  for (const { other } of spellings) if (other[0].test(digits)) return digits.replace(...other);
  return digits;
}

/** All spellings of a number, the given one first; in most countries there is no other. */
export function spellingsOf(digits: string): readonly string[] {
  if (!hasTwo.test(digits)) return [digits];
  for (const { one, other } of spellings) {
    if (one[0].test(digits)) return [digits, digits.replace(...one)];
    if (other[0].test(digits)) return [digits, digits.replace(...other)];
  }
  return [digits];
}
