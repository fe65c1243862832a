import { spawn } from 'node:child_process';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { DiscordServer } from '../../support/discord/server.js';
import type { SlackServer } from '../../support/slack/server.js';
import { objectFrom, objectsFrom, stringFrom } from '../../support/loopback/json.js';

/** Makes a child one file, because a process that loads hundreds of files takes seconds to start. */
export async function builtChild(
  name: 'child' | 'digest-child' | 'ledger-child' | 'intake-child' | 'store-child',
): Promise<string> {
  const here = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const file = join(root, '.cache', 'crash', `${name}.mjs`);
  const whole = `${file}.${process.pid}`;
  await build({
    entryPoints: [here],
    outfile: whole,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    external: [
      ...['sqlite3', 'zlib-sync', 'bufferutil', 'utf-8-validate'],
      // Knex names every database it could speak to.
      ...['better-sqlite3', 'mariadb', 'mysql', 'mysql2', 'oracledb', 'pg', 'pg-query-stream', 'tedious'],
    ],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  // At once, because another run of the tests may be starting processes from it.
  await rename(whole, file);
  return file;
}

/** How one process ended: the step it was killed at, or null when it lived to the end. */
export async function processOf(child: string, script: object): Promise<string | null> {
  const running = spawn(process.execPath, [child, JSON.stringify(script)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '' },
  });
  let said = '';
  running.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  running.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code, signal] = await new Promise<readonly [number | null, NodeJS.Signals | null]>((resolve) => {
    running.once('close', (...how) => resolve(how));
  });
  const [, step] = /^killed (.+)$/m.exec(said) ?? [];
  if (signal === 'SIGKILL' && step !== undefined) return step;
  if (code === 0 && said.includes('lived')) return null;
  throw new Error(`A process ended with ${String(signal ?? code)}:\n${said}`);
}

/** What people read in a channel: each message with all that is under it, in order. */
export type Transcript = readonly (readonly string[])[];

/** The channel in Slack. */
export function readSlack(server: SlackServer, channel: string): Transcript {
  const roots = server.messages.list(channel).filter((message) => message.threadTs === undefined);
  return roots.map((root) => [
    root.text,
    ...server.messages.thread(channel, root.ts).map((message) => message.text),
  ]);
}

/** The channel in Discord. */
export function readDiscord(server: DiscordServer, channel: string): Transcript {
  const said = (message: { readonly content: string; readonly embeds: readonly object[] }): string =>
    [
      message.content,
      ...objectsFrom(message.embeds).map((embed) => stringFrom(objectFrom(embed)['title'])),
    ].join(' ');
  return server.messages
    .list(channel)
    .map((root) => [
      said(root),
      ...(root.threadId === undefined ? [] : server.messages.list(root.threadId).map(said)),
    ]);
}
