import type { AnnouncedTemplate } from '../../domain/announcement.js';
import type { Severity } from '../../domain/finding.js';
import { qualityNamed } from '../../domain/quality-name.js';
import { idOf, objectOf, textOf, type WireObject } from '../../kit/wire.js';
import type { WebhookFieldReader } from './field-reader.js';

function templateIn(value: WireObject): AnnouncedTemplate | null {
  const id = idOf(value['message_template_id']);
  if (id === null) return null;
  return {
    id,
    name: textOf(value['message_template_name']) ?? id,
    language: textOf(value['message_template_language']) ?? '',
  };
}

/** What an event makes of a template: its status in looks' words, and what is told once because no look shows it. */
interface Outcome {
  readonly status?: string;
  readonly told?: { readonly state: string; readonly severity: Severity };
}

const approved: Outcome = { status: 'APPROVED' };
const paused: Outcome = { status: 'PAUSED' };
const disabled: Outcome = { status: 'DISABLED' };
const inAppeal: Outcome = { status: 'IN_APPEAL' };

/** Meta's events. Old rejections stay on in looks, so one is told when it happens only. */
const outcomes: Readonly<Record<string, Outcome>> = {
  APPROVED: approved,
  PAUSED: paused,
  DISABLED: disabled,
  REINSTATED: { ...approved, told: { state: 'TEMPLATE_REINSTATED', severity: 'info' } },
  REJECTED: { status: 'REJECTED', told: { state: 'TEMPLATE_REJECTED', severity: 'warning' } },
  FLAGGED: { told: { state: 'TEMPLATE_FLAGGED', severity: 'warning' } },
  LIMIT_EXCEEDED: { told: { state: 'TEMPLATE_LIMIT_EXCEEDED', severity: 'warning' } },
  LOCKED: { told: { state: 'TEMPLATE_LOCKED', severity: 'info' } },
  UNLOCKED: {},
  // What people do themselves, and a review on its way, is no news to them.
  ARCHIVED: { status: 'ARCHIVED' },
  UNARCHIVED: {},
  DELETED: { status: 'DELETED' },
  PENDING_DELETION: { status: 'PENDING_DELETION' },
  PENDING: { status: 'PENDING' },
  IN_APPEAL: inAppeal,
  APPEAL_REQUESTED: inAppeal,
};

/** Titles that say why a template was locked or unlocked. */
const titles: Readonly<Record<string, Outcome>> = {
  FIRST_PAUSE: paused,
  SECOND_PAUSE: paused,
  RATE_LIMITING_PAUSE: paused,
  UNPAUSE: approved,
  DISABLED: disabled,
};

/**
 * The status of a template.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/message_template_status_update
 */
export const templateStatus: WebhookFieldReader = (value, odd) => {
  const template = templateIn(value);
  const event = textOf(value['event']);
  if (template === null || event === null) return null;
  const title = textOf(objectOf(value['other_info'])?.['title']) ?? '';
  const known = ownOf(titles, title) ?? ownOf(outcomes, event);
  if (known === undefined) odd('event', event);
  const { status, told } = known ?? { status: event };
  return [
    ...(status === undefined ? [] : [{ kind: 'template-status' as const, template, status }]),
    ...(told === undefined
      ? []
      : [
          {
            kind: 'happening' as const,
            about: { kind: 'template' as const, template },
            detail: explanationIn(value),
            ...told,
          },
        ]),
  ];
};

function ownOf(all: Readonly<Record<string, Outcome>>, word: string): Outcome | undefined {
  return Object.hasOwn(all, word) ? all[word] : undefined;
}

/** Why, in Meta's words; null: Meta does not say. */
function explanationIn(value: WireObject): string | null {
  const reason = textOf(value['reason']);
  return (
    textOf(objectOf(value['rejection_info'])?.['reason']) ??
    textOf(objectOf(value['other_info'])?.['description']) ??
    (reason === 'NONE' ? null : reason)
  );
}

/** The rating of a template. */
export const templateQuality: WebhookFieldReader = (value) => {
  const template = templateIn(value);
  const score = textOf(value['new_quality_score']);
  if (template === null || score === null) return null;
  return [{ kind: 'template-quality', template, quality: qualityNamed(score) }];
};

/**
 * That Meta changed a template's category, or will: it decides what the template costs.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/template_category_update
 */
export const templateCategory: WebhookFieldReader = (value) => {
  const template = templateIn(value);
  const current = textOf(value['new_category']);
  if (template === null || current === null) return null;
  const correct = textOf(value['correct_category']);
  const previous = textOf(value['previous_category']);
  const change = correct === null ? [previous, current] : [current, correct];
  return [
    {
      kind: 'happening',
      about: { kind: 'template', template },
      state: correct === null ? 'TEMPLATE_CATEGORY_CHANGED' : 'TEMPLATE_CATEGORY_WILL_CHANGE',
      detail: change.filter((one) => one !== null).join(' → '),
      severity: 'info',
    },
  ];
};
