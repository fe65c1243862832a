import type { Subject, Verdict } from '../finding.js';
import type { NumberSnapshot } from '../snapshot.js';
import { judgedPresent } from './present-numbers.js';
import { clear, firing, undecided } from './verdicts.js';
import { seenIn } from './subjects.js';
import { severityOf, type Look, type Rule } from './rule.js';

/** Yellow is a warning, red is critical. An unknown rating is neither; a number that has left is not judged. */
export const quality: Rule = {
  name: 'quality',
  judge(look) {
    return judgedPresent('quality', seenIn(look)?.numbers ?? [], (number, subject) =>
      judgeQuality(look, subject, number),
    );
  },
};

function judgeQuality(look: Look, subject: Subject, { quality }: NumberSnapshot): Verdict {
  switch (quality) {
    case 'green':
      return clear('quality', subject);
    case 'unknown':
      return undecided('quality', subject);
    case 'yellow':
    case 'red': {
      const red = quality === 'red';
      const severity = severityOf(look.thresholds, 'quality', quality, red ? 'critical' : 'warning');
      return firing(look, subject, severity, red ? 2 : 1, { rule: 'quality', quality });
    }
  }
}
