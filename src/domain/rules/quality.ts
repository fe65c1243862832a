import type { NumberSnapshot } from '../snapshot.js';
import type { Subject, VerdictOf } from '../verdict.js';
import { judgedPresent } from './present-numbers.js';
import { clear, firing, undecided } from './verdicts.js';
import { seenIn } from './subjects.js';
import { severityOf, type RuleInput, type Rule } from './rule.js';

interface QualityFacts {
  readonly rule: 'quality';
  readonly quality: 'yellow' | 'red';
}

const usual = { yellow: 'warning', red: 'critical' } as const;

/** Yellow is a warning, red is critical. An unknown rating is neither; a number that has left is not judged. */
export const quality: Rule<QualityFacts> = {
  name: 'quality',
  usual,
  otherwise: null,
  settings: {},
  times: {},
  explains: false,
  judge(look) {
    return judgedPresent('quality', seenIn(look)?.numbers ?? [], (number, subject) =>
      judgeQuality(look, subject, number),
    );
  },
};

function judgeQuality(
  look: RuleInput,
  subject: Subject,
  { quality }: NumberSnapshot,
): VerdictOf<QualityFacts> {
  switch (quality) {
    case 'green':
      return clear('quality', subject);
    case 'unknown':
      return undecided('quality', subject);
    case 'yellow':
    case 'red': {
      const severity = severityOf(look.thresholds, 'quality', quality, usual[quality]);
      return firing(look, subject, severity, quality === 'red' ? 2 : 1, { rule: 'quality', quality });
    }
  }
}
