import { expect, it } from 'vitest';
import { pollReport } from '../../src/app/poll-report.js';
import type { Finding, Subject } from '../../src/domain/finding.js';
import { ruleNames } from '../../src/domain/rules/index.js';
import { isoOf } from '../../src/domain/time.js';
import { tokoMaju } from '../support/asking.js';
import { noon, portfolioId, portfolioOf } from '../support/looks.js';
import { samples } from '../support/rules/index.js';

const subject: Subject = { kind: 'portfolio', id: portfolioId, label: 'Toko Maju' };

/** What the report prints of everything that one rule may find. */
function printed(rule: (typeof ruleNames)[number]): string {
  const found = samples[rule].facts.map((facts): Finding => ({
    rule,
    portfolio: portfolioId,
    subject,
    severity: 'info',
    level: 1,
    facts,
  }));
  const report = pollReport([
    {
      plan: tokoMaju,
      owner: portfolioId,
      observation: { kind: 'seen', at: noon, snapshot: portfolioOf({ numbers: [] }) },
      verdicts: found.map((finding) => ({ kind: 'firing', finding })),
      summary: { taken: true, notices: [], queued: 0 },
      forecasts: [],
    },
  ]);
  return JSON.stringify(report);
}

it.each(ruleNames)('no time in what %s finds is printed as a number', (rule) => {
  expect(printed(rule)).not.toMatch(/:\d{13}[,}]/);
});

it('times are printed in UTC, also those of a span, and those that are not known as null', () => {
  expect(printed('usage')).toContain(`"asOf":"${isoOf(noon)}"`);
  expect(printed('usage')).toMatch(/"window":\{"from":"2026-11-21T[^"]*Z","to":"2026-11-22T[^"]*Z"\}/);
  expect(printed('usage')).toContain('"reachedAt":null');
  expect(printed('token')).toContain('"expiresAt":null');
  expect(printed('sight')).toContain('"lastSeenAt":null');
});
