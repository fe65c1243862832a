import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { HOUR } from '../../src/domain/time.js';
import { demoAccount, demoMoments, demoStory } from '../../src/simulator/stories/demo.js';
import { discordFault } from '../support/discord/faults.js';
import { built } from '../support/e2e/built.js';
import { bareInstants, pollDocument, type PollDocument } from '../support/e2e/poll-document.js';
import { run, type Ended } from '../support/e2e/program.js';
import { filesIn, secretIn } from '../support/e2e/secrets.js';
import { openShop, standingStory, type Shop } from '../support/e2e/shop.js';
import { folderWith } from '../support/folder.js';
import { HOME_CHANNEL as SLACK } from '../support/slack/workspace.js';
import { HOME_CHANNEL as DISCORD } from '../support/discord/guild.js';

const watched = `portfolios:
  - name: Toko Maju
    id: "${demoAccount.portfolioId}"
    aliases: { "+62 812-3456-7890": Promo }
`;
const quiet = `${watched}routes: []\n`;
const routed = `${watched}routes:
  - to: slack:${SLACK}
    locale: id
    timezone: Asia/Jakarta
    digest: "0 8 * * 1-5"
  - to: discord:${DISCORD}
`;

// Each run is a process that loads the libraries of all chats: seconds on a machine that is busy.
vi.setConfig({ testTimeout: 120_000 });

let shop: Shop;

beforeAll(async () => {
  // An hour after the promotion turned red, with more than 90 percent of the limit used.
  const start = Date.now() - (demoMoments.promoRed + HOUR);
  shop = await openShop(demoStory(start), () => Date.now());
});
afterEach(() => {
  shop.meta.setFaults([]);
  shop.slack.faults.clear();
  shop.discord.faults.clear();
});
afterAll(() => shop.close());

/** Runs the command line in a folder that holds `files`; nothing it says or leaves behind may hold a secret. */
async function tierwatch(
  args: readonly string[],
  options: {
    readonly settings?: string;
    readonly env?: Record<string, string>;
    readonly folder?: string;
  } = {},
): Promise<Ended & { readonly folder: string }> {
  const folder = options.folder ?? folderWith({ 'tierwatch.yaml': options.settings ?? quiet });
  const env = { ...shop.env, ...options.env };
  const ended = await run(built('cli'), args, { folder, env });
  const secrets = [...shop.secrets, ...Object.values(env).filter((value) => value.includes('CANARY'))];
  expect(secretIn(ended.out + ended.err, secrets)).toBeNull();
  for (const [name, text] of filesIn(folder)) expect(secretIn(text, secrets), name).toBeNull();
  return { ...ended, folder };
}

async function pollOf(
  args: readonly string[],
  options: Parameters<typeof tierwatch>[1] = {},
): Promise<{ readonly document: PollDocument; readonly code: number | null }> {
  const { out, err, code } = await tierwatch(['poll', '--json', ...args], options);
  expect(err).toBe('');
  const plain: unknown = JSON.parse(out);
  expect(bareInstants(plain), 'instants are text').toEqual([]);
  return { document: pollDocument.parse(plain), code };
}

const only = <T>(list: readonly T[]): T => {
  const [first, ...rest] = list;
  if (first === undefined || rest.length > 0) throw new Error(`Wanted one, got ${list.length}.`);
  return first;
};
const storeFiles = (folder: string): readonly string[] => filesIn(`${folder}/data`).map(([name]) => name);
const storeBytes = (folder: string): readonly string[] =>
  filesIn(`${folder}/data`, ['tierwatch.sqlite-wal', 'tierwatch.sqlite-shm']).map(([, text]) => text);
const posts = (): number => shop.slack.messages.list().length + shop.discord.messages.list().length;

