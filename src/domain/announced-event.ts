import { evaluate, type FullLook } from './evaluate.js';
import { numberNamed, unseenTemplate } from './announced-change.js';
import type { WebhookChange, Happening } from './announcement.js';
import type { Subject, Verdict } from './finding.js';
import { known } from './reading.js';
import { severityOf } from './rules/rule.js';
import { numberSubject, seenIn, wabaSubject } from './rules/subjects.js';
import type { PortfolioSnapshot, WabaId } from './snapshot.js';

/** The event that a happening is told as; a number or account that no look knows is named by Meta's own text. */
export function happeningVerdict(
  look: Pick<FullLook, 'portfolio' | 'name' | 'thresholds'>,
  snapshot: PortfolioSnapshot | null,
  waba: WabaId,
  { about, state, detail, severity }: Happening,
): Verdict {
  const { portfolio, thresholds } = look;
  const subject = subjectOf(look, snapshot, waba, about);
  return {
    kind: 'event',
    finding: {
      rule: 'account',
      portfolio,
      subject,
      severity: severityOf(thresholds, 'account', state.toLowerCase(), severity),
      level: 1,
      facts: { rule: 'account', state, detail },
    },
  };
}

function subjectOf(
  look: Pick<FullLook, 'portfolio' | 'name'>,
  snapshot: PortfolioSnapshot | null,
  waba: WabaId,
  about: Happening['about'],
): Subject {
  switch (about.kind) {
    case 'portfolio':
      return { kind: 'portfolio', id: look.portfolio, label: look.name };
    case 'waba':
      return snapshot ? wabaSubject(snapshot, waba) : { kind: 'waba', id: waba, label: waba };
    case 'number': {
      const { named } = about;
      const number =
        snapshot && (numberNamed(snapshot, waba, named) ?? snapshot.numbers.find(({ id }) => id === named));
      return number ? numberSubject(number) : { kind: 'number', id: named, label: named };
    }
    case 'template': {
      const { id, name, language } = about.template;
      return { kind: 'template', id, label: `${name} (${language})` };
    }
  }
}

/** The events that a change of a template is told as that no look reads: nobody would see it end. */
export function unseenTemplateEvents(
  look: FullLook,
  waba: WabaId,
  change: Extract<WebhookChange, { kind: 'template-status' | 'template-quality' }>,
): readonly Verdict[] {
  const snapshot = seenIn(look);
  const account = snapshot?.wabas.find(({ id }) => id === waba);
  if (!snapshot || !account) return [];
  const templates = known([unseenTemplate(change.template, change)]);
  const observation = {
    kind: 'seen' as const,
    at: look.now,
    snapshot: { ...snapshot, wabas: [{ ...account, templates }] },
  };
  return evaluate({ ...look, observation }, (rule) => rule === 'template').flatMap((verdict) =>
    verdict.kind === 'firing' ? [{ kind: 'event' as const, finding: verdict.finding }] : [],
  );
}
