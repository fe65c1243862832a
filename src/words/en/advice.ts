import type { TemplateSnapshot } from '../../domain/snapshot.js';
import { finePercent } from '../format.js';
import { shown } from '../shorten.js';
import { basics } from './basics.js';
import { templateState } from './template.js';

const { number } = basics;

/** 3.5 % */
const share = (part: number): string => finePercent(part * 100, { decimal: '.', thousands: ',' });

type Template = Pick<TemplateSnapshot, 'name' | 'quality' | 'status'>;

/** What is said of how people take what they are sent, in English. */
export const advice = {
  /** After the answer: but the template promo is rated medium (yellow). */
  but: (template: Template): string =>
    `But the template ${shown(template.name, 60)} is ${templateState(template)}.`,
  /** It was sent 1,200 times on Sat 21 Nov (UTC); 31 % of what was delivered was read. Null: it was named just before. */
  taken: (template: Template | null, day: string, sent: number, read: number | null): string =>
    `${template === null ? 'It' : `The template ${shown(template.name, 60)}`} was sent ${sent === 1 ? 'once' : `${number(sent)} times`} on ${day} (UTC)${read === null ? '' : `; ${share(read)} of what was delivered was read`}.`,
  leastRead: (template: Template, day: string, read: number): string =>
    `Of the templates of its account, ${shown(template.name, 60)} was read least on ${day} (UTC): ${share(read)} of what was delivered.`,
  untold: (why: string): string => `How the messages of templates were taken is unknown: ${why}.`,
  another: 'Send another template, or write only to people who expect it.',
  stops: (requests: number, read: number, part: number): string =>
    `Yesterday ${requests === 1 ? '1 request' : `${number(requests)} requests`} for no more messages came in: ${share(part)} of the ${number(read)} messages that were read within 3 h.`,
};