describe('poll', () => {
  it('prints the document that others rely on', async () => {
    const { document, code } = await pollOf(['--dry-run']);
    expect(code).toBe(0);
    const portfolio = only(document.portfolios);
    expect(portfolio).toMatchObject({
      id: demoAccount.portfolioId,
      name: 'Toko Maju',
      seen: true,
      problem: null,
      limit: { known: true, kind: 'capped', recipients: 10_000 },
      usage: { known: true, accuracy: 'at-most', source: 'pricing_analytics' },
      nextTier: { verdict: 'blocked' },
    });
    expect(portfolio.numbers).toHaveLength(4);
    expect(portfolio.numbers.find((one) => one.id === demoAccount.promoId)).toMatchObject({
      phone: '+6281234567890',
      name: 'Promo',
      quality: 'red',
      status: 'connected',
      rawStatus: 'CONNECTED',
    });
    expect(portfolio.findings.map(({ rule, subject, severity }) => [rule, subject, severity])).toEqual([
      ['quality', '+6281234567890', 'critical'],
      ['usage', demoAccount.portfolioId, 'warning'],
    ]);
    expect(portfolio.findings[1]?.facts).toMatchObject({ threshold: 90, limit: 10_000 });
  });

  it('tells ids with one phone apart, matches spellings, and tells volume that fits no number', async () => {
    const start = Date.now() - (demoMoments.promoRed + HOUR);
    const changed = {
      [demoAccount.wholesaleId]: { display: '+62 812-3456-7890', status: 'MIGRATED', quality: 'RED' },
      [demoAccount.careId]: { display: '+55 11 8888-8888', namedInInsights: '5511988888888' },
      [demoAccount.noticesId]: { namedInInsights: '15550783881' },
    };
    const other = await openShop(standingStory(start, changed), () => Date.now());
    try {
      const { document } = await pollOf(['--dry-run'], { env: { META_GRAPH_URL: other.meta.url } });
      const { usage, numbers, findings } = only(document.portfolios);
      if (!usage.known) throw new Error(usage.why);
      if (usage.source === 'ledger') throw new Error('Nobody was counted here.');
      const unmatched = usage.unmatched ?? 0;
      expect(unmatched).toBeGreaterThan(0);
      const usedBy = (id: string): number | string => {
        const number = numbers.find((one) => one.id === id);
        if (number?.usage.known !== true) return number?.usage.why ?? 'no such number';
        expect(number.usage).toMatchObject({ unmatched });
        return number.usage.recipients - unmatched;
      };
      expect(usedBy(demoAccount.wholesaleId)).toBe('moved');
      expect(usedBy(demoAccount.careId)).toBeGreaterThan(0);
      expect(usedBy(demoAccount.noticesId)).toBe(0);
      const own = [demoAccount.promoId, demoAccount.careId].map((id) => Number(usedBy(id)));
      expect(own.reduce((sum, one) => sum + one, unmatched)).toBe(usage.recipients);
      const ofNumbers = findings.filter((one) => one.numberId !== undefined);
      expect(ofNumbers.map(({ rule, subject, numberId }) => [rule, subject, numberId])).toEqual([
        ['status', '+6281234567890', demoAccount.wholesaleId],
      ]);
    } finally {
      await other.close();
    }
  });

  it('judges each number by its own limit where numbers own their limits', async () => {
    const start = Date.now() - (demoMoments.promoRed + HOUR);
    const limits = {
      [demoAccount.promoId]: { limit: 'TIER_10K' },
      [demoAccount.careId]: { limit: 'TIER_1K' },
      [demoAccount.wholesaleId]: { limit: 'TIER_1K' },
      [demoAccount.noticesId]: { limit: 'TIER_UNLIMITED' },
    };
    const other = await openShop(standingStory(start, limits), () => Date.now());
    try {
      const settings = `rulebook: per-number-2023\n${quiet}`;
      const env = { META_GRAPH_URL: other.meta.url };
      const { document } = await pollOf(['--dry-run'], { settings, env });
      const portfolio = only(document.portfolios);
      const percentOf = (id: string): number | null => {
        const number = portfolio.numbers.find((one) => one.id === id);
        return number?.usage.known ? number.usage.percent : null;
      };
      expect(percentOf(demoAccount.promoId)).toBeGreaterThan(55);
      expect(percentOf(demoAccount.promoId)).toBeLessThan(75);
      expect(percentOf(demoAccount.careId)).toBeGreaterThan(40);
      expect(percentOf(demoAccount.careId)).toBeLessThan(60);
      expect(percentOf(demoAccount.wholesaleId)).toBeGreaterThan(100);
      expect(percentOf(demoAccount.noticesId)).toBeNull();
      expect(portfolio.findings.filter((one) => one.rule === 'usage')).toMatchObject([
        { subject: '+6281398765432', severity: 'critical', facts: { threshold: 100, limit: 1_000 } },
      ]);
      expect(portfolio.nextTiers?.map((one) => [one.subject, one.verdict])).toHaveLength(4);
    } finally {
      await other.close();
    }
  });

  it('writes and sends nothing when it is dry, whether there is a store or not', async () => {
    const settings = routed;
    const dry = await tierwatch(['poll', '--dry-run'], { settings });
    expect([dry.code, storeFiles(dry.folder), posts()]).toEqual([0, [], 0]);

    const wet = await tierwatch(['poll'], { settings });
    expect(wet.code).toBe(0);
    const sent = posts();
    expect(sent).toBe(4);
    const before = storeBytes(wet.folder);
    expect(before.length).toBeGreaterThan(0);
    for (const args of [['poll', '--dry-run'], ['digest', '--dry-run'], ['check']]) {
      await tierwatch(args, { folder: wet.folder });
      expect(storeBytes(wet.folder), args.join(' ')).toEqual(before);
      expect(posts(), args.join(' ')).toBe(sent);
    }
  });

  it('leaves with 0 when one portfolio was seen and with 1 when none was', async () => {
    const two = `${watched}  - name: Toko Lain\n    id: "999000111222333"\nroutes: []\n`;
    const half = await pollOf(['--dry-run'], { settings: two });
    expect(half.code).toBe(0);
    expect(half.document.portfolios.map((one) => one.seen)).toEqual([true, false]);
    expect(half.document.portfolios[1]).toMatchObject({ numbers: [], limit: { known: false } });
    expect(half.document.portfolios[1]?.problem).not.toBeNull();

    shop.meta.setFaults([{ kind: 'http', status: 502 }]);
    const none = await pollOf(['--dry-run']);
    expect(none.code).toBe(1);
    expect(only(none.document.portfolios)).toMatchObject({
      seen: false,
      problem: { kind: 'unreachable' },
      usage: { known: false },
    });
  });

  it('calls refused access a critical finding, and knows no limit then', async () => {
    const env = { META_ACCESS_TOKEN: 'EAAG-CANARY-wrong-token' };
    const { document, code } = await pollOf(['--dry-run'], { env });
    expect(code).toBe(1);
    const portfolio = only(document.portfolios);
    expect(portfolio.problem?.kind).toBe('unauthorised');
    expect(portfolio.findings.map((one) => [one.rule, one.severity])).toContainEqual(['sight', 'critical']);
  });
});

