import type { AnnouncedTemplate } from '../../domain/announcement.js';
import { qualityNamed } from '../../domain/quality-name.js';
import { idOf, textOf, type WireObject } from '../../kit/wire.js';
import type { FieldReader } from './field-reader.js';

function templateIn(value: WireObject): AnnouncedTemplate | null {
  const id = idOf(value['message_template_id']);
  if (id === null) return null;
  return {
    id,
    name: textOf(value['message_template_name']) ?? id,
    language: textOf(value['message_template_language']) ?? '',
  };
}

/** The status of a template; what was reinstated is approved. */
export const templateStatus: FieldReader = (value) => {
  const template = templateIn(value);
  const event = textOf(value['event']);
  if (template === null || event === null) return null;
  return [{ kind: 'template-status', template, status: event === 'REINSTATED' ? 'APPROVED' : event }];
};

/** The rating of a template. */
export const templateQuality: FieldReader = (value) => {
  const template = templateIn(value);
  const score = textOf(value['new_quality_score']);
  if (template === null || score === null) return null;
  return [{ kind: 'template-quality', template, quality: qualityNamed(score) }];
};

/**
 * That Meta changed a template's category, or will: it decides what the template costs.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/template_category_update
 */
export const templateCategory: FieldReader = (value) => {
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
