import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { demoAccount } from '../../src/simulator/stories/demo.js';
import { discordFault } from '../support/discord/faults.js';
import { HOME_CHANNEL as DISCORD } from '../support/discord/guild.js';
import { built } from '../support/e2e/built.js';
import { run, start, type Running } from '../support/e2e/program.js';
import { filesIn, secretIn } from '../support/e2e/secrets.js';
import { openWalledShop, proxyPasswords, walledSettings } from '../support/e2e/walled-shop.js';
import { bodyOf, changeOf, signedWith } from '../support/meta-webhooks.js';
import { slackFault } from '../support/slack/faults.js';
import { HOME_CHANNEL as SLACK } from '../support/slack/workspace.js';
import { webhookReceiver } from '../support/webhook-receiver.js';

vi.setConfig({ testTimeout: 180_000 });

/** What somebody pasted where it does not belong. */
const pasted = 'EAApastedCANARY00000000000000000';
/** The password of a database that is not there. */
const databasePassword = 'pgCANARYpassword';
const everywhere = walledSettings
  .replace(
    `  - to: slack:${SLACK}`,
    `  - { to: "slack:${SLACK}", digest: "* * * * *" }\n  - to: webhook:pager`,
  )
  .concat(`graph: { templates: all }\n`);

/** A script in the process of the bot, as a vendor's library would be; what it throws holds every secret. */
const crashing = `
  const all = Object.values(process.env).join(' ');
  process.on('SIGUSR1', () => { setTimeout(() => { throw new Error(all, { cause: all }); }, 1); Promise.reject(all); });
  process.on('SIGWINCH', () => setInterval(() => { throw Object.assign(new Error(all), { config: process.env }); }, 1));
`;

