import type { Words } from '../words/index.js';
import type { Form, Option } from './card.js';
import type { Reader } from './reader.js';

/** The longest reason that is kept, in UTF-16 units. */
export const longestReason = 200;

/** How long a silence may last, for a menu or a form; the shortest first. */
export function silenceTimes({ forms }: Words): readonly [Option, ...Option[]] {
  const { times } = forms.silence;
  return [
    { label: times.halfHour, value: '30m' },
    { label: times.hour, value: '1h' },
    { label: times.fourHours, value: '4h' },
    { label: times.morning, value: 'until 08:00' },
    { label: times.healthy, value: 'until healthy' },
  ];
}

/** Asks how long something is to be silent, and why. */
export function silenceForm({ words }: Reader): Form {
  const { cancel, silence } = words.forms;
  return {
    title: silence.title,
    submit: silence.submit,
    cancel,
    fields: [
      { kind: 'choice', name: 'time', label: silence.time, options: silenceTimes(words) },
      {
        kind: 'text',
        name: 'reason',
        label: silence.reason,
        hint: silence.reasonHint,
        longest: longestReason,
      },
    ],
  };
}