describe('ask and digest', () => {
  it('answer from the store in the language that is wanted', async () => {
    const { folder } = await tierwatch(['poll']);
    const calls = shop.meta.calls.length;
    const english = await tierwatch(['ask', '/quota 0812-3456-7890'], { folder });
    const indonesian = await tierwatch(['ask', 'quota ٠٨١٢٣٤٥٦٧٨٩٠', '--locale', 'id'], { folder });
    const json = await tierwatch(['ask', '/numbers', '--json'], { folder });
    expect([english.code, indonesian.code, json.code]).toEqual([0, 0, 0]);
    expect(english.out).toContain('Promo · +62 812-3456-7890');
    expect(english.out).toMatch(/Quality: Low \(red\)/);
    expect(indonesian.out).toMatch(/Rendah \(merah\)/);
    const answer = JSON.parse(json.out) as Record<string, unknown>;
    expect(answer).toMatchObject({ question: '/numbers', card: { title: 'Numbers' } });
    expect(answer['text']).toContain('Promo');
    const digest = await tierwatch(['digest', '--dry-run', '--locale', 'id'], { folder });
    expect(digest.code).toBe(0);
    expect(digest.out).toContain('Toko Maju');
    expect(digest.out).toMatch(/Perlu perhatian/);
    expect(shop.meta.calls.length, 'nobody asked Meta again').toBe(calls);
  });
});

describe('alert-test', () => {
  it('sends a marked alert through one route, and through no route that does not exist', async () => {
    const before = posts();
    const unknown = await tierwatch(['alert-test', 'slack:C0000000009'], { settings: routed });
    expect([unknown.code, posts()]).toEqual([2, before]);
    expect(unknown.err).toContain(`slack:${SLACK}`);

    const one = await tierwatch(['alert-test', `slack:${SLACK}`], { settings: routed });
    expect([one.code, posts()]).toEqual([0, before + 1]);
    expect(one.out).toContain(`slack:${SLACK}: delivered`);
    expect(shop.slack.messages.list().at(-1)?.text).toMatch(/test|uji/i);
  });

  it('leaves with 1 and says why when the channel refuses', async () => {
    shop.discord.faults.always(/POST .*messages$/, discordFault.missingPermissions);
    const refused = await tierwatch(['alert-test', `discord:${DISCORD}`], { settings: routed });
    expect(refused.code).toBe(1);
    expect(refused.out).toMatch(/not delivered\. The bot lacks a permission/);
  });
});

