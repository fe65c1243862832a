import { clear, firing, undecided } from './verdicts.js';
import { numberSubject, seenIn } from './subjects.js';
import { severityOf, type Rule } from './rule.js';

/** Yellow is a warning, red is critical. An unknown rating is neither trouble nor recovery. */
export const quality: Rule = {
  name: 'quality',
  judge(look) {
    return (seenIn(look)?.numbers ?? []).map((number) => {
      const subject = numberSubject(number);
      switch (number.quality) {
        case 'green':
          return clear('quality', subject);
        case 'unknown':
          return undecided('quality', subject);
        case 'yellow':
        case 'red': {
          const red = number.quality === 'red';
          const severity = severityOf(
            look.thresholds,
            'quality',
            number.quality,
            red ? 'critical' : 'warning',
          );
          return firing(look, subject, severity, red ? 2 : 1, { rule: 'quality', quality: number.quality });
        }
      }
    });
  },
};
