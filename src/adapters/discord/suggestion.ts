import type { Choice } from '../../ports.js';
import { SUGGESTIONS } from './limits.js';
import { cutAlone } from './literal.js';
import type { Suggestion } from './response.js';

/** The choices as Discord takes them. One whose value cannot be carried whole is left out: half of it is another. */
export function suggestionsOf(choices: readonly Choice[]): readonly Suggestion[] {
  const byValue = new Map<string, Suggestion>();
  for (const { label, value } of choices) {
    if (value === '' || value.length > SUGGESTIONS.value || /\p{Cs}/u.test(value)) continue;
    const name = cutAlone(label, SUGGESTIONS.label) || cutAlone(value, SUGGESTIONS.label);
    if (name !== '' && !byValue.has(value)) byValue.set(value, { name, value });
  }
  return [...byValue.values()].slice(0, SUGGESTIONS.count);
}
