import type { ChartSummary } from '../../../src/domain/chart-facts.js';
import { after, DAY, HOUR } from '../../../src/domain/time.js';
import type { Words } from '../../../src/words/index.js';
import { noon } from '../looks.js';

const moment = { zone: 'Asia/Jakarta', now: noon };
const later = after(noon, 3 * HOUR);

const drawn: ChartSummary = {
  from: after(noon, -7 * DAY),
  to: noon,
  zone: 'Asia/Jakarta',
  peak: { at: after(noon, -DAY), atLeast: null, atMost: 6_120, percent: 61 },
  limit: 10_000,
  limitBefore: 2_000,
  overLimit: 'perhaps',
  unknownShare: 0.1,
  worstQuality: 'yellow',
  incidents: 3,
  worstSeverity: 'critical',
};

/** Says what the played stories do not come to, with example facts. */
export function sayTheRest(words: Words): void {
  sayOfAlerts(words);
  sayOfAnswers(words);
  sayOfTiers(words);
  sayOfCourses(words);
  sayOfAdvice(words);
  sayOfPictures(words);
  sayOfSetup(words);
}

function sayOfAlerts({ alerts, deeds, digest, counted }: Words): void {
  alerts.rated(5, 'red');
  for (const n of [1, 5, 8]) alerts.ratedOf(n, 8, 'red');
  alerts.alike(5, 'Lorem ipsum');
  deeds.scopeRule('Lorem', 'Toko Maju');
  deeds.languageSet('English');
  digest.limitRaised('2.000', '10.000');
  digest.limitLowered('10.000', '2.000');
  digest.limitOnly('10.000');
  digest.aheadPeak('9.200', null, { with: 'days', n: 5 });
  digest.unmatched('400');
  counted.exactly('6.120');
  counted.between(5_980, 6_120);
  counted.atLeast(5_980);
  counted.since(noon, moment);
  counted.exactFrom(later, moment);
  counted.share('16 %', '950');
  counted.shareOf('Toko 1', '16 %');
  counted.volume(6_800);
}

function sayOfAnswers({ answers, pastDays }: Words): void {
  answers.limitIs('10.000');
  answers.shareOf('Toko 1', '71 %');
  answers.unmatched('400');
  answers.unmatchedShort('400');
  answers.listedToo('1065403722001', 'Lorem');
  answers.severalPortfolios('Toko');
  answers.didYouMean('/quota');
  answers.refreshTooSoon(20_000);
  pastDays.lead('8.200', 'Lorem');
  pastDays.upTo(8_200);
}

function sayOfAdvice({ advice }: Words): void {
  const template = { name: 'promo_nov', quality: 'yellow', status: 'APPROVED' } as const;
  advice.but(template);
  for (const sent of [1, 1_200]) advice.taken(null, 'Lorem', sent, sent === 1 ? null : 0.31);
  advice.taken(template, 'Lorem', 1_200, 0.31);
  advice.leastRead(template, 'Lorem', 0.12);
  advice.untold('Lorem ipsum');
  for (const requests of [1, 34]) advice.stops(requests, 1_980, requests / 1_980);
}

function sayOfTiers({ tiers, broadcasts, clock, period, allNumbers }: Words): void {
  clock(noon, 'Asia/Jakarta');
  for (const days of [0, 3]) period({ from: after(noon, -days * DAY), to: later }, moment);
  period({ from: after(noon, -DAY - HOUR), to: after(noon, -DAY) }, moment);
  for (const n of [1, 2, 14]) allNumbers(n);
  for (const kind of ['after', 'within'] as const) {
    tiers.onTrack('100.000', later, kind, moment);
    tiers.perhaps('100.000', later, kind, moment);
  }
  tiers.perhaps('100.000', null, 'after', moment);
  tiers.overdue('100.000', later, moment);
  for (const accuracy of ['exact', 'at-most'] as const) tiers.need(5_000, 7, '100.000', 3_900, accuracy);
  tiers.notYet('100.000');
  tiers.onPace(later, moment);
  tiers.blocked('100.000');
  tiers.heldBack(['Toko 1', 'Toko 2']);
  tiers.holderStatus('Toko 1', 'Lorem');
  for (const days of [1, 5]) tiers.plan(780, days);
  for (const days of [null, 1, 5]) tiers.countdown('Toko 1', days, days === null ? null : '2.000');
  tiers.recovering('Toko 1');
  broadcasts.blocked('Toko 1', 'Lorem');
}

