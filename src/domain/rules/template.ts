import type { Severity, Subject, Verdict } from '../finding.js';
import type { TemplateSnapshot } from '../snapshot.js';
import { judged } from './judged.js';
import { clear, firing, undecided } from './verdicts.js';
import { seenIn } from './subjects.js';
import { severityOf, type Look, type Rule } from './rule.js';

interface Trouble {
  readonly name: 'yellow' | 'paused' | 'red' | 'disabled';
  readonly level: number;
  readonly usual: Severity;
}

/** From bad to worse. A pause ends by itself after hours; a disabled template is lost. */
const troubles: readonly Trouble[] = [
  { name: 'yellow', level: 1, usual: 'warning' },
  { name: 'paused', level: 2, usual: 'warning' },
  { name: 'red', level: 3, usual: 'critical' },
  { name: 'disabled', level: 4, usual: 'critical' },
];

/**
 * The worst that rating and status say of each template. It is clear only when it is both green and approved: a
 * template without a rating yet is undecided.
 * https://developers.facebook.com/docs/whatsapp/message-templates/guidelines
 */
export const template: Rule = {
  name: 'template',
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

function judgeTemplate(look: Look, subject: Subject, one: TemplateSnapshot): Verdict {
  const word = one.status?.trim().toUpperCase() ?? null;
  const worst = troubles.findLast(({ name }) => name === one.quality || name.toUpperCase() === word);
  if (worst) {
    return firing(
      look,
      subject,
      severityOf(look.thresholds, 'template', worst.name, worst.usual),
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
