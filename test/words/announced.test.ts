import { describe, expect, it } from 'vitest';
import { readWebhook } from '../../src/adapters/meta-webhooks/read-webhook.js';
import type { Happening } from '../../src/domain/announcement.js';
import { wordsOf } from '../../src/words/index.js';
import { noon } from '../support/looks.js';
import { bodyOf, changeOf } from '../support/meta-webhooks.js';

const never = (): boolean => false;

/** All events of a template's status that Meta documents, or once did. */
const events = [
  'APPROVED',
  'ARCHIVED',
  'APPEAL_REQUESTED',
  'DELETED',
  'DISABLED',
  'FLAGGED',
  'IN_APPEAL',
  'LIMIT_EXCEEDED',
  'LOCKED',
  'PAUSED',
  'PENDING',
  'PENDING_DELETION',
  'REINSTATED',
  'REJECTED',
];

const happenings = events.flatMap((event): readonly Happening[] => {
  const value = {
    event,
    message_template_id: 7,
    message_template_name: 'promo',
    message_template_language: 'id',
  };
  const read = readWebhook(bodyOf([changeOf('message_template_status_update', value)]), noon, never);
  return (read?.webhook.parts ?? []).flatMap(({ announcements }) =>
    announcements.flatMap(({ news }) => (news.kind === 'happening' ? [news] : [])),
  );
});

describe('what webhooks announce of templates', () => {
  it.each(happenings.map(({ state, detail }) => ({ state, detail })))(
    'has words of its own: $state',
    (one) => {
      const facts = { rule: 'account' as const, ...one };
      const said = Object.values(wordsOf).map(({ findings }) => [
        findings.account.title(facts),
        findings.account.advice(facts, false),
      ]);
      expect(said.flat().join()).not.toContain(one.state);
      expect(new Set(said.map(([title]) => title)).size).toBe(said.length);
      const others = Object.values(wordsOf).map(({ findings }) =>
        findings.account.advice({ ...facts, state: 'REJECTED' }, false),
      );
      expect(said.map(([, advice]) => advice).some((advice) => others.includes(advice ?? ''))).toBe(false);
    },
  );
});
