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
  return `Menurut Meta: ${shown(first.description, 160)}${others > 0 ? ` (${basics.more(others)})` : ''}`;
}

function because(facts: FactsOf<'health'>): string {
  const why = reason(facts);
  return why === null ? '.' : `. ${why}`;
}

/** What is said of whether Meta lets somebody send, in Indonesian. */
export const health: RuleWords<'health'> = {
  title: (facts) => (facts.canSend === 'blocked' ? 'Pengiriman diblokir' : 'Pengiriman dibatasi'),
  name: 'pengiriman',
  topic: 'Pengiriman',
  several: (n) => `${number(n)} pengiriman dibatasi atau diblokir`,
  lead: (facts, who) =>
    facts.canSend === 'blocked'
      ? `Meta tidak mengizinkan ${who} mengirim pesan${because(facts)}`
      : `Meta membatasi pengiriman dari ${who}${because(facts)}`,
  news: (facts) => reason(facts) ?? 'Meta tidak menyebut alasannya.',
  advice: (facts) => {
    const solution = facts.reasons.find((reason) => reason.solution !== null)?.solution;
    return solution ? `Saran Meta: ${shown(solution, 240)}` : 'Cari sebabnya di WhatsApp Manager.';
  },
  resolved: (_facts, who) => `Meta tidak lagi memblokir atau membatasi pengiriman dari ${who}.`,
};