it('a whole run with everything on, in which everything fails once, shows no secret anywhere', async () => {
  const walled = await openWalledShop();
  onTestFinished(() => walled.close());
  const { shop, folder } = walled;
  const { meta, slack, discord } = shop;
  const pager = await webhookReceiver();
  onTestFinished(() => pager.close());
  writeFileSync(join(folder, 'tierwatch.yaml'), everywhere);
  const env: Readonly<Record<string, string>> = {
    ...walled.env,
    LOG_LEVEL: 'trace',
    WEBHOOK_PAGER_URL: `${pager.url}?key=pagerCANARYkey`,
    WEBHOOK_PAGER_SECRET: pager.secret,
  };
  const secrets = [
    ...shop.secrets.filter((one) => one !== shop.env['HEARTBEAT_URL']),
    ...proxyPasswords,
    ...['CANARY', pasted, env['HTTPS_PROXY'] ?? '', pager.secret, databasePassword],
  ];
  /** All that anybody could see, and where. */
  const seen: (readonly [where: string, what: string])[] = [];

  const bot = startBot(folder, env);
  const [, url = ''] = await bot.says(/"http":"(http:[^"]+)"/);
  await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), 30_000);

  for (const name of ['numbers', 'tier', 'quota', 'digest', 'incidents', 'history', 'help']) {
    seen.push(['Slack', JSON.stringify(await slack.sendSlash({ command: `/${name}` }).posted())]);
    seen.push(['Discord', JSON.stringify(await discord.sendCommand({ name }).reply())]);
  }
  const bearer = { authorization: `Bearer ${env['TIERWATCH_API_TOKEN'] ?? ''}` };
  for (const path of [
    '/healthz',
    '/readyz',
    '/metrics',
    '/v1/numbers',
    '/v1/incidents',
    '/v1/openapi.json',
    '/none',
  ]) {
    for (const headers of [{}, bearer, { authorization: 'Bearer guess' }])
      seen.push(await asked(`${url}${path}`, { headers }));
  }
  const body = JSON.stringify(
    bodyOf([changeOf('account_review_update', { decision: 'REJECTED' })], Math.floor(Date.now() / 1000)),
  );
  for (const headers of [signedWith(demoAccount.appSecret, body), signedWith('guess', body), {}])
    seen.push(await asked(`${url}/webhooks/meta`, { method: 'POST', body, headers }));
  for (const token of [env['META_WEBHOOK_VERIFY_TOKEN'] ?? '', 'guess']) {
    const query = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.challenge': '1',
      'hub.verify_token': token,
    });
    seen.push(await asked(`${url}/webhooks/meta?${query.toString()}`));
  }

  const echo = secrets.join(' ');
  meta.setFaults([
    { kind: 'graph-error', status: 400, code: 190, message: `Error validating access token: ${echo}` },
  ]);
  slack.faults.always(
    'chat.postMessage',
    slackFault.refused('invalid_auth', { needed: echo, provided: echo }),
  );
  slack.faults.always('apps.connections.open', slackFault.refused('invalid_auth', { error_details: echo }));
  discord.faults.always(/POST .*messages$/, discordFault.refused(403, 50001, echo));
  shop.monitor.answer(500);
  pager.meets({ status: 500, body: echo });
  await slack.dropSocket();
  await discord.gateway.close(4000);
  for (const args of [
    ['check'],
    ['check', '--json'],
    ['poll', '--json'],
    ['ask', '/numbers'],
    ['digest', '--dry-run'],
    ['alert-test'],
  ]) {
    const { out, err } = await run(built('cli'), args, { folder, env });
    seen.push([args.join(' '), out + err]);
  }
  await bot.says(/"event":"look.blind"/);
  walled.proxy.refuse(502);
  await slack.dropSocket().catch(() => undefined);
  seen.push(['check without a way out', (await run(built('cli'), ['check'], { folder, env })).out]);

  const lost = { ...env, STORE_URL: `postgres://tierwatch:${databasePassword}@127.0.0.1:1/tierwatch` };
  for (const [program, args] of [
    ['cli', ['check']],
    ['main', []],
  ] as const) {
    const { out, err } = await run(built(program), args, { folder, env: lost });
    seen.push([`${program} without its database`, out + err]);
  }

  writeFileSync(join(folder, 'tierwatch.yaml'), `${everywhere}timezone: ${pasted}\n${pasted}: 1\n`);
  bot.signal('SIGHUP');
  await bot.says(/"event":"settings.refused"/);
  const wrong = await run(built('cli'), ['check'], { folder, env });
  seen.push(['wrong settings', wrong.out + wrong.err]);
  writeFileSync(join(folder, 'tierwatch.yaml'), everywhere);

  bot.signal('SIGUSR1');
  await bot.says(/"event":"uncaught"/);
  await bot.says(/"event":"unhandled"/);
  bot.signal('SIGWINCH');
  const { code, out, err } = await bot.ended;
  expect(code).toBe(1);
  seen.push(['stdout', out], ['stderr', err]);

  seen.push(
    ...filesIn(folder).map(([path, bytes]) => [path, bytes] as const),
    [
      'messages in Slack',
      JSON.stringify([slack.messages.list(), slack.ephemerals, slack.requests.map(({ args }) => args)]),
    ],
    ['messages to a program', JSON.stringify(pager.taken)],
    [
      'messages in Discord',
      JSON.stringify([discord.messages.list(DISCORD), discord.requests.map((one) => [one])]),
    ],
  );
  // It was a run in which there was something to see.
  expect(pager.taken.length).toBeGreaterThan(0);
  expect(err.match(/\[secret\]/g)?.length ?? 0).toBeGreaterThan(3);
  const events = new Set([...err.matchAll(/"event":"([^"]+)"/g)].map(([, event]) => event));
  for (const event of [
    'look.blind',
    'notification.failed',
    'slack.refused',
    'webhook.forged',
    'beyond-repair',
  ])
    expect([...events]).toContain(event);
  expect(seen.filter(([, what]) => what !== '').length).toBeGreaterThan(50);
  for (const [where, what] of seen) expect(secretIn(what, secrets), where).toBeNull();
});

function startBot(folder: string, env: Readonly<Record<string, string>>): Running {
  const script = `data:text/javascript,${encodeURIComponent(crashing)}`;
  const bot = start('--import', [script, built('main')], { folder, env });
  onTestFinished(async () => {
    bot.signal('SIGKILL');
    await bot.ended;
  });
  return bot;
}

async function asked(url: string, init: RequestInit = {}): Promise<readonly [string, string]> {
  const answer = await fetch(url, init);
  return [url, JSON.stringify([...answer.headers]) + (await answer.text())];
}