describe('check', () => {
  it('is content when everything works', async () => {
    const all = await tierwatch(['check', '--json'], { settings: routed });
    const { ok, trials } = JSON.parse(all.out) as { ok: boolean; trials: readonly { ok: boolean }[] };
    expect(trials.filter((trial) => !trial.ok)).toEqual([]);
    expect([ok, all.code]).toEqual([true, 0]);
  });

  it('names each thing that must be fixed', async () => {
    const env = {
      SLACK_BOT_TOKEN: 'xoxb-CANARY-wrong',
      DISCORD_TOKEN: 'CANARY.wrong.token',
      META_ACCESS_TOKEN: 'EAAG-CANARY-wrong-token',
    };
    const wrong = await tierwatch(['check'], { settings: routed, env });
    expect(wrong.code).toBe(1);
    for (const what of ['Meta, token META_ACCESS_TOKEN', 'Slack, bot token', 'Discord, bot token']) {
      expect(wrong.out).toContain(`FIX  ${what}`);
    }
  });
});

describe('what needs no settings', () => {
  it('is printed for people and for Slack', async () => {
    const folder = folderWith();
    const help = await tierwatch(['--help'], { folder });
    expect(help.code).toBe(0);
    for (const name of [
      'check',
      'poll',
      'ask',
      'digest',
      'alert-test',
      'webhooks',
      'slack-manifest',
      'discord-register',
      'config-schema',
    ]) {
      expect(help.out).toMatch(new RegExp(`^ +${name} .*\\S`, 'm'));
    }
    const schema = await tierwatch(['config-schema'], { folder });
    expect(schema.code).toBe(0);
    expect(JSON.parse(schema.out)).toMatchObject({
      type: 'object',
      properties: { portfolios: {}, routes: {} },
    });
    const manifest = await tierwatch(['slack-manifest'], { folder });
    expect(manifest.code).toBe(0);
    expect(JSON.parse(manifest.out)).toMatchObject({ features: {}, oauth_config: {} });
  });

  it('does not include a command that does not exist', async () => {
    const nonsense = await tierwatch(['nonsense']);
    expect(nonsense.code).toBe(2);
  });
});

describe('a wrong configuration', () => {
  const wrong = `portfolios:
  - name: Toko Maju
    id: toko
    rulebook: portfolio-2099
routes:
  - to: slakc:C1
    timezone: Asia/Jakata
polll: 3
`;

  it.each(['cli', 'main'] as const)(
    'names every mistake, starts nothing and leaves with 2 (%s)',
    async (name) => {
      const calls = shop.meta.calls.length;
      const requests = shop.slack.requests.length + shop.discord.requests.length;
      const folder = folderWith({ 'settings.yaml': wrong });
      const env = { ...shop.env, PORT: 'CANARY', META_GRAPH_URL: 'http://example.com', LOG_LEVEL: 'loud' };
      const args = name === 'cli' ? ['poll', '--config', 'settings.yaml'] : ['--config', 'settings.yaml'];
      const ended = await run(built(name), args, { folder, env });
      expect([ended.code, ended.out]).toEqual([2, '']);
      for (const place of [
        'portfolios[0].id',
        'portfolios[0].rulebook',
        'routes[0].to',
        'routes[0].timezone',
        'polll',
        'PORT',
        'META_GRAPH_URL',
        'LOG_LEVEL',
      ]) {
        expect(ended.err).toContain(place);
      }
      expect(secretIn(ended.err, shop.secrets)).toBeNull();
      expect(ended.cpuMs).toBeLessThan(2_000);
      expect(filesIn(folder).map(([path]) => path)).toHaveLength(1);
      expect(shop.meta.calls.length).toBe(calls);
      expect(shop.slack.requests.length + shop.discord.requests.length).toBe(requests);
    },
  );
});
