import { judgeSigns, type Sign, type SignSettings } from '../signals/judge-signs.js';
import type { SignalWindow } from '../signals/window.js';
import type { NumberSnapshot, PortfolioSnapshot, Quality } from '../snapshot.js';
import { worstRated } from '../template-insights.js';
import type { Subject, VerdictOf } from '../verdict.js';
import { judgedPresent } from './present-numbers.js';
import { severityOf, type RuleInput, type Rule } from './rule.js';
import { seenIn } from './subjects.js';
import { clear, firing, undecided } from './verdicts.js';

interface WarningSignsFacts {
  readonly rule: 'warning-signs';
  /** The strongest two, of which the first is one at least. */
  readonly signs: readonly Pick<Sign, 'signal' | 'hours' | 'count' | 'of' | 'usual' | 'compared' | 'level'>[];
  /** The worst template of its account; null: none is bad, or they are not read. Webhooks do not name it. */
  readonly template: {
    readonly name: string;
    readonly quality: Quality;
    readonly status: string | null;
  } | null;
}

interface WarningSignsSettings {
  readonly warningSigns: SignSettings;
}

const usual = { note: 'info', warning: 'warning' } as const;

/**
 * Early signs that people take a number's messages badly, before its colour tells. One alert for each number. Silent
 * where there is too little to compare with. An alert ends when all signs are usual, or nothing was sent for a day.
 */
export const warningSigns: Rule<WarningSignsFacts, WarningSignsSettings> = {
  name: 'warning-signs',
  usual,
  otherwise: null,
  settings: {
    warningSigns: {
      hours: [1, 3, 24],
      leastMessages: 40,
      leastCompared: 200,
      leastSigns: 3,
      leastWeeks: 3,
      leastDays: 5,
      leastSpread: 0.25,
      note: { times: 1.5, deviations: 3 },
      warning: { times: 2, deviations: 3.75 },
    },
  },
  times: {},
  explains: false,
  judge(look) {
    const snapshot = seenIn(look);
    if (snapshot === null || look.signals.size === 0) return [];
    return judgedPresent('warning-signs', snapshot.numbers, (number, subject) =>
      judgeNumber(look, snapshot, number, subject),
    );
  },
};

function judgeNumber(
  look: RuleInput<WarningSignsSettings>,
  snapshot: PortfolioSnapshot,
  number: NumberSnapshot,
  subject: Subject,
): VerdictOf<WarningSignsFacts> {
  const windows = look.signals.get(number.id) ?? [];
  const settings = look.thresholds.warningSigns;
  const judged = judgeSigns(windows, settings);
  if (judged.kind === 'too-little') {
    return isSurelyCounted(snapshot) && isQuiet(windows, settings)
      ? clear('warning-signs', subject)
      : undecided('warning-signs', subject);
  }
  const [strongest] = judged.signs;
  if (strongest === undefined || strongest.level === 0) {
    return judged.isCalm ? clear('warning-signs', subject) : undecided('warning-signs', subject);
  }
  const level = strongest.level === 2 ? 'warning' : 'note';
  const severity = severityOf(look.thresholds, 'warning-signs', level, usual[level]);
  const others = judged.signs.filter(({ signal, level }) => signal !== strongest.signal && level > 0);
  return firing(look, subject, severity, strongest.level, {
    rule: 'warning-signs',
    signs: [strongest, ...others.slice(0, 1)].map(told),
    template: worstTemplate(snapshot, number),
  });
}

function told({
  signal,
  hours,
  count,
  of,
  usual,
  compared,
  level,
}: Sign): WarningSignsFacts['signs'][number] {
  return { signal, hours, count, of, usual, compared, level };
}

/** Whether all webhooks of the last day arrived, so that nothing counted is nothing sent. */
function isSurelyCounted({ usage }: PortfolioSnapshot): boolean {
  return usage.known && usage.value.counted !== undefined && usage.value.counted.atMost !== null;
}

function isQuiet(windows: readonly SignalWindow[], { leastSigns }: SignSettings): boolean {
  return windows.every(({ days }) => {
    const { sent = 0, stops = 0, optOuts = 0 } = days.get(0) ?? {};
    return sent === 0 && stops + optOuts < leastSigns;
  });
}

/** The worst template of a number's account; paused or disabled is worse than any rating. */
function worstTemplate(snapshot: PortfolioSnapshot, { waba }: NumberSnapshot): WarningSignsFacts['template'] {
  const account = snapshot.wabas.find(({ id }) => id === waba);
  if (account === undefined || !account.templates.known) return null;
  const worst = worstRated(account.templates.value);
  return worst && { name: worst.name, quality: worst.quality, status: worst.status };
}