function sayOfCourses({ whatIf }: Words): void {
  for (const n of [1, 3_000]) whatIf.fitsBut(n, 80, later, moment);
  whatIf.reachedAnyway(noon, later, moment);
  whatIf.peak(9_120, 10_000, true, { at: later, moment });
  whatIf.asUsual({ with: 'weeks', n: 4 });
}

function sayOfPictures({ chart, signals }: Words): void {
  signals.share(0.035);
  for (const side of ['high', 'low'] as const) signals.extreme('12 %', side);
  chart.limit(10_000);
  chart.threshold(80);
  for (const bound of [null, 'at-least', 'at-most'] as const) chart.peak(6_120, 61, bound);
  chart.number(6_120);
  for (const style of ['weekday', 'date'] as const) chart.day(noon, 'Asia/Jakarta', style);
  chart.sentence(drawn);
  chart.sentence({ ...drawn, peak: null, limit: null, limitBefore: null, overLimit: 'no', unknownShare: 1 });
}

function sayOfSetup({ setup }: Words): void {
  const sentence = 'Lorem ipsum.';
  setup.secret('SLACK_BOT_TOKEN');
  setup.trying('SLACK_BOT_TOKEN');
  setup.asking('Slack');
  setup.lookingAt('Toko Maju');
  setup.works('SLACK_BOT_TOKEN', 'tierwatch', 'Toko Maju');
  setup.kept(sentence);
  setup.fails('SLACK_BOT_TOKEN', sentence);
  setup.tokenEnds('Lorem');
  setup.lacks(['whatsapp_business_management']);
  setup.appLacks(['chat:write', 'commands']);
  setup.belongsElsewhere('xapp-', 'SLACK_APP_TOKEN');
  setup.setElsewhere.process('SLACK_BOT_TOKEN');
  setup.setElsewhere['secret-file']('SLACK_BOT_TOKEN');
  setup.replace('SLACK_TEAM', 'T1', 'T2');
  sayOfPortfolios(setup, sentence);
  sayOfChannels(setup, sentence);
  sayOfFiles(setup);
  setup.test.arrived('slack:C1');
  setup.test.failed('slack:C1', sentence);
  setup.test.unclear('slack:C1', sentence);
  setup.test.notOpen('discord:1');
}

function sayOfPortfolios({ portfolios }: Words['setup'], sentence: string): void {
  for (const count of [1, 3]) portfolios.byAccounts(count);
  portfolios.seen('Toko Maju', 1, ['Toko 1']);
  portfolios.seen('Toko Maju', 9, ['Toko 1', 'Toko 2']);
  portfolios.unseen('Toko Maju', sentence);
  portfolios.empty('Toko Maju');
}

function sayOfChannels({ chats }: Words['setup'], sentence: string): void {
  chats.wanted('Slack');
  chats.invite('Discord');
  chats.join('/invite @tierwatch');
  chats.told('#ops');
  chats.can('#ops');
  chats.cannot('#ops', sentence);
  chats.oneServer('Toko Maju', 'DISCORD_GUILD_ID');
}

function sayOfFiles({ files }: Words['setup']): void {
  const file = 'tierwatch.yaml';
  files.mistakes(file);
  files.variables(['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN']);
  files.settings(file);
  files.openToOthers('.env');
  files.changed(file);
  files.written(file);
  files.writtenForOwner('.env');
  files.failed(file, 'EACCES');
}
