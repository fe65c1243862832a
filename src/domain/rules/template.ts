import type { Quality, TemplateSnapshot } from '../snapshot.js';
import type { Subject, VerdictOf } from '../verdict.js';
import { judged } from './judged.js';
import { clear, firing, undecided } from './verdicts.js';
import { seenIn } from './subjects.js';
import { severityOf, type RuleInput, type Rule } from './rule.js';

interface TemplateFacts {
  readonly rule: 'template';
  readonly name: string;
  readonly language: string;
  readonly quality: Quality;
  readonly status: string | null;
}

/** A pause ends by itself after hours; a disabled template is lost. */
const usual = { yellow: 'warning', paused: 'warning', red: 'critical', disabled: 'critical' } as const;

/** From bad to worse. */
const troubles = [
  { name: 'yellow', level: 1 },
  { name: 'paused', level: 2 },
  { name: 'red', level: 3 },
  { name: 'disabled', level: 4 },
] as const;

/**
 * The worst that rating and status say of each template. It is clear only when it is both green and approved: a
 * template without a rating yet is undecided.
 * https://developers.facebook.com/docs/whatsapp/message-templates/guidelines
 */
export const template: Rule<TemplateFacts> = {
  name: 'template',
  usual,
  otherwise: null,
  settings: {},
  times: {},
  explains: false,
  judge(look) {
    return (seenIn(look)?.wabas ?? []).flatMap((waba) =>
      waba.templates.known
        ? waba.templates.value.map((one) => {
            const subject: Subject = { kind: 'template', id: one.id, label: `${one.name} (${one.language})` };
            return judged('template', subject, () => judgeTemplate(look, subject, one));
          })
        : [],
    );
  },
};

function judgeTemplate(look: RuleInput, subject: Subject, one: TemplateSnapshot): VerdictOf<TemplateFacts> {
  const word = one.status?.trim().toUpperCase() ?? null;
  const worst = troubles.findLast(({ name }) => name === one.quality || name.toUpperCase() === word);
  if (worst) {
    return firing(
      look,
      subject,
      severityOf(look.thresholds, 'template', worst.name, usual[worst.name]),
      worst.level,
      {
        rule: 'template',
        name: one.name,
        language: one.language,
        quality: one.quality,
        status: one.status,
      },
    );
  }
  return one.quality === 'green' && word === 'APPROVED'
    ? clear('template', subject)
    : undecided('template', subject);
}
