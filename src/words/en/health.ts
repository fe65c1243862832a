import type { NameTrouble } from '../../domain/display-name.js';
import type { FactsOf } from '../../domain/finding.js';
import type { RuleWords } from '../finding-words.js';
import { shown } from '../shorten.js';
import { basics } from './basics.js';

const { number } = basics;

/** What is said of a display name where Meta lets the number send. */
const ofName: Readonly<
  Record<
    NameTrouble,
    Readonly<Record<'title' | 'news' | 'advice', string>> & { readonly lead: (who: string) => string }
  >
> = {
  pending: {
    title: 'Display name in review',
    lead: (who) => `Meta is reviewing the display name of ${who}; the limit may stay small until then.`,
    news: 'Meta is reviewing it; the limit may stay small until then.',
    advice: 'Nothing to do: Meta decides by itself.',
  },
  declined: {
    title: 'Display name declined',
    lead: (who) =>
      `Meta declined the display name of ${who}; the limit may stay small until a name is approved.`,
    news: 'Meta declined it; the limit may stay small until a name is approved.',
    advice:
      "Change the name in WhatsApp Manager to one that follows Meta's guidelines for display names, or appeal.",
  },
  expired: {
    title: 'Display name expired',
    lead: (who) =>
      `Meta's approval of the display name of ${who} has expired; the limit may stay small until it is approved again.`,
    news: "Meta's approval of it has expired; the limit may stay small until it is approved again.",
    advice: 'Submit the name for review again in WhatsApp Manager.',
  },
};

/** The trouble with the name where that is all there is. */
function nameOnly({ canSend, displayName }: FactsOf<'health'>): NameTrouble | null {
  return canSend === 'limited' || canSend === 'blocked' ? null : (displayName ?? null);
}

/** The first of Meta's reasons; null when it gives none. */
function reason(facts: FactsOf<'health'>): string | null {
  const first = facts.reasons[0];
  if (!first) return null;
  const others = facts.reasons.length - 1;
  return `Meta says: ${shown(first.description, 160)}${others > 0 ? ` (${basics.more(others)})` : ''}`;
}

function because(facts: FactsOf<'health'>): string {
  const why = reason(facts);
  return why === null ? '.' : `. ${why}`;
}

/** What is said of whether Meta lets somebody send, in English. */
export const health: RuleWords<'health'> = {
  title: (facts) => {
    const name = nameOnly(facts);
    if (name !== null) return ofName[name].title;
    return facts.canSend === 'blocked' ? 'Sending is blocked' : 'Sending is limited';
  },
  name: 'sending',
  topic: 'Sending',
  several: (n) => `${number(n)} limited or blocked from sending, or without an approved display name`,
  lead: (facts, who) => {
    const name = nameOnly(facts);
    if (name !== null) return ofName[name].lead(who);
    return facts.canSend === 'blocked'
      ? `Meta does not let ${who} send${because(facts)}`
      : `Meta lets ${who} send only in part${because(facts)}`;
  },
  news: (facts) => {
    const name = nameOnly(facts);
    return name === null ? (reason(facts) ?? 'Meta gives no reason.') : ofName[name].news;
  },
  advice: (facts) => {
    const name = nameOnly(facts);
    if (name !== null) return ofName[name].advice;
    const solution = facts.reasons.find((reason) => reason.solution !== null)?.solution;
    if (solution) return `Meta advises: ${shown(solution, 240)}`;
    const { displayName } = facts;
    return displayName === undefined || displayName === 'pending'
      ? 'Look for the reason in WhatsApp Manager.'
      : ofName[displayName].advice;
  },
  resolved: (facts, who) =>
    nameOnly(facts) === null
      ? `Meta no longer blocks or limits what ${who} sends.`
      : `The display name of ${who} is approved.`,
};
