import type { Words } from '../en/index.js';
import { basics } from './basics.js';

const { number, moment: momentOf } = basics;

/** What is said of people who were counted one by one, in Indonesian. */
export const counted: Words['counted'] = {
  labels: { people: 'Orang terhitung', volume: 'Volume dari Meta' },
  exactly: (used) => `${used}, dihitung tepat`,
  between: (atLeast, atMost) => `${number(atLeast)} sampai ${number(atMost)}`,
  atLeast: (people) => `paling sedikit ${number(people)}`,
  since: (at, moment) => `dihitung sejak ${momentOf(at, moment)}`,
  exactFrom: (at, moment) => `angka tepat paling cepat ${momentOf(at, moment)}`,
  unsure: 'selisihnya belum tentu ikut dihitung',
  notTold: 'saat ini webhook Meta tidak mencakup semua akun',
  mayMiss: 'volume dari Meta jauh lebih tinggi, jadi mungkin ada pengiriman yang tidak tercatat di sini',
  share: (percent, used) => `${used}, ${percent} dari volume Meta`,
  shareOf: (name, percent) => `${name}, ${percent} dari volume Meta`,
  volume: (messages) => `${number(messages)}; di sana satu orang dihitung sekali untuk tiap pesan`,
};
