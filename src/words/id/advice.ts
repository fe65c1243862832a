import type { Words } from '../en/index.js';
import { finePercent } from '../format.js';
import { shown } from '../shorten.js';
import { basics } from './basics.js';
import { templateState } from './template.js';

const { number } = basics;

/** 3,5 % */
const share = (part: number): string => finePercent(part * 100, { decimal: ',', thousands: '.' });

/** What is said of how people take what they are sent, in Indonesian. */
export const advice: Words['advice'] = {
  but: (template) => `Namun, templat ${shown(template.name, 60)} ${templateState(template)}.`,
  taken: (template, day, sent, read) =>
    `Templat ${template === null ? 'itu' : shown(template.name, 60)} terkirim ${number(sent)} kali pada ${day} (UTC)${read === null ? '' : `; ${share(read)} dari yang sampai dibaca`}.`,
  leastRead: (template, day, read) =>
    `Di antara templat akunnya, ${shown(template.name, 60)} paling jarang dibaca pada ${day} (UTC): ${share(read)} dari yang sampai.`,
  untold: (why) => `Penerimaan pesan templat tidak diketahui: ${why}.`,
  another: 'Gunakan templat lain, atau kirim hanya kepada orang yang menantikannya.',
  stops: (requests, read, part) =>
    `Kemarin ada ${number(requests)} permintaan agar tidak dikirimi lagi: ${share(part)} dari ${number(read)} pesan yang dibaca dalam 3 jam.`,
};
