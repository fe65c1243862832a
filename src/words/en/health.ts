import type { FactsOf } from '../../domain/finding.js';
import type { RuleWords } from '../finding-words.js';
import { shown } from '../shorten.js';
import { basics } from './basics.js';

const { number } = basics;

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
  title: (facts) => (facts.canSend === 'blocked' ? 'Sending is blocked' : 'Sending is limited'),
  name: 'sending',
  topic: 'Sending',
  several: (n) => `${number(n)} limited or blocked from sending`,
  lead: (facts, who) =>
    facts.canSend === 'blocked'
      ? `Meta does not let ${who} send${because(facts)}`
      : `Meta lets ${who} send only in part${because(facts)}`,
  news: (facts) => reason(facts) ?? 'Meta gives no reason.',
  advice: (facts) => {
    const solution = facts.reasons.find((reason) => reason.solution !== null)?.solution;
    return solution ? `Meta advises: ${shown(solution, 240)}` : 'Look for the reason in WhatsApp Manager.';
  },
  resolved: (_facts, who) => `Meta no longer blocks or limits what ${who} sends.`,
};
