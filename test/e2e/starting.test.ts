import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { built } from '../support/e2e/built.js';
import { run, start, type Ended } from '../support/e2e/program.js';
import { folderWith } from '../support/folder.js';
import { jsonAnswer, listenOnLoopback } from '../support/loopback/http.js';

vi.setConfig({ testTimeout: 120_000 });

const settings = 'portfolios: [{ name: Toko, id: "506914307656634" }]\nroutes: []\n';
const env = { META_ACCESS_TOKEN: 'EAAG-token', META_GRAPH_URL: 'http://127.0.0.1:9', PORT: '0' };

describe('the bot as it starts', () => {
  it('says which port is in use, and leaves with 1', async () => {
    const other = await listenOnLoopback(() => Promise.resolve(jsonAnswer({})));
    try {
      const folder = folderWith({ 'tierwatch.yaml': settings });
      const port = String(other.port);
      const { code, err } = await run(built('main'), [], { folder, env: { ...env, PORT: port } });
      expect(code).toBe(1);
      expect(err).toContain(
        `Port ${port} on 127.0.0.1 is in use by another program. Stop that one, or set PORT to a free port.\n`,
      );
      expect(err).not.toContain('EADDRINUSE');
    } finally {
      await other.close();
    }
  });

  it('says that .env cannot be read instead of calling its tokens missing', async () => {
    const folder = folderWith({ 'tierwatch.yaml': settings, '.env/token': '' });
    for (const command of ['poll', 'check', 'discord-register']) {
      const { code, out, err } = await run(built('cli'), [command], { folder, env: {} });
      expect(code, command).toBe(2);
      expect(out + err).toContain(
        '.env: The file cannot be read: it is a folder. Let this user read it, or start in another folder.',
      );
      expect(out + err).not.toContain('It is not set');
    }
  });
});

describe('the bot as it runs', () => {
  it('reads its settings again on SIGHUP and when it is asked to, and says what changed', async () => {
    const folder = folderWith({ 'tierwatch.yaml': settings, '.env': 'META_APP_SECRET=CANARY-first\n' });
    const bot = start(built('main'), [], { folder, env });
    const [, url = ''] = await bot.says(/"http":"(http:[^"]+)"/);
    const inFolder = (file: string, text: string): void => writeFileSync(join(folder, file), text);
    const reload = (): Promise<Ended> => run(built('cli'), ['reload'], { folder, env: {} });

    inFolder('tierwatch.yaml', `${settings}maskNumbers: true\n`);
    bot.signal('SIGHUP');
    bot.signal('SIGHUP');
    await bot.says(/"setting":"maskNumbers","change":"false → true","event":"settings.changed"/);
    await bot.says(/"changes":1,"needRestart":\[\],"event":"settings.reloaded"/);

    inFolder('tierwatch.yaml', `${settings}maskNumbers: perhaps\n`);
    const refused = await reload();
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(
      /^tierwatch\.yaml:3 maskNumbers: .*\nThe bot goes on with the settings before\.\n$/,
    );
    await bot.says(/"mistakes":\["tierwatch.yaml:3 maskNumbers: .*"\].*"settings.refused"/);

    inFolder('tierwatch.yaml', settings);
    inFolder('.env', 'META_APP_SECRET=CANARY-second\nPORT=1\nSTORE_URL=\nLOG_LEVEL=debug\n');
    expect(await reload()).toMatchObject({
      code: 0,
      err: '',
      out: [
        'maskNumbers: true → false',
        'META_APP_SECRET: changed',
        'LOG_LEVEL: "info" → "debug"',
        'The bot goes by these settings now.',
        '',
      ].join('\n'),
    });
    expect(await reload()).toMatchObject({ code: 0, out: 'The settings say the same as before.\n' });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);

    bot.signal('SIGUSR2');
    await bot.says(/"signal":"SIGUSR2".*Send SIGHUP.*"signal.ignored"/);
    inFolder('tierwatch.yaml', `${settings}maskNumbers: true\n`);
    bot.signal('SIGHUP');
    bot.signal('SIGTERM');
    const { code, err } = await bot.ended;
    expect(code).toBe(0);
    expect(err).not.toContain('CANARY');
    expect(await reload()).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^No bot is running/) as string,
    });
  });

  it('says which settings wait for its next start', async () => {
    const folder = folderWith({ 'tierwatch.yaml': settings, '.env': 'HOST=127.0.0.1\n' });
    const bot = start(built('main'), [], { folder, env });
    await bot.says(/"http":"http:/);
    writeFileSync(join(folder, '.env'), 'HOST=127.0.0.2\n');
    writeFileSync(join(folder, 'tierwatch.yaml'), `${settings}history: { days: 400d }\n`);
    const { code, out } = await run(built('cli'), ['reload'], { folder, env: {} });
    expect([code, out]).toEqual([
      0,
      'needs a restart: history.days: "730d" → "400d"\nneeds a restart: HOST: "127.0.0.1" → "127.0.0.2"\n',
    ]);
    await bot.says(/"needRestart":\["history.days","HOST"\],"event":"settings.reloaded"/);
    bot.signal('SIGTERM');
    await bot.ended;
  });

  it('ends on SIGQUIT as on SIGTERM', async () => {
    const folder = folderWith({ 'tierwatch.yaml': settings });
    const bot = start(built('main'), [], { folder, env });
    await bot.says(/"http":"http:/);
    bot.signal('SIGQUIT');
    const { code, err } = await bot.ended;
    expect(code).toBe(0);
    expect(err).toMatch(/"SIGQUIT".*"event":"stopping"/);
  });
});
