import type { Words } from '../en/index.js';
import { basics } from './basics.js';

const { number } = basics;

/** What is said of the phone numbers in a message, in Indonesian. */
export const checked: Words['checked'] = {
  name: 'Periksa nomor',
  title: 'Nomor dalam pesan',
  none: 'Tidak ada nomor telepon dalam pesan ini.',
  ours: (n, all) =>
    all === 1
      ? n === 1
        ? 'Nomor ini milik kita.'
        : 'Nomor ini bukan milik kita.'
      : n === 0
        ? `Tidak satu pun dari ${number(all)} nomor milik kita.`
        : `${number(n)} dari ${number(all)} nomor milik kita.`,
  notOurs: 'tidak dipantau di sini',
};
