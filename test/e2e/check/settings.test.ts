import { describe, expect, it } from 'vitest';
import { checked, usualSettings, type Fault } from '../../support/e2e/checking.js';

const instead = (text: string, other: string): Fault => ({ settings: usualSettings.replace(text, other) });
const with_ = (more: string): Fault => ({ settings: `${usualSettings}${more}\n` });

const faults: readonly (readonly [string, Fault, RegExp])[] = [
  [
    'a tab in the indentation',
    { settings: usualSettings.replace('  - to: slack', '\t- to: slack') },
    /^tierwatch\.yaml:4: A tab stands in the indentation; write spaces, which YAML wants\.$/,
  ],
  [
    'a quote that is not closed',
    instead('Toko Maju', '"Toko Maju'),
    /^tierwatch\.yaml:\d+: This is not YAML \(.*\); check quotes, colons and indentation\.$/,
  ],
  [
    'an id of Discord without quotes',
    instead(
      'discord:300000000000000001',
      'discord:300000000000000001\n    mention: { critical: 400000000000000001 }',
    ),
    /^tierwatch\.yaml:6 routes\[1\]\.mention\.critical: This id has too many digits to stand without quotes; put it in quotes\.$/,
  ],
  [
    'an id of Meta without quotes',
    instead('"506914307656634"', '50691430765663412345'),
    /^tierwatch\.yaml:2 portfolios\[0\]\.id: This id has too many digits to stand without quotes; put it in quotes\.$/,
  ],
  [
    'a setting with a misspelt name',
    with_('timezoen: UTC'),
    /^tierwatch\.yaml:6 timezoen: There is no such setting; did you mean timezone\?$/,
  ],
  [
    'a time zone that nobody knows',
    with_('timezone: Asia/Jakata'),
    /^tierwatch\.yaml:6 timezone: .*IANA time zone/,
  ],
  [
    'a route to a platform that nobody knows',
    instead('slack:', 'slakc:'),
    /^tierwatch\.yaml:4 routes\[0\]\.to: .*Did you mean slack\?$/,
  ],
  [
    'a portfolio that no line names',
    with_('access: { ask: [{ portfolios: [Toko Maja] }] }'),
    /^tierwatch\.yaml:6 access\.ask\[0\]\.portfolios\[0\]: No portfolio is called "Toko Maja"; did you mean "Toko Maju"\?$/,
  ],
  [
    'a token in the settings file',
    instead('id:', 'token: EAAGCANARYCANARYCANARY, id:'),
    /^tierwatch\.yaml:2 portfolios\[0\]\.token: This must name an environment variable/,
  ],
  [
    'a token in quotes that stay',
    { env: { SLACK_BOT_TOKEN: "'xoxb-CANARY-quoted'" } },
    /^SLACK_BOT_TOKEN: It stands in quotes, which count as part of it\. Write it without them\.$/,
  ],
  [
    'a port that is none',
    { env: { PORT: '80 80' } },
    /^PORT: This must be a whole number from 0 to 65535\.$/,
  ],
];

describe('check and the settings', () => {
  it.each(faults)('tells %s in one line, and tries nothing', async (_name, fault, line) => {
    const { code, toFix, well } = await checked(fault);
    expect(toFix).toEqual([expect.stringMatching(line)]);
    expect([code, well]).toEqual([2, []]);
  });
});
