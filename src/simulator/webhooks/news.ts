import { digitsIn } from '../insight-name.js';
import type { Story } from '../story.js';
import { worldAt } from '../story.js';
import { indexOf, type NumberRef, type TemplateRef, type WabaRef, type World } from '../world.js';
import type { Update } from './update.js';

/**
 * What Meta announces of the story's changes in `(from, to]`: limits, throughput, names, templates and reviews. The
 * colour of a number's quality is in no webhook.
 */
export function newsBetween(story: Story, from: number, to: number): readonly Update[] {
  return story.changes
    .filter(({ at }) => at > from && at <= to)
    .flatMap(({ at }) => differences(worldAt(story, at - 1), worldAt(story, at), at));
}

function differences(before: World, after: World, at: number): readonly Update[] {
  const was = indexOf(before).nodes;
  return [...indexOf(after).nodes.values()].flatMap((now): readonly Update[] => {
    const old = was.get(now.id);
    if (old?.kind === 'waba' && now.kind === 'waba') return ofAccount(old, now, at);
    if (old?.kind === 'number' && now.kind === 'number') return ofNumber(old, now, at);
    if (old?.kind === 'template' && now.kind === 'template') return ofTemplate(old, now, at);
    return [];
  });
}

function ofAccount(old: WabaRef, { portfolio, waba }: WabaRef, at: number): readonly Update[] {
  const found: Update[] = [];
  const tell = (field: string, value: object): number => found.push({ at, wabaId: waba.id, field, value });
  if (portfolio.limit !== null && portfolio.limit !== old.portfolio.limit) {
    const limit = recipientsOf(portfolio.limit);
    tell('business_capability_update', { max_daily_conversations_per_business: limit });
  }
  if (waba.accountReview !== undefined && waba.accountReview !== old.waba.accountReview) {
    tell('account_review_update', { decision: waba.accountReview });
  }
  return found;
}

/** The limit as this field tells it: a whole number, else Meta's own word. */
function recipientsOf(tier: string): number | string {
  const [, thousands] = /^TIER_(\d+)K$/.exec(tier) ?? [];
  if (thousands !== undefined) return Number(thousands) * 1_000;
  const [, units] = /^TIER_(\d+)$/.exec(tier) ?? [];
  return units === undefined ? tier.replace('TIER_', '') : Number(units);
}

const decisions: Readonly<Record<string, string>> = {
  APPROVED: 'APPROVED',
  DECLINED: 'REJECTED',
  PENDING_REVIEW: 'PENDING',
};

function ofNumber(old: NumberRef, { waba, number }: NumberRef, at: number): readonly Update[] {
  const found: Update[] = [];
  const phone = { display_phone_number: digitsIn(number.display) };
  const tell = (field: string, more: object): number =>
    found.push({ at, wabaId: waba.id, field, value: { ...phone, ...more } });
  if (number.throughput === 'HIGH' && old.number.throughput !== 'HIGH') {
    // This limit is about throughput, whatever its name says.
    tell('phone_number_quality_update', { event: 'THROUGHPUT_UPGRADE', current_limit: 'TIER_UNLIMITED' });
  }
  if (number.status !== old.number.status) {
    if (number.status === 'FLAGGED') tell('phone_number_quality_update', { event: 'FLAGGED' });
    if (old.number.status === 'FLAGGED') tell('phone_number_quality_update', { event: 'UNFLAGGED' });
  }
  const decision = decisions[number.nameStatus];
  if (decision !== undefined && number.nameStatus !== old.number.nameStatus) {
    tell('phone_number_name_update', {
      decision,
      requested_verified_name: number.name,
      rejection_reason: decision === 'REJECTED' ? 'UNKNOWN' : null,
    });
  }
  return found;
}

function ofTemplate(old: TemplateRef, { waba, template }: TemplateRef, at: number): readonly Update[] {
  const found: Update[] = [];
  const named = {
    message_template_id: Number(template.id),
    message_template_name: template.name,
    message_template_language: template.language,
  };
  const tell = (field: string, more: object): number =>
    found.push({ at, wabaId: waba.id, field, value: { ...named, ...more } });
  const was = old.template;
  if (template.status !== was.status) {
    tell('message_template_status_update', { event: template.status, reason: 'NONE' });
  }
  if (template.quality !== was.quality) {
    const scores = { previous_quality_score: was.quality, new_quality_score: template.quality };
    tell('message_template_quality_update', scores);
  }
  if (template.category !== was.category) {
    tell('template_category_update', {
      previous_category: was.category,
      new_category: template.category,
    });
  }
  return found;
}
