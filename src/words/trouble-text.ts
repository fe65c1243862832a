import type { DeliveryTrouble } from '../domain/delivery-trouble.js';
import type { SightCause } from '../domain/sight-cause.js';
import type { Words } from './en/index.js';
import type { Moment } from './format.js';
import { shown } from './shorten.js';

const longestQuote = 160;
const longestTrace = 60;

/** What exactly keeps us from seeing, with Meta's numbers; empty for a cause that this version does not know. */
export function causeText(cause: SightCause | undefined, { causes }: Words, moment: Moment): string {
  if (cause === undefined || !Object.hasOwn(causes.reasons, cause.reason)) return '';
  const { code, subcode, status, trace, note, quote, heldUntil } = cause;
  const beside = [
    ...(code === undefined
      ? []
      : [causes.error(`${String(code)}${subcode === undefined ? '' : `/${String(subcode)}`}`)]),
    ...(status === undefined ? [] : [`HTTP ${String(status)}`]),
    ...(trace === undefined ? [] : [causes.trace(shown(trace, longestTrace))]),
    ...(note === undefined ? [] : [causes.note(note)]),
    ...(quote === undefined ? [] : [causes.quote(shown(quote, longestQuote))]),
  ];
  const sentence = causes.reasons[cause.reason];
  return [
    beside.length === 0 ? sentence : `${sentence} (${beside.join(', ')})`,
    ...(heldUntil === undefined ? [] : [causes.heldUntil(heldUntil, moment)]),
  ].join(' ');
}

/** Why a chat did not take a message, and what to do; empty for a reason that this version does not know. */
export function deliveryText(trouble: DeliveryTrouble | undefined, { deliveries }: Words): string {
  if (trouble === undefined || !Object.hasOwn(deliveries.reasons, trouble.reason)) return '';
  const { chat, reason, code, setting, permissions } = trouble;
  return [
    deliveries.reasons[reason](chat),
    ...(permissions === undefined ? [] : [deliveries.permissions(permissions)]),
    ...(setting === undefined ? [] : [deliveries.setting(setting)]),
    ...(code === undefined ? [] : [`(${shown(code, 60)})`]),
  ].join(' ');
}
