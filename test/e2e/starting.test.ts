import { describe, expect, it, vi } from 'vitest';
import { built } from '../support/e2e/built.js';
import { run, start } from '../support/e2e/program.js';
import { folderWith } from '../support/folder.js';
import { jsonAnswer, listenOnLoopback } from '../support/loopback/http.js';

vi.setConfig({ testTimeout: 60_000 });

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
  it('passes over a request to reload, which it logs, and ends on SIGQUIT as on SIGTERM', async () => {
    const folder = folderWith({ 'tierwatch.yaml': settings });
    const bot = start(built('main'), [], { folder, env });
    const [, url = ''] = await bot.says(/"http":"(http:[^"]+)"/);
    for (const signal of ['SIGHUP', 'SIGUSR2'] as const) {
      bot.signal(signal);
      await bot.says(new RegExp(`"signal":"${signal}".*Restart the bot to read them anew.*"signal.ignored"`));
    }
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    bot.signal('SIGQUIT');
    const { code, err } = await bot.ended;
    expect(code).toBe(0);
    expect(err).toMatch(/"SIGQUIT".*"event":"stopping"/);
  });
});
