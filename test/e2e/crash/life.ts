import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bundled } from '../../support/bundled.js';
import type { DiscordServer } from '../../support/discord/server.js';
import type { SlackServer } from '../../support/slack/server.js';
import { objectFrom, objectsFrom, stringFrom } from '../../support/loopback/json.js';

/** One of the programs of this folder, ready to be run. */
export function builtChild(
  name: 'child' | 'burst-child' | 'digest-child' | 'ledger-child' | 'intake-child' | 'store-child',
): Promise<string> {
  return bundled(join(import.meta.dirname, `${name}.ts`));
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
